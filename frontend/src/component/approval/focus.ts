function documentIn(element: Element | null): Document | null {
  try {
    return element instanceof HTMLIFrameElement ? element.contentDocument : null;
  } catch {
    return null;
  }
}

/** The element with the focus, as deep as shadow trees and frames let one see. */
function focused(): HTMLElement | null {
  let at = document.activeElement;
  for (;;) {
    const inner = at?.shadowRoot?.activeElement ?? documentIn(at)?.activeElement;
    if (!inner || inner === inner.ownerDocument.body) break;
    at = inner;
  }
  // Elements of another document are of another realm's class.
  return at === document.body ? null : (at as HTMLElement | null);
}

const holdsText = (element: HTMLElement | null) =>
  element !== null && 'value' in element && element.value !== '';

/**
 * Moves the focus to `dialog`, unless the user is elsewhere in the app or in the middle of a text;
 * returns what gives it back. The dialog itself takes it, so that a key pressed in that moment
 * decides nothing.
 */
export function borrowFocus(dialog: HTMLElement): () => void {
  const before = focused();
  if (document.hasFocus() && !holdsText(before)) dialog.focus({ preventScroll: true });
  return () => {
    const now = focused();
    if (document.hasFocus() && (now === null || dialog.contains(now))) before?.focus();
  };
}

/** Keeps Tab within the dialog. */
export function cycleTab(dialog: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...dialog.querySelectorAll<HTMLElement>('button, [tabindex="0"]')];
  const edge = event.shiftKey ? stops.at(0) : stops.at(-1);
  const { activeElement } = document;
  if (activeElement !== edge && !(event.shiftKey && activeElement === dialog)) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops.at(0))?.focus();
}
