import { useEffect, useSyncExternalStore } from 'react';

import { LocaleProvider } from '../i18n/context';
import { Prompt } from '../prompts/Prompt';
import type { ChatStore } from '../state/store';
import { ChatBody } from './ChatBody';
import styles from './ChatView.module.css';
import { Composer } from './Composer';
import { Footer } from './Footer';
import { Header } from './Header';
import { isComposing } from './keyboard';
import { Thread } from './Thread';
import { useDocumentLocale } from './useDocumentLocale';

/** Escape stops the answer wherever the focus is in the chat. */
function useEscape(enabled: boolean, stop: () => void) {
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      event.preventDefault();
      stop();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [enabled, stop]);
}

export function ChatView({ store }: { store: ChatStore }) {
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const { actions } = store;
  const { connection, assistant, options, thread, composer, focusRequests } = snapshot;
  const ready = connection.status === 'ready';
  const locale = useDocumentLocale(options.locale);
  useEscape(thread.running, actions.stop);

  return (
    <LocaleProvider value={locale}>
      <main className={styles.chat}>
        {options.header.enabled && (
          <Header
            assistant={assistant}
            title={options.header.title}
            showTitle={options.header.showTitle}
            threadTitle={thread.title}
            ready={ready}
            onNewChat={options.history.enabled ? actions.newThread : null}
          />
        )}
        <Thread
          threadId={thread.threadId}
          messages={thread.messages}
          running={thread.running}
          actions={actions}
        >
          <ChatBody snapshot={snapshot} actions={actions} />
          {thread.prompt && <Prompt prompt={thread.prompt} answer={actions.answerPrompt} />}
        </Thread>
        <Footer disclaimer={options.disclaimer}>
          <Composer
            ready={ready}
            running={thread.running}
            held={thread.loading || thread.prompt !== null}
            placeholder={options.placeholder}
            preset={composer}
            focusRequests={focusRequests}
            onSend={actions.send}
            onStop={actions.stop}
            onDraft={actions.keepDraft}
          />
        </Footer>
      </main>
    </LocaleProvider>
  );
}
