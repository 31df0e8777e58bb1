import { createContext, use, useRef, useState } from 'react';

import type { JsonRecord } from '../protocol/json';
import type { ChatActions, WidgetAction } from '../state/store';

/** How widgets reach the host page. */
export const WidgetActions = createContext<ChatActions['widgetAction']>(() => Promise.resolve());

export type ActionStatus = 'idle' | 'working' | 'done' | 'failed';

export type Sender = {
  status: ActionStatus;
  /** Which control was used, so that it can show that it works. */
  source: string | null;
  send: (action: WidgetAction, source: string) => void;
};

/** Sends the actions of one widget; while the host works on one, no other goes out. */
export function useSender(itemId: string, widget: JsonRecord): Sender {
  const widgetAction = use(WidgetActions);
  const [state, setState] = useState<Omit<Sender, 'send'>>({ status: 'idle', source: null });
  const working = useRef(false);
  const send = (action: WidgetAction, source: string) => {
    if (working.current) return;
    working.current = true;
    setState({ status: 'working', source });
    const end = (status: ActionStatus) => {
      working.current = false;
      setState({ status, source });
    };
    widgetAction(action, { id: itemId, widget }).then(
      () => {
        end('done');
      },
      () => {
        end('failed');
      },
    );
  };
  return { ...state, send };
}
