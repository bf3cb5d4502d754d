// A notification, before the system shows it.
import type { Destination } from '../../preload/contract';
import type { NoticeText } from '../words/native-words';

export interface Notice {
  readonly text: NoticeText;
  /** Where a click on it leads. */
  readonly destination: Destination;
}
