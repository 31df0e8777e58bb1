import { useEffect, useMemo, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';

import type { ComponentArgs } from '../args';
import type { ChatKitMethods } from '../chatkit';
import type { TabStorage } from '../storage';
import type { Size } from './geometry';
import { type Panel, panelReducer, parsePanel } from './panel';

export type PanelControl = {
  open: () => void;
  close: () => void;
  resize: (size: Size | null) => void;
  /** Marks the bubble as unread, unless the panel is open. */
  notice: () => void;
  /** The chat's methods; those that lead the user's eyes to the chat open the panel first. */
  opening: (chat: ChatKitMethods) => ChatKitMethods;
};

/** The state of a floating chat's panel, kept for a reload, and what changes it. */
export function usePanel(
  storage: TabStorage,
  { identity, inbound }: Pick<ComponentArgs, 'identity' | 'inbound'>,
): [Panel, PanelControl] {
  const name = `panel:${identity ?? inbound.session}`;
  const [panel, dispatch] = useReducer(panelReducer, null, () => parsePanel(storage.load(name)));

  const kept = useRef(panel);
  useEffect(() => {
    if (kept.current === panel) return;
    kept.current = panel;
    storage.save(name, JSON.stringify(panel));
  }, [storage, name, panel]);

  const control = useMemo<PanelControl>(() => {
    // At once, because only what is visible can have the focus.
    const open = () => {
      flushSync(() => {
        dispatch({ type: 'opened' });
      });
    };
    return {
      open,
      close: () => {
        flushSync(() => {
          dispatch({ type: 'closed' });
        });
      },
      resize: (size) => {
        dispatch({ type: 'resized', size });
      },
      notice: () => {
        dispatch({ type: 'noticed' });
      },
      opening: (chat) => ({
        ...chat,
        // Commands come while React commits the options that came with them.
        focusComposer: () => Promise.resolve().then(open).then(chat.focusComposer),
        showHistory: () => Promise.resolve().then(open).then(chat.showHistory),
      }),
    };
  }, []);
  return [panel, control];
}
