// A form's fields that somebody else decided. They stay readable and in the order of the Tab key, and take no change.
import { createTheme, MantineThemeProvider, type MantineThemeOverride } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { createContext, use, useId, useMemo, type ComponentProps, type ReactNode } from 'react';
import { t } from '../i18n/translate';
import { askWhom, lockedSentence, setBy, type LockedThing } from './lock-words';
import { lockedSelect, lockedSwitch } from './locked-props';
import type { Lock } from './locks';
import './policy.css';

const IsLocked = createContext(false);
const unlocked = createTheme({});

/** Whether the fields around are locked: for buttons that would fill in a field. */
export function useIsLocked(): boolean {
  return use(IsLocked);
}

interface LockedFieldsProps {
  readonly lock: Lock | null;
  readonly thing: LockedThing;
  readonly children: ReactNode;
}

/**
 * With a lock, says whose it is and makes every field inside read-only, also those that know nothing of policies; a field
 * that is added to the form later cannot be forgotten. Passwords are a person's own and stay open.
 */
export function LockedFields({ lock, thing, children }: LockedFieldsProps) {
  const noticeId = useId();
  const hintId = useId();
  const theme = useMemo(() => (lock === null ? unlocked : lockedTheme(lock, hintId)), [lock, hintId]);
  return (
    <div
      className="locked-fields"
      {...(lock !== null && { role: 'group', 'aria-label': setBy(lock), 'aria-describedby': noticeId })}
    >
      {lock !== null && (
        <div className="lock-notice">
          <IconLock size={18} aria-hidden />
          <p id={noticeId}>
            {lockedSentence(thing, lock)} {askWhom(lock)}
          </p>
          <span id={hintId} hidden>
            {fieldSentence(lock)}
          </span>
        </div>
      )}
      <IsLocked value={lock !== null}>
        <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
      </IsLocked>
    </div>
  );
}

function fieldSentence({ organisation }: Lock): string {
  return t('policy.lockedField', { organisation });
}

// Text fields are described by their description alone, so the sentence goes into it; the others by the hint beside it.
function lockedTheme(lock: Lock, hintId: string): MantineThemeOverride {
  const sentence = fieldSentence(lock);
  const field = {
    // A field without a description gets one for the sentence below.
    description: <></>,
    descriptionProps: {
      renderRoot: ({ children, ...rest }: ComponentProps<'p'>) => (
        <p {...rest}>
          {children}
          <span className="visually-hidden"> {sentence}</span>
        </p>
      ),
    },
  };
  const input = { ...field, withAsterisk: false, rightSection: <IconLock size={15} aria-hidden /> };
  return createTheme({
    components: {
      TextInput: { defaultProps: { ...input, readOnly: true } },
      NumberInput: { defaultProps: { ...input, readOnly: true } },
      NativeSelect: { defaultProps: { ...input, ...lockedSelect } },
      RadioGroup: { defaultProps: { ...field, readOnly: true } },
      Radio: { defaultProps: { 'aria-describedby': hintId } },
      Switch: { defaultProps: { ...lockedSwitch, 'aria-describedby': hintId } },
      Checkbox: { defaultProps: { ...lockedSwitch, 'aria-describedby': hintId } },
      SegmentedControl: { defaultProps: { readOnly: true } },
    },
  });
}
