import './global.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import type { ChatStore } from '../state/store';
import { followTheme, type ThemeSource } from '../theme/apply';
import { ChatView } from './ChatView';

export type { ThemeSource } from '../theme/apply';

/** Draws the chat into the page; it follows the store and the theme until the returned clean-up. */
export function renderChat(root: HTMLElement, store: ChatStore, theme: ThemeSource): () => void {
  const unfollow = followTheme(root.ownerDocument, theme);
  const drawing = createRoot(root);
  drawing.render(
    <StrictMode>
      <ChatView store={store} />
    </StrictMode>,
  );
  return () => {
    drawing.unmount();
    unfollow();
  };
}
