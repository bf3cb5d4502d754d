// What the list shows, and what came meanwhile: nothing moves under the eyes of whoever reads further down.
import type { ActivityItem, Calls } from '../../../preload/contract';

export type ActivityAnswer = Calls['activity.list']['value'];

/** Rows without gaps, newest first; `before` is where the next older page begins, null at the end. */
export interface ShownActivity {
  readonly items: readonly ActivityItem[];
  readonly before: number | null;
}

/** A list that stays open for a month must not hold all of it: what is further down is read again when it is wanted. */
const mostKept = 1_000;

/** The rows of the newest page that are not shown yet. */
export function newerThan(shown: ShownActivity, head: ActivityAnswer): readonly ActivityItem[] {
  const top = shown.items[0]?.id ?? 0;
  return head.items.filter(({ id }) => id > top);
}

/** Puts the newest page on top. Where it does not reach down to what is shown, the list begins anew with it. */
export function withNewer(shown: ShownActivity, head: ActivityAnswer): ShownActivity {
  const newer = newerThan(shown, head);
  if (newer.length === 0) return shown;
  if (newer.length === head.items.length && head.before !== null) return head;
  const items = [...newer, ...shown.items];
  if (items.length <= mostKept) return { ...shown, items };
  const kept = items.slice(0, mostKept);
  return { items: kept, before: kept.at(-1)?.id ?? null };
}

/** Puts an older page below. */
export function withOlder(shown: ShownActivity, page: ActivityAnswer): ShownActivity {
  const bottom = shown.items.at(-1)?.id ?? Number.MAX_SAFE_INTEGER;
  return { items: [...shown.items, ...page.items.filter(({ id }) => id < bottom)], before: page.before };
}
