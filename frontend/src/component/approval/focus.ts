/** The element with the focus, also inside the chat's element. */
function focused(): HTMLElement | null {
  const { activeElement } = document;
  const inner = activeElement?.shadowRoot?.activeElement ?? activeElement;
  return inner instanceof HTMLElement && inner !== document.body ? inner : null;
}

/** Whether somebody is in the middle of a text there, as far as a frame lets one see. */
function holdsDraft(element: HTMLElement | null): boolean {
  if (!(element instanceof HTMLIFrameElement)) return false;
  try {
    const field = element.contentDocument?.activeElement;
    return field !== null && field !== undefined && 'value' in field && field.value !== '';
  } catch {
    return false;
  }
}

/**
 * Moves the focus to `dialog`, unless the user is elsewhere in the app or writing; returns what
 * gives it back. The dialog itself takes it, so that a key pressed in that moment decides nothing.
 */
export function borrowFocus(dialog: HTMLElement): () => void {
  const before = focused();
  if (document.hasFocus() && !holdsDraft(before)) dialog.focus({ preventScroll: true });
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
