const FOUND = 'chat-found';
const CURRENT = 'chat-found-current';

/** Shows what was found. Browsers without highlights select the place that the reader is at. */
export function highlight(found: readonly Range[], current: Range | null): void {
  if (!('highlights' in CSS)) {
    const selection = document.getSelection();
    selection?.removeAllRanges();
    if (current !== null) selection?.addRange(current);
    return;
  }
  CSS.highlights.set(FOUND, new Highlight(...found));
  if (current === null) CSS.highlights.delete(CURRENT);
  else CSS.highlights.set(CURRENT, new Highlight(current));
}

export function clearHighlight(): void {
  if (!('highlights' in CSS)) {
    document.getSelection()?.removeAllRanges();
    return;
  }
  CSS.highlights.delete(FOUND);
  CSS.highlights.delete(CURRENT);
}
