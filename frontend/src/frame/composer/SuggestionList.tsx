import { useEffect } from 'react';

import { useWords } from '../i18n/context';
import { Icon } from '../ui/Icon';
import styles from './Menu.module.css';
import { grouped } from './suggestions';
import type { Suggestions } from './useSuggestions';

/** Commands or entities above the composer; the focus stays in the field. */
export function SuggestionList({ suggestions }: { suggestions: Suggestions }) {
  const words = useWords();
  const { id, kind, items, note, active, optionId } = suggestions;
  const name = kind === 'command' ? words.composer.commands : words.composer.entities;

  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active, optionId]);

  return (
    <div className={styles.panel} data-wide>
      {note !== null && (
        <p className={styles.note} role="status">
          {note}
        </p>
      )}
      <div id={id} role="listbox" aria-label={name} className={styles.list}>
        {grouped(items).map(([group, members]) => (
          <div key={group ?? ''} role="group" aria-label={group ?? name}>
            {group !== null && (
              <p className={styles.group} dir="auto" aria-hidden>
                {group}
              </p>
            )}
            {members.map((item) => {
              const at = items.indexOf(item);
              return (
                <div
                  key={item.key}
                  id={optionId(at)}
                  role="option"
                  aria-selected={at === active}
                  className={styles.item}
                  data-active={at === active}
                  // A press must not take the focus out of the field.
                  onPointerDown={(event) => {
                    event.preventDefault();
                  }}
                  onClick={item.choose}
                >
                  <Icon of={item.icon} size={16} />
                  <span className={styles.title} dir="auto">
                    {item.title}
                  </span>
                  {item.detail !== null && (
                    <span className={styles.detail} dir="auto">
                      {item.detail}
                    </span>
                  )}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
