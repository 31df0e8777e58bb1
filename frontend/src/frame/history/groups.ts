import type { ConversationItem } from '../api/conversations';

export type Group = {
  /** `month`: older than the last seven days, named by its month. */
  period: 'today' | 'yesterday' | 'week' | 'month';
  /** The first moment of the month, for its name. */
  start: number;
  items: readonly ConversationItem[];
};

/** Conversations by how long ago they were touched, in the reader's time zone, the newest first. */
export function groupByAge(items: readonly ConversationItem[], now: number): readonly Group[] {
  const today = new Date(now);
  const daysAgo = (days: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - days).getTime();
  const [todayStart, yesterdayStart, weekStart] = [daysAgo(0), daysAgo(1), daysAgo(7)];
  const groups: { period: Group['period']; start: number; items: ConversationItem[] }[] = [];
  for (const item of items.toSorted((a, b) => b.updatedAt - a.updatedAt)) {
    const { updatedAt } = item;
    const date = new Date(updatedAt);
    const month = new Date(date.getFullYear(), date.getMonth()).getTime();
    const [period, start]: [Group['period'], number] =
      updatedAt >= todayStart
        ? ['today', todayStart]
        : updatedAt >= yesterdayStart
          ? ['yesterday', yesterdayStart]
          : updatedAt >= weekStart
            ? ['week', weekStart]
            : ['month', month];
    const last = groups.at(-1);
    if (last?.period === period && last.start === start) last.items.push(item);
    else groups.push({ period, start, items: [item] });
  }
  return groups;
}
