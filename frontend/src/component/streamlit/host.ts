import type { FontObject } from '@xpert-ai/chatkit-types';
import { type RenderData, Streamlit } from 'streamlit-component-lib/dist/streamlit';

import { isObject, type JsonObject } from '../json';
import { pageFontFaces } from './fontFaces';
import { guardMessages } from './guard';

/** `args` are what Python says of the chat: the one argument `chat` of the component, a list of one. */
export type Render = { args: unknown; theme: JsonObject; fontFaces: readonly FontObject[] };

/** The library adds a style element with each render. */
function keepNewestStyle(head: HTMLHeadElement) {
  const styles = [...head.querySelectorAll('style')].filter((style) =>
    style.textContent.includes('--secondary-background-color:'),
  );
  for (const style of styles.slice(0, -1)) style.remove();
}

/** Announces the component to Streamlit and reports each render. */
export function connectStreamlit(onRender: (render: Render) => void): void {
  guardMessages(Streamlit, window);
  let fontFaces: readonly FontObject[] = [];
  let fonts: unknown;
  Streamlit.events.addEventListener(Streamlit.RENDER_EVENT, (event) => {
    keepNewestStyle(document.head);
    const detail = (event as CustomEvent<RenderData<unknown>>).detail;
    const theme: JsonObject = isObject(detail.theme) ? detail.theme : {};
    // Reading every rule of the app's page takes milliseconds: only when the fonts changed.
    if (fontFaces.length === 0 || fonts !== theme.font) {
      fontFaces = pageFontFaces(window.parent);
      fonts = theme.font;
    }
    const { chat } = isObject(detail.args) ? detail.args : {};
    const args: unknown = Array.isArray(chat) ? chat[0] : null;
    onRender({ args, theme, fontFaces });
  });
  Streamlit.setComponentReady();
}

export function setValue(value: unknown): void {
  Streamlit.setComponentValue(value);
}

export function setHeight(height: number): void {
  Streamlit.setFrameHeight(height);
}
