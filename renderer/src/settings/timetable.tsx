// The week as a grid of hours, painted with mouse or keyboard.
import { Button, SegmentedControl } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { hourRules, type HourRule } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { formatHour, weekdayName } from '../words/week';
import { hoursOfDay, presets } from './timetable-presets';

interface TimetableProps {
  readonly rules: readonly HourRule[];
  /** Somebody else decides: the week can be read, not painted. */
  readonly isLocked?: boolean;
  readonly onChange: (rules: readonly HourRule[]) => void;
}

const weekdays = [0, 1, 2, 3, 4, 5, 6];
const hours = Array.from({ length: hoursOfDay }, (_, hour) => hour);
const presetNames = ['always', 'officeLimited', 'nightsOnly'] as const;
const steps: Record<string, number> = {
  ...{ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -hoursOfDay, ArrowDown: hoursOfDay },
};

/** One tab stop; the arrow keys move inside (the grid pattern of the ARIA practices). */
export function Timetable({ rules, isLocked = false, onChange }: TimetableProps) {
  const [brush, setBrush] = useState<HourRule>('limited');
  const [focused, setFocused] = useState(0);
  const grid = useRef<HTMLDivElement>(null);

  function paint(index: number): void {
    if (!isLocked && rules[index] !== brush) onChange(rules.map((rule, at) => (at === index ? brush : rule)));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    const next = step === undefined ? null : focused + step;
    if (next !== null && next >= 0 && next < rules.length) {
      event.preventDefault();
      setFocused(next);
      grid.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      paint(focused);
    }
  }

  function onPointer(event: PointerEvent): void {
    // Only while the main button is held down.
    if (event.buttons !== 1) return;
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-index]');
    const index = Number(cell?.dataset['index'] ?? -1);
    if (index < 0 || grid.current?.contains(cell ?? null) !== true) return;
    setFocused(index);
    paint(index);
  }

  return (
    <div className="timetable">
      {isLocked ? (
        <div className="timetable-tools">
          {hourRules.map((rule) => (
            <Legend key={rule} rule={rule} />
          ))}
        </div>
      ) : (
        <>
          <div className="timetable-tools">
            <SegmentedControl
              size="xs"
              aria-label={t('settings.timetable.paint')}
              value={brush}
              onChange={setBrush}
              data={hourRules.map((value) => ({ value, label: <Legend rule={value} /> }))}
            />
            <div className="row-actions" role="group" aria-label={t('settings.timetable.presets')}>
              {presetNames.map((name) => (
                <Button
                  key={name}
                  size="compact-xs"
                  variant="default"
                  onClick={() => {
                    onChange(presets[name]);
                  }}
                >
                  {t(`settings.timetable.${name}`)}
                </Button>
              ))}
            </div>
          </div>
          <p className="settings-help">{t('settings.timetable.help')}</p>
        </>
      )}
      <div
        ref={grid}
        role="grid"
        aria-label={t('settings.timetable.label')}
        aria-readonly={isLocked}
        className="timetable-grid"
        onKeyDown={onKeyDown}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      >
        <div role="row" className="timetable-row">
          <span role="columnheader">
            <span className="visually-hidden">{t('settings.timetable.weekday')}</span>
          </span>
          {hours.map((hour) => (
            <span key={hour} role="columnheader" className="timetable-hour">
              <span className="visually-hidden">{formatHour(hour)}</span>
              {hour % 3 === 0 && <span aria-hidden="true">{hour}</span>}
            </span>
          ))}
        </div>
        {weekdays.map((weekday) => (
          <div key={weekday} role="row" className="timetable-row">
            <span role="rowheader" className="timetable-day">
              {weekdayName(weekday, 'short')}
            </span>
            {hours.map((hour) => {
              const index = weekday * hoursOfDay + hour;
              const rule = rules[index] ?? 'full';
              return (
                <span
                  key={hour}
                  role="gridcell"
                  data-index={index}
                  data-rule={rule}
                  tabIndex={index === focused ? 0 : -1}
                  className="timetable-cell"
                  aria-label={t('settings.timetable.cell', {
                    day: weekdayName(weekday, 'long'),
                    hour: formatHour(hour),
                    rule: t(`settings.timetable.rules.${rule}`),
                  })}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

function Legend({ rule }: { readonly rule: HourRule }) {
  return (
    <span className="timetable-legend">
      <span className="timetable-swatch" data-rule={rule} aria-hidden="true" />
      {t(`settings.timetable.rules.${rule}`)}
    </span>
  );
}
