import { X } from 'lucide-react';

import { useWords } from '../i18n/context';
import type { Dictionary } from '../i18n/en';
import type { HistoryActions } from '../state/store';
import { IconButton } from '../ui/IconButton';
import styles from './HistoryNotice.module.css';
import type { HistoryNotice as HistoryNoticeData } from './state';

function noticeText(notice: HistoryNoticeData, { history, messages }: Dictionary): string {
  if (notice.type === 'deleted') return history.deleted(notice.item.title ?? history.untitled);
  return {
    rename: history.renameFailed,
    delete: history.deleteFailed,
    feedback: messages.voteFailed,
  }[notice.what];
}

type Props = { notice: HistoryNoticeData | null; actions: HistoryActions };

/** What became of a change, with a way back where there is one. */
export function HistoryNotice({ notice, actions }: Props) {
  const words = useWords();
  return (
    <div className={styles.place} role="status">
      {notice !== null && (
        <div className={styles.notice}>
          <span className={styles.text} dir="auto">
            {noticeText(notice, words)}
          </span>
          {notice.type === 'deleted' ? (
            <button type="button" className={styles.undo} onClick={actions.undo}>
              {words.history.undo}
            </button>
          ) : (
            <IconButton
              icon={X}
              label={words.history.dismiss}
              size={16}
              className={styles.dismiss}
              onClick={actions.dismissNotice}
            />
          )}
        </div>
      )}
    </div>
  );
}
