import './floating.css';

import type { ChatKitTheme } from '@xpert-ai/chatkit-types';
import { MessageCircle, X } from 'lucide-react';
import { type CSSProperties, type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';

import type { ComponentArgs } from '../args';
import { useTheme } from '../useTheme';
import { wordsOf } from '../words';
import { listenForEscape } from './escape';
import { BUBBLE, fit, taken } from './geometry';
import {
  isFullScreen,
  onFullScreenChange,
  onPageResize,
  pageDirection,
  pageSize,
  setPanelStyle,
  takePlace,
} from './page';
import type { Panel } from './panel';
import { ResizeHandle } from './ResizeHandle';
import type { PanelControl } from './usePanel';

type Props = {
  args: ComponentArgs;
  theme: ChatKitTheme;
  panel: Panel;
  control: PanelControl;
  setHeight: (height: number) => void;
  focusChat: () => void;
  children: ReactNode;
};

/** A bubble, and the panel that it opens around the chat. A closed panel keeps its chat, unseen. */
export function Floating(props: Props) {
  const { args, theme, panel, control, setHeight, focusChat, children } = props;
  const words = wordsOf(args.options.locale).floating;
  const title = args.options.header?.title?.text;
  const themed: Record<string, unknown> = { ...useTheme(theme) };
  const fullScreen = useSyncExternalStore(onFullScreenChange, isFullScreen);
  const page = {
    width: useSyncExternalStore(onPageResize, () => pageSize().width),
    height: useSyncExternalStore(onPageResize, () => pageSize().height),
  };
  const size = fit(panel.size, args.height, page);
  const { width, height } = size;
  const bubble = useRef<HTMLButtonElement>(null);
  const section = useRef<HTMLElement>(null);

  const radius = String(themed['--ck-radius-large']);
  useEffect(() => {
    setPanelStyle(width, radius);
    setHeight(panel.open ? height : BUBBLE);
  }, [setHeight, panel.open, width, height, radius]);

  const place = taken(panel.open, width);
  useEffect(() => takePlace(place), [place]);

  useEffect(() => {
    document.documentElement.dir = pageDirection();
  }, [panel.open]);

  const open = () => {
    control.open();
    section.current?.focus();
    focusChat();
  };
  const close = () => {
    control.close();
    bubble.current?.focus();
  };
  const newestClose = useRef(close);
  useEffect(() => {
    newestClose.current = close;
  });
  useEffect(() => {
    if (!panel.open) return undefined;
    const chat = section.current?.querySelector('xpertai-chatkit')?.shadowRoot;
    return listenForEscape(chat?.querySelector('iframe') ?? null, () => {
      newestClose.current();
    });
  }, [panel.open]);

  // Two floating chats differ by the titles of their headers.
  const named = (words: string) => (title ? `${words} – ${title}` : words);
  const label = named(panel.unread ? words.openUnread : words.open);
  const style = { ...themed, '--panel-width': `${width}px`, '--panel-height': `${height}px` };
  return (
    <div className="floating" data-open={panel.open} style={style as CSSProperties}>
      {!panel.open && (
        <button
          ref={bubble}
          type="button"
          className="bubble"
          aria-expanded={false}
          aria-label={label}
          title={label}
          onClick={open}
        >
          <MessageCircle size={26} strokeWidth={1.75} aria-hidden />
          {panel.unread && <span className="unread" />}
        </button>
      )}
      <section
        ref={section}
        className="panel"
        role="dialog"
        aria-label={named(words.title)}
        tabIndex={-1}
      >
        <div className="panel-bar">
          {!fullScreen && (
            <ResizeHandle label={words.resize} size={size} onResize={control.resize} />
          )}
          <button
            type="button"
            className="close"
            aria-label={words.close}
            title={words.close}
            onClick={close}
          >
            <X size={18} strokeWidth={1.75} aria-hidden />
          </button>
        </div>
        {children}
      </section>
      <span role="status" className="announcement">
        {panel.unread ? words.unread : ''}
      </span>
    </div>
  );
}
