import './global.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import type { ChatStore } from '../state/store';
import { followTheme, type ThemeSource } from '../theme/apply';
import { ChatView } from './ChatView';

export type { ThemeSource } from '../theme/apply';

/** Draws the chat into the page; it follows the store and the theme as long as the page lives. */
export function renderChat(root: HTMLElement, store: ChatStore, theme: ThemeSource): void {
  followTheme(root.ownerDocument, theme);
  createRoot(root).render(
    <StrictMode>
      <ChatView store={store} />
    </StrictMode>,
  );
}
