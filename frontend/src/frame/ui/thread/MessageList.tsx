import { type RefObject, useRef } from 'react';

import { useWords } from '../../i18n/context';
import { isQueued } from '../../state/queue';
import type { ChatActions, ViewOptions } from '../../state/store';
import type { Message, ThreadState } from '../../state/types';
import { AssistantMessage } from '../AssistantMessage';
import { UserMessage } from '../UserMessage';
import styles from './MessageList.module.css';
import { useKeptRows } from './useKeptRows';
import { OlderNote } from './OlderNote';
import { useOlder } from './useOlder';
import { usePrinting } from './usePrinting';
import { useWindow } from './useWindow';
import { segmentsOf } from './windowing';

type Props = {
  viewport: RefObject<HTMLElement | null>;
  messages: readonly Message[];
  older: ThreadState['older'];
  running: boolean;
  /** The running answer may be given further messages. */
  steerable: boolean;
  /** The user's message that is being edited. */
  editing: string | null;
  /** The message that the reader is brought to. */
  found: string | null;
  options: ViewOptions['messageActions'];
  actions: ChatActions;
};

/** The messages that are in sight, and room for the others. */
export function MessageList(props: Props) {
  const { viewport, messages, older, running, steerable, editing, found, options, actions } = props;
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  const { span, tops, observeRow } = useWindow(viewport, list, messages);
  const { kept, handlers } = useKeptRows(list, messages, editing, found);
  useOlder(viewport, older, messages.length, actions.loadOlder);
  const printing = usePrinting();
  const shown = printing ? { start: 0, end: messages.length } : span;
  const newest = messages.findLast((message) => !isQueued(message));

  const draw = (message: Message, before: Message | undefined) => {
    const last = message === newest;
    return message.role === 'user' ? (
      <UserMessage
        message={message}
        // Before the first one that is loaded there is an answer, as a rule: it will not move then.
        follows={before?.role ?? (older === 'none' ? null : 'assistant')}
        editing={editing === message.id}
        editable={!running}
        steerable={steerable}
        actions={actions}
      />
    ) : (
      <AssistantMessage
        message={message}
        last={last}
        options={options}
        actions={actions}
        onRetry={last && !running ? actions.retry : null}
      />
    );
  };

  return (
    // Announced elsewhere in sentences: a log that speaks each token is unbearable.
    <div
      ref={list}
      role="log"
      aria-label={words.conversation}
      aria-live="off"
      className={styles.messages}
      data-empty={messages.length === 0}
      {...handlers}
    >
      <OlderNote older={older} onRetry={actions.loadOlder} />
      {segmentsOf(shown, kept, tops).map((segment) => {
        if (segment.type === 'gap') {
          const { before, height } = segment;
          const id = messages[before]?.id ?? '';
          return <div key={`before ${id}`} data-gap="" className={styles.gap} style={{ height }} />;
        }
        const message = messages[segment.index];
        if (message === undefined) return null;
        return (
          <div key={message.id} ref={observeRow} data-row={message.id}>
            {draw(message, messages[segment.index - 1])}
          </div>
        );
      })}
    </div>
  );
}
