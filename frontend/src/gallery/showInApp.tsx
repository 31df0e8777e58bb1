import '../component/component.css';

import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

import { followTheme } from '../frame/theme/apply';
import { drawn } from './acts';
import { onLookChange, readLook } from './address';
import { componentStates } from './componentStates';
import { themeOf } from './themes';

function Shown({ name }: { name: string }) {
  const hash = useSyncExternalStore(onLookChange, () => location.hash);
  return <div className="stage">{componentStates[name]?.(readLook(hash))}</div>;
}

/** Draws what the component shows by itself, on the app's colours. */
export async function showInApp(root: HTMLElement, name: string): Promise<void> {
  followTheme(document, {
    getTheme: () => themeOf(readLook(location.hash).theme),
    subscribe: onLookChange,
  });
  // The component itself is transparent: the app's page shows through.
  document.documentElement.style.cssText += 'background: var(--ck-background) !important';
  document.body.style.color = 'var(--ck-foreground)';
  flushSync(() => {
    createRoot(root).render(<Shown name={name} />);
  });
  await drawn();
}
