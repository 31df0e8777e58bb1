import { useLocale } from '../i18n/context';
import { formatMonth } from '../i18n/format';
import type { Locale } from '../i18n/locale';
import a11y from '../ui/a11y.module.css';
import { Notice } from '../ui/Notice';
import { useToday } from '../ui/useToday';
import { type Group, groupByAge } from './groups';
import styles from './History.module.css';
import { HistoryEntry } from './HistoryEntry';
import type { HistoryPanelProps } from './HistoryPanel';
import { MoreButton } from './MoreButton';
import { listedConversations } from './state';

function groupName({ period, start }: Group, now: number, locale: Locale): string {
  const { today, yesterday, lastWeek } = locale.words.history;
  if (period === 'month') return formatMonth(start, now, locale);
  return { today, yesterday, week: lastWeek }[period];
}

export function HistoryBody({ history, thread, options, modal, actions }: HistoryPanelProps) {
  const locale = useLocale();
  const { words } = locale;
  const { status, error } = history;
  const items = listedConversations(history, thread);
  const now = useToday();

  if (error !== null && items.length === 0) {
    return (
      <div className={styles.body}>
        <Notice error={error} shape="card" onRetry={actions.reload} />
      </div>
    );
  }
  if (items.length === 0 && status !== 'ready') {
    return (
      <div className={styles.body} role="status">
        <span className={a11y.hidden}>{words.history.loading}</span>
        <div className={styles.skeleton}>
          {Array.from({ length: 7 }, (_, index) => (
            <i key={index} />
          ))}
        </div>
      </div>
    );
  }
  if (items.length === 0) {
    return (
      <div className={styles.body}>
        <p className={styles.none} role="status">
          {history.query.trim() === '' ? words.history.empty : words.history.nothingFound}
        </p>
      </div>
    );
  }
  return (
    <div className={styles.body} aria-busy={status === 'loading'}>
      {groupByAge(items, now).map((group) => {
        const name = groupName(group, now, locale);
        return (
          <section key={`${group.period} ${group.start}`} aria-label={name}>
            <h3 className={styles.group}>{name}</h3>
            <ul className={styles.list}>
              {group.items.map((item) => (
                <HistoryEntry
                  key={item.id}
                  item={item}
                  current={item.threadId === thread.threadId}
                  options={options}
                  actions={actions}
                  onOpen={() => {
                    if (item.threadId !== thread.threadId) actions.openThread(item.threadId);
                    if (modal) actions.hide();
                  }}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {error !== null && <Notice error={error} onRetry={actions.reload} />}
      {history.hasMore && error === null && (
        <MoreButton loading={status === 'more'} onMore={actions.more} />
      )}
    </div>
  );
}
