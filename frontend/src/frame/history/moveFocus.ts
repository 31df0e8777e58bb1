const ENTRIES = '[data-entry]';

/** Moves the focus through the conversations as arrow keys do; tells whether it did. */
export function moveFocus(panel: HTMLElement, key: string): boolean {
  const entries = [...panel.querySelectorAll<HTMLElement>(ENTRIES)];
  const focused = document.activeElement;
  // Inside a text field of several characters, Home and End are the field's.
  const inField = focused instanceof HTMLInputElement;
  const row = focused?.closest('li');
  const at = entries.findIndex((entry) => entry.closest('li') === row);
  const target = destination(key, at, entries.length, inField);
  if (target === null) return false;
  const entry = entries[target];
  if (entry === undefined) return false;
  entry.focus();
  return true;
}

function destination(key: string, at: number, count: number, inField: boolean): number | null {
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (inField) return null;
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
