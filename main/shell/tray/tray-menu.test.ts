// What the tray offers, and when the pauses it offers end.
import { describe, expect, it } from 'vitest';
import { pauseEnd } from '../../background/pause-choices';
import { stoppedSituation } from '../../background/situation';
import { wordsFor } from '../../words/words-for';
import { trayMenu, type TrayActions } from './tray-menu';

const words = wordsFor({ language: 'en', locale: 'en-GB' }).tray;
const calm = { ...stoppedSituation, isStopped: false };

function aMenu(situation = calm) {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const actions: TrayActions = {
    ...{ open: note('open'), resume: note('resume'), scanAll: note('scan'), quit: note('quit') },
    pause: (choice) => void done.push(`pause ${choice}`),
  };
  const items = trayMenu(situation, words, actions).flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? item.submenu : []),
  ]);
  const click = (label: string) => {
    const item = items.find((one) => one.label === label);
    if (item?.click === undefined) throw new Error(`no ${label}`);
    (item.click as () => void)();
  };
  return { done, click, labels: items.flatMap(({ label }) => label ?? []) };
}

describe('the tray’s menu', () => {
  it('offers to open, pause, scan and quit', () => {
    const { done, click, labels } = aMenu();
    expect(labels).toEqual([
      'Open Batchdrop',
      'Pause deliveries',
      'For one hour',
      'Until tomorrow',
      'Until I resume',
      'Scan all folders now',
      'Quit Batchdrop',
    ]);
    for (const label of labels.filter((one) => one !== 'Pause deliveries')) click(label);
    expect(done).toEqual(['open', 'pause hour', 'pause tomorrow', 'pause until-resumed', 'scan', 'quit']);
  });

  it('offers to resume what is paused', () => {
    const { done, click, labels } = aMenu({ ...calm, pause: { until: 5 } });
    expect(labels).not.toContain('Pause deliveries');
    click('Resume deliveries');
    expect(done).toEqual(['resume']);
  });

  it('of a program that cannot work offers to open it and to end it', () => {
    expect(aMenu(stoppedSituation).labels).toEqual(['Open Batchdrop', 'Quit Batchdrop']);
  });
});

describe('a pause', () => {
  const evening = new Date(2026, 10, 23, 22, 30).getTime();
  it.each([
    ['hour', new Date(2026, 10, 23, 23, 30).getTime()],
    ['tomorrow', new Date(2026, 10, 24).getTime()],
    ['until-resumed', null],
  ] as const)('for %s ends at %s', (choice, end) => {
    expect(pauseEnd(choice, evening)).toBe(end);
  });
});
