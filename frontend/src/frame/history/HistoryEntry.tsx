import { Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';

import type { ConversationItem } from '../api/conversations';
import { useWords } from '../i18n/context';
import type { HistoryActions, ViewOptions } from '../state/store';
import a11y from '../ui/a11y.module.css';
import { IconButton } from '../ui/IconButton';
import { TitleEditor } from '../ui/TitleEditor';
import styles from './History.module.css';

type Props = {
  item: ConversationItem;
  current: boolean;
  options: ViewOptions['history'];
  actions: HistoryActions;
  onOpen: () => void;
};

export function HistoryEntry({ item, current, options, actions, onOpen }: Props) {
  const words = useWords().history;
  const [editing, setEditing] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const title = item.title ?? words.untitled;

  const focusNeighbour = () => {
    const neighbour = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
    neighbour?.querySelector<HTMLElement>('[data-entry]')?.focus();
  };

  if (editing) {
    return (
      <li className={styles.row}>
        <TitleEditor
          title={title}
          label={words.newTitle}
          className={styles.editor}
          onSave={(changed) => {
            actions.rename(item.id, changed);
          }}
          onClose={() => {
            setEditing(false);
          }}
        />
      </li>
    );
  }
  return (
    <li ref={row} className={styles.row} data-current={current}>
      <button
        type="button"
        className={styles.entry}
        data-entry
        aria-current={current ? 'page' : undefined}
        title={title}
        onClick={onOpen}
      >
        <span className={styles.name} dir="auto">
          {title}
        </span>
        {item.running && (
          <>
            <i className={styles.running} aria-hidden />
            <span className={a11y.hidden}>{words.running}</span>
          </>
        )}
      </button>
      <div className={styles.tools}>
        {options.canRename && (
          <IconButton
            icon={Pencil}
            label={words.renameOf(title)}
            tip={words.rename}
            tooltip="below"
            size={15}
            onClick={() => {
              setEditing(true);
            }}
          />
        )}
        {options.canDelete && (
          <IconButton
            icon={Trash2}
            label={words.removeOf(title)}
            tip={words.remove}
            tooltip="below"
            size={15}
            onClick={() => {
              focusNeighbour();
              actions.remove(item.id);
            }}
          />
        )}
      </div>
    </li>
  );
}
