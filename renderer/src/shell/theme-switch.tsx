// Automatic, light or dark. The choice is kept by the window itself.
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun, type Icon } from '@tabler/icons-react';
import { t } from '../i18n/translate';

const choices = [
  { value: 'auto', icon: IconDeviceDesktop },
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
] as const;

/** Three icons, each with a name. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={t('shell.theme.label')}
      size="xs"
      withItemsBorders={false}
      value={colorScheme}
      onChange={setColorScheme}
      data={choices.map(({ value, icon }) => ({
        value,
        label: <Choice name={t(`shell.theme.${value}`)} icon={icon} />,
      }))}
    />
  );
}

function Choice({ name, icon: Picture }: { readonly name: string; readonly icon: Icon }) {
  return (
    <span className="theme-choice" title={name}>
      <Picture size={15} aria-hidden />
      <span className="visually-hidden">{name}</span>
    </span>
  );
}
