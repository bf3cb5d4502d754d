// Entry of the window: finds out the language, then loads everything else, whose texts stand in constants.
import { bridge } from './bridge';
import { setLanguage } from './i18n/translate';

const info = await bridge.call('app.info', null);
if (info.ok) {
  await setLanguage(info.value.language, info.value.locale);
  document.documentElement.lang = info.value.locale;
}
const { mount } = await import('./mount');
mount();
