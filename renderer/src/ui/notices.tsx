// Short notices in the corner: something was done, or could not be done.
import { notifications } from '@mantine/notifications';
import type { Problem } from '../../../preload/contract';
import { problemSentence } from '../words/problems';

/** Says that something was done; goes away by itself. */
export function showDone(message: string): void {
  notifications.show({ message, color: 'pine', withBorder: true });
}

/** Says what was saved and where; stays until it is closed, so that the place can be read and copied. */
export function showSaved(title: string, path: string): void {
  notifications.show({
    title,
    message: <span translate="no">{path}</span>,
    color: 'pine',
    withBorder: true,
    autoClose: false,
  });
}

/** Says that something could not be done; stays until it is closed. */
export function showProblem(title: string, problem: Problem): void {
  notifications.show({ title, message: problemSentence(problem), color: 'red', withBorder: true, autoClose: false });
}
