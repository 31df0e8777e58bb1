import './component.css';

import type { ChatKitOptions } from '@xpert-ai/chatkit-types';
import { useEffect, useState, useSyncExternalStore } from 'react';

import type { ComponentArgs } from './args';
import { ChatKit, type ChatKitEventHandlers, EVENT_HANDLERS, EVENTS, useChatKit } from './chatkit';
import { ErrorBoundary } from './ErrorBoundary';
import { Failure } from './Failure';
import type { Runtime, Snapshot } from './runtime';

type ChatProps = { runtime: Runtime; args: ComponentArgs; theme: Snapshot['theme'] };

/** The bundled page; `chat` is the name under which it keeps a draft for the next mount. */
function bundledFrame(chat: string): string {
  const url = new URL('frame.html', window.location.href);
  url.searchParams.set('chat', chat);
  return url.href;
}

/** The chat's options. The thread to begin with is that of the mount, whatever comes later. */
function elementOptions(
  { runtime, args, theme }: ChatProps,
  initialThread: string | null,
  bundled: string,
): ChatKitOptions {
  const { options, tools } = args;
  return {
    ...options,
    frameUrl: options.frameUrl ?? bundled,
    theme,
    initialThread,
    api: { ...options.api, getClientSecret: runtime.getClientSecret },
    ...(tools.size > 0 && { onClientTool: runtime.onClientTool }),
  };
}

function Chat(props: ChatProps) {
  const { runtime, args } = props;
  const [initialThread] = useState(args.options.initialThread ?? null);
  const [bundled] = useState(() => bundledFrame(args.inbound.session));
  const [loaded, setLoaded] = useState(false);
  const handlers = Object.fromEntries(
    EVENT_HANDLERS.map((handler) => [
      handler,
      (detail: unknown) => {
        if (handler === 'onReady') setLoaded(true);
        runtime.emit(EVENTS[handler], detail);
      },
    ]),
  ) as ChatKitEventHandlers;
  const chat = useChatKit({ ...elementOptions(props, initialThread, bundled), ...handlers });

  useEffect(() => {
    if (!loaded) return;
    runtime.attach(chat);
    return () => {
      runtime.attach(null);
    };
  }, [runtime, loaded, chat]);

  useEffect(() => {
    runtime.deliver();
  }, [runtime, args]);

  return <ChatKit control={chat.control} className="chat" />;
}

/** What Streamlit mounts. Nothing is drawn before its first render. */
export function App({ runtime }: { runtime: Runtime }) {
  const snapshot = useSyncExternalStore(runtime.subscribe, runtime.getSnapshot);
  if (!snapshot) return null;
  const { args, theme } = snapshot;
  if (!args) return <Failure detail="Unreadable component arguments." />;
  const failure = (error: unknown) => (
    <Failure
      locale={args.options.locale}
      detail={error instanceof Error ? error.message : String(error)}
    />
  );
  return (
    <ErrorBoundary key={args.options.frameUrl} fallback={failure}>
      <Chat runtime={runtime} args={args} theme={theme} />
    </ErrorBoundary>
  );
}
