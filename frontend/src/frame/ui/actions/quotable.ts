/** Text that can be quoted, and where its button stands in the content. */
export type Quotable = {
  text: string;
  messageId: string;
  source: string;
  left: number;
  top: number;
};

const BUTTON_HEIGHT = 40;
const HALF_WIDTH = 48;
const GAP = 6;

/** What the reader has selected, when it is text of a single message. */
export function quotableSelection(content: HTMLElement): Quotable | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const [first, last] = [selection.anchorNode, selection.focusNode].map(messageOf);
  if (!first || first !== last || !content.contains(first)) return null;
  const text = selection.toString().trim();
  const messageId = first.dataset.messageId ?? '';
  if (text === '') return null;
  const range = selection.getRangeAt(0).getBoundingClientRect();
  const box = content.getBoundingClientRect();
  const visibleTop = content.parentElement?.getBoundingClientRect().top ?? 0;
  const hasRoom = range.top - BUTTON_HEIGHT >= visibleTop;
  const middle = range.left + range.width / 2 - box.left;
  return {
    text,
    messageId,
    source: first.getAttribute('aria-label') ?? '',
    left: Math.min(Math.max(middle, HALF_WIDTH), box.width - HALF_WIDTH),
    top: (hasRoom ? range.top - BUTTON_HEIGHT : range.bottom + GAP) - box.top,
  };
}

function messageOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  // Buttons and fields inside a message have texts of their own.
  if (element?.closest('button, textarea, input')) return null;
  return element?.closest<HTMLElement>('[data-message-id]') ?? null;
}
