// The pauses that the tray offers.

export const pauseChoices = ['hour', 'tomorrow', 'until-resumed'] as const;
export type PauseChoice = (typeof pauseChoices)[number];

/** When a pause that begins now ends, in milliseconds since 1970; null: when somebody resumes. Tomorrow begins at midnight. */
export function pauseEnd(choice: PauseChoice, now: number): number | null {
  switch (choice) {
    case 'hour':
      return now + 3_600_000;
    case 'tomorrow': {
      const midnight = new Date(now);
      midnight.setHours(24, 0, 0, 0);
      return midnight.getTime();
    }
    case 'until-resumed':
      return null;
  }
}
