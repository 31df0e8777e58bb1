/**
 * Gives the frame inside the vendor's element a name for screen readers.
 *
 * The element marks it as decoration, which it is not: it holds the whole chat.
 */
export function nameFrame(element: HTMLElement | null, name: string): void {
  const frame = element?.shadowRoot?.querySelector('iframe');
  frame?.removeAttribute('role');
  frame?.setAttribute('aria-label', name);
}
