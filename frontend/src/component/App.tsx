import './component.css';

import { useEffect, useState, useSyncExternalStore } from 'react';

import { ApprovalCard } from './approval/ApprovalCard';
import type { ComponentArgs } from './args';
import { ChatKit, type ChatKitEventHandlers, EVENT_HANDLERS, EVENTS, useChatKit } from './chatkit';
import { elementOptions } from './elementOptions';
import { ErrorBoundary } from './ErrorBoundary';
import { Failure } from './Failure';
import { Floating } from './floating/Floating';
import { type PanelControl, usePanel } from './floating/usePanel';
import { nameFrame } from './nameFrame';
import { usablePet } from './pet/usablePet';
import type { Runtime, Snapshot } from './runtime';
import { wordsOf } from './words';

type MountProps = { runtime: Runtime; args: ComponentArgs; theme: Snapshot['theme'] };

/** `panel` is that of a floating chat. */
type ChatProps = MountProps & { panel: PanelControl | null };

/** The bundled page; `chat` is the name under which it keeps drafts for the next mount. */
function bundledFrame({ identity, persist, inbound }: ComponentArgs): string {
  const url = new URL('frame.html', window.location.href);
  url.searchParams.set('chat', (persist === null ? null : identity) ?? inbound.session);
  return url.href;
}

/** What the agent waits for the user to approve. */
function Approval({ runtime, args, theme, panel }: ChatProps) {
  const { approvals } = runtime;
  const pending = useSyncExternalStore(approvals.subscribe, approvals.getSnapshot);
  const [first] = pending;

  useEffect(() => {
    if (first) panel?.notice();
  }, [first, panel]);

  return first ? (
    <ApprovalCard
      key={first.id}
      approval={first}
      waiting={pending.length}
      theme={theme}
      locale={args.options.locale}
      onAnswer={approvals.answer}
    />
  ) : null;
}

function Chat(props: ChatProps) {
  const { runtime, args, theme, panel } = props;
  const [initialThread] = useState(() => runtime.begin(args));
  const [bundled] = useState(() => bundledFrame(args));
  const [loaded, setLoaded] = useState(false);
  const handlers = Object.fromEntries(
    EVENT_HANDLERS.map((handler) => [
      handler,
      (detail: unknown) => {
        if (handler === 'onReady') setLoaded(true);
        if (handler === 'onResponseEnd') panel?.notice();
        runtime.observe(EVENTS[handler], detail);
      },
    ]),
  ) as ChatKitEventHandlers;
  const options = elementOptions({ args, theme, functions: runtime, initialThread, bundled });
  const chat = useChatKit({ ...options, ...handlers });

  const title = wordsOf(args.options.locale).floating.title;
  useEffect(() => {
    if (loaded) nameFrame(chat.ref.current, title);
  }, [chat, title, loaded]);

  useEffect(
    () => (loaded && chat.ref.current ? usablePet(chat.ref.current) : undefined),
    [chat, loaded],
  );

  useEffect(
    () => () => {
      runtime.end();
    },
    [runtime],
  );

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

  return (
    <div className="stage">
      <ChatKit control={chat.control} className="chat" />
      <Approval {...props} />
    </div>
  );
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
  // A restarted server may have its API at another port. A frame that is told of another API forgets
  // its conversation; one that begins with it opens what is kept for this chat.
  const { frameUrl, api } = args.options;
  const chat = (
    <ErrorBoundary key={`${frameUrl} ${api.apiUrl}`} fallback={failure}>
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
