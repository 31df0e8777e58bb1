import { ArrowDown, ArrowUp, type LucideIcon, Search, X } from 'lucide-react';
import {
  type RefObject,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';

import { useLocale } from '../i18n/context';
import { formatCount } from '../i18n/format';
import type { Message, ThreadState } from '../state/types';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { isComposing } from '../ui/keyboard';
import styles from './FindBar.module.css';
import { findMatches, firstFrom, indexOf, type Match } from './matches';
import { firstInSight, useHighlight } from './useHighlight';

type Props = {
  viewport: RefObject<HTMLElement | null>;
  messages: readonly Message[];
  older: ThreadState['older'];
  loadOlder: () => void;
  /** Draws the message, also out of sight. */
  onShow: (messageId: string | null) => void;
  /** The reader is brought elsewhere. */
  onMove: () => void;
  onClose: () => void;
};

const BUTTON = { tooltip: 'below', size: 16 } as const;

/** Finds words in all messages of the thread, also in those that are not drawn. */
export default function FindBar(props: Props) {
  const { viewport, messages, older, loadOlder, onShow, onMove, onClose } = props;
  const locale = useLocale();
  const { words } = locale;
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed);
  const matches = useMemo(() => findMatches(messages, query), [messages, query]);
  const [current, setCurrent] = useState<Match | null>(null);
  const [start, setStart] = useState<string | null>(null);
  // The words may have been typed before the first message with them was loaded.
  if (current === null && query === typed && matches.length > 0) {
    setCurrent(firstFrom(matches, messages, start));
  }
  const at = indexOf(matches, current);

  const search = (next: string) => {
    const inSight = viewport.current && firstInSight(viewport.current);
    setTyped(next);
    setStart(inSight);
    setCurrent(firstFrom(findMatches(messages, next), messages, inSight));
  };
  const move = (by: 1 | -1) => {
    setCurrent(matches.at(at === -1 ? 0 : (at + by) % matches.length) ?? null);
  };
  useEffect(() => {
    onShow(current?.messageId ?? null);
  }, [current, onShow]);

  // Before the bar is seen: what is typed at once belongs in it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  // Words may be in messages that are not loaded yet.
  useEffect(() => {
    if (older === 'more') loadOlder();
  }, [older, messages, loadOlder]);
  // The place belongs to the words that are typed: those before may stand elsewhere in its message.
  useHighlight(viewport, query, query === typed ? current : null, onMove);

  const count =
    matches.length > 0
      ? words.find.count(formatCount(at + 1, locale), formatCount(matches.length, locale))
      : words.find.nothing;
  const empty = query.trim() === '';
  const step = (icon: LucideIcon, label: string, by: 1 | -1) => (
    <IconButton
      {...BUTTON}
      icon={icon}
      label={label}
      disabled={matches.length === 0}
      onClick={() => {
        move(by);
      }}
    />
  );
  return (
    <div
      role="search"
      aria-label={words.find.title}
      className={styles.bar}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return;
        const inField = event.target === field.current;
        if (event.key === 'Escape') onClose();
        else if (inField && event.key === 'Enter') move(event.shiftKey ? -1 : 1);
        else if (inField && event.key === 'ArrowDown') move(1);
        else if (inField && event.key === 'ArrowUp') move(-1);
        else return;
        event.preventDefault();
      }}
    >
      <Icon of={Search} size={16} />
      <input
        ref={field}
        type="text"
        role="searchbox"
        dir="auto"
        autoComplete="off"
        aria-label={words.find.title}
        placeholder={words.find.title}
        value={typed}
        onChange={(event) => {
          search(event.target.value);
        }}
      />
      <span role="status" className={styles.count} dir="auto">
        {!empty && count}
        {!empty && older === 'loading' && ' …'}
      </span>
      {step(ArrowUp, words.find.previous, -1)}
      {step(ArrowDown, words.find.next, 1)}
      <IconButton {...BUTTON} icon={X} label={words.find.close} onClick={onClose} />
    </div>
  );
}
