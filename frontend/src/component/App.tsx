import './component.css';

import type { ChatKitOptions } from '@xpert-ai/chatkit-types';
import { useEffect, useState, useSyncExternalStore } from 'react';

import type { ComponentArgs } from './args';
import { ChatKit, type ChatKitEventHandlers, EVENT_HANDLERS, EVENTS, useChatKit } from './chatkit';
import { ErrorBoundary } from './ErrorBoundary';
import { Failure } from './Failure';
import { Floating } from './floating/Floating';
import { type PanelControl, usePanel } from './floating/usePanel';
import type { Runtime, Snapshot } from './runtime';

type MountProps = { runtime: Runtime; args: ComponentArgs; theme: Snapshot['theme'] };

/** `panel` is that of a floating chat. */
type ChatProps = MountProps & { panel: PanelControl | null };

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
  const { runtime, args, panel } = props;
  const [initialThread] = useState(args.options.initialThread ?? null);
  const [bundled] = useState(() => bundledFrame(args.inbound.session));
  const [loaded, setLoaded] = useState(false);
  const handlers = Object.fromEntries(
    EVENT_HANDLERS.map((handler) => [
      handler,
      (detail: unknown) => {
        if (handler === 'onReady') setLoaded(true);
        if (handler === 'onResponseEnd') panel?.notice();
        runtime.emit(EVENTS[handler], detail);
      },
    ]),
  ) as ChatKitEventHandlers;
  const chat = useChatKit({ ...elementOptions(props, initialThread, bundled), ...handlers });

  useEffect(() => {
    if (!loaded) return;
    runtime.attach(panel ? panel.opening(chat) : chat);
    return () => {
      runtime.attach(null);
    };
  }, [runtime, loaded, chat, panel]);

  useEffect(() => {
    runtime.deliver();
  }, [runtime, args]);

  return <ChatKit control={chat.control} className="chat" />;
}

function Mounted({ runtime, args, theme }: MountProps) {
  const [panel, control] = usePanel(runtime.storage, args);
  const floats = args.layout === 'floating';
  const failure = (error: unknown) => (
    <Failure
      locale={args.options.locale}
      detail={error instanceof Error ? error.message : String(error)}
    />
  );
  const chat = (
    <ErrorBoundary key={args.options.frameUrl} fallback={failure}>
      <Chat runtime={runtime} args={args} theme={theme} panel={floats ? control : null} />
    </ErrorBoundary>
  );
  if (!floats) return chat;
  return (
    <Floating
      args={args}
      theme={theme}
      panel={panel}
      control={control}
      setHeight={runtime.setHeight}
      focusChat={runtime.focusComposer}
    >
      {chat}
    </Floating>
  );
}

/** What Streamlit mounts. Nothing is drawn before its first render. */
export function App({ runtime }: { runtime: Runtime }) {
  const snapshot = useSyncExternalStore(runtime.subscribe, runtime.getSnapshot);
  if (!snapshot) return null;
  const { args, theme } = snapshot;
  if (!args) return <Failure detail="Unreadable component arguments." />;
  return <Mounted runtime={runtime} args={args} theme={theme} />;
}
