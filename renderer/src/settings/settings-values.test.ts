// The settings' form: what is shown, what is refused beside its field, what is sent.
import { describe, expect, it } from 'vitest';
import type { Preferences, UploadSettings } from '../../../preload/contract';
import { checkSettings, formField, preferencesOf, settingsValues, uploadSettingsOf } from './settings-values';
import { presets } from './timetable-presets';

const preferences: Preferences = {
  ...{ language: 'de', closeToTray: true, startAtLogin: false },
  notifications: { deliveries: true, problems: false, quietFrom: '18:00', quietTo: '07:30' },
  ...{ keepZipsDays: 7, activityDays: 90, spoolFolder: '/big/spool', spoolMaxMegabytes: 20_000 },
};
const uploads: UploadSettings = {
  ...{
    places: 3,
    placesPerCredential: 1,
    bytesPerSecond: 250_000,
    timetable: presets.nightsOnly,
    pauseOnMetered: true,
  },
};
const open = settingsValues(preferences, uploads);

describe('the settings form', () => {
  it('sends what it was opened with when nothing is changed', () => {
    expect(preferencesOf(open)).toEqual(preferences);
    expect(uploadSettingsOf(open)).toEqual(uploads);
    expect(checkSettings(open)).toEqual({});
  });

  it('knows empty fields from limits', () => {
    const none = settingsValues(
      { ...preferences, spoolFolder: null, spoolMaxMegabytes: null },
      { ...uploads, bytesPerSecond: null, timetable: null },
    );
    expect(none).toMatchObject({ spoolFolder: '', spoolMaxMegabytes: '', isLimited: false, hasTimetable: false });
    expect(preferencesOf(none)).toMatchObject({ spoolFolder: null, spoolMaxMegabytes: null });
    expect(uploadSettingsOf(none)).toMatchObject({ bytesPerSecond: null, timetable: null });
    expect(checkSettings(none)).toEqual({});
  });

  it.each([
    ['places', 9],
    ['places', ''],
    ['placesPerCredential', 0],
    ['kilobytesPerSecond', 0],
    ['spoolMaxMegabytes', 99],
    ['keepZipsDays', 1.5],
    ['activityDays', 0],
  ] as const)('refuses %s = %s', (field, value) => {
    expect(Object.keys(checkSettings({ ...open, [field]: value }))).toEqual([field]);
  });

  it('does not ask for a speed that is not limited', () => {
    expect(checkSettings({ ...open, isLimited: false, kilobytesPerSecond: '' })).toEqual({});
  });

  it('wants both ends of the quiet hours or none', () => {
    expect(checkSettings({ ...open, quietTo: '' })).toHaveProperty('quietTo');
    expect(checkSettings({ ...open, quietFrom: '' })).toHaveProperty('quietFrom');
    expect(checkSettings({ ...open, quietFrom: '', quietTo: '' })).toEqual({});
  });

  it('finds the field that the program refused', () => {
    expect(formField('notifications.quietTo')).toBe('quietTo');
    expect(formField('spoolFolder')).toBe('spoolFolder');
    expect(formField('bytesPerSecond')).toBe('isLimited');
    expect(formField('timetable')).toBe('hasTimetable');
    expect(formField('something else')).toBeNull();
    expect(formField(undefined)).toBeNull();
  });
});

describe('the presets of the timetable', () => {
  it('have a rule for each hour, and office hours from Monday to Friday', () => {
    for (const rules of Object.values(presets)) expect(rules).toHaveLength(168);
    expect(presets.nightsOnly.filter((rule) => rule === 'closed')).toHaveLength(5 * 11);
    expect(presets.officeLimited[7]).toBe('limited');
    expect(presets.officeLimited[5 * 24 + 12]).toBe('full');
  });
});
