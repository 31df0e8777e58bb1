import { lazy, Suspense, useEffect, useMemo, useSyncExternalStore } from 'react';

import { Composer } from '../composer/Composer';
import { DropZone } from '../composer/DropZone';
import { HeldQueue } from '../composer/HeldQueue';
import { EntityProvider } from '../composer/entityContext';
import { HistoryNotice } from '../history/HistoryNotice';
import { useFocusReturn } from '../history/useFocusReturn';
import { useFind } from '../find/useFind';
import { Prompt } from '../prompts/Prompt';
import type { Locale } from '../i18n/locale';
import { isQueued } from '../state/queue';
import type { ChatSnapshot, ChatStore } from '../state/store';
import a11y from './a11y.module.css';
import { ChatBody } from './ChatBody';
import { chatName } from './chatName';
import styles from './ChatView.module.css';
import { Footer } from './Footer';
import { Header } from './Header';
import { isComposing } from './keyboard';
import { Thread } from './Thread';
import { useDocumentLocale } from './useDocumentLocale';
import { useWide } from './useWide';
import { ViewProviders } from './ViewProviders';

const HistoryPanel = lazy(() => import('../history/HistoryPanel'));

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

/** Nothing is drawn before the words of the reader's language are there. */
export function ChatView({ store }: { store: ChatStore }) {
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const locale = useDocumentLocale(snapshot.options.locale);
  return locale && <Chat store={store} snapshot={snapshot} locale={locale} />;
}

type ChatProps = { store: ChatStore; snapshot: ChatSnapshot; locale: Locale };

function Chat({ store, snapshot, locale }: ChatProps) {
  const { actions } = store;
  const { connection, assistant, options, models, thread, history, focusRequests } = snapshot;
  const ready = connection.status === 'ready';
  const modal = !useWide();
  const showsHistory = history.open && options.history.enabled;
  useEscape(thread.running, actions.stop);
  const find = useFind(thread.messages.length > 0);
  useFocusReturn(showsHistory);
  const composer = store.composer.actions;
  const { click, preview } = options.entities;
  const entities = useMemo(
    () => ({
      click: click ? composer.clickEntity : null,
      preview: preview ? composer.previewEntity : null,
    }),
    [click, preview, composer],
  );

  const editLast = () => {
    const { messages } = store.getSnapshot().thread;
    const last = messages.findLast((message) => message.role === 'user' && !isQueued(message));
    if (last !== undefined && !thread.running) actions.editMessage(last.id);
  };

  return (
    <ViewProviders locale={locale} options={options} actions={actions}>
      <EntityProvider value={entities}>
        <div className={styles.page}>
          {showsHistory && (
            <Suspense>
              <HistoryPanel
                history={history}
                thread={thread}
                options={options.history}
                modal={modal}
                actions={actions.history}
              />
            </Suspense>
          )}
          <main className={styles.chat} inert={showsHistory && modal}>
            {options.header.enabled ? (
              <Header
                assistant={assistant}
                options={options}
                threadTitle={thread.title}
                conversationId={thread.conversationId}
                historyOpen={showsHistory}
                minimizable={options.pet && !snapshot.petDismissed}
                ready={ready}
                onFind={find.show}
                actions={actions}
              />
            ) : (
              <h1 className={a11y.hidden}>{chatName(options.header, assistant, locale.words)}</h1>
            )}
            <Thread
              threadId={thread.threadId}
              messages={thread.messages}
              older={thread.older}
              running={thread.running}
              steerable={thread.running && thread.steerable}
              finding={find.open}
              onFound={find.hide}
              editing={snapshot.editing}
              options={options.messageActions}
              actions={actions}
            >
              <ChatBody snapshot={snapshot} actions={actions} />
              {thread.held && !thread.loading && (
                <HeldQueue messages={thread.messages} actions={actions} />
              )}
              {thread.prompt && <Prompt prompt={thread.prompt} answer={actions.answerPrompt} />}
            </Thread>
            <Footer disclaimer={options.disclaimer}>
              <Composer
                store={store.composer}
                options={options.composer}
                models={models}
                searchesEntities={options.entities.search}
                ready={ready}
                running={thread.running}
                held={thread.loading || thread.prompt !== null}
                focusRequests={focusRequests}
                onStop={actions.stop}
                onEditLast={editLast}
              />
            </Footer>
            <DropZone onFiles={options.composer.attachments && ready ? composer.attach : null} />
          </main>
          <HistoryNotice notice={history.notice} actions={actions.history} />
        </div>
      </EntityProvider>
    </ViewProviders>
  );
}
