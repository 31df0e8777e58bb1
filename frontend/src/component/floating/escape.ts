/**
 * Calls back for each Escape that nobody else used, here and in the chat's frame.
 *
 * A frame on another origin keeps its keys to itself.
 */
export function listenForEscape(chat: HTMLIFrameElement | null, onEscape: () => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const handle = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    onEscape();
  };
  const listenInChat = () => {
    try {
      chat?.contentWindow?.addEventListener('keydown', handle, { signal });
    } catch {
      // Another origin.
    }
  };
  window.addEventListener('keydown', handle, { signal });
  chat?.addEventListener('load', listenInChat, { signal });
  listenInChat();
  return () => {
    controller.abort();
  };
}
