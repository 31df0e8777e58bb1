import { useCallback, useEffect, useState } from 'react';

/** Whether words are being looked for in the thread; Ctrl+F or ⌘F begins with it. */
export function useFind(possible: boolean) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!possible) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (key.toLowerCase() !== 'f' || ctrlKey === metaKey || altKey || shiftKey) return;
      // Who presses the keys once more wants what the browser has.
      if (document.activeElement?.closest('[role=search]')) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [possible]);
  const show = useCallback(() => {
    setOpen(true);
  }, []);
  const hide = useCallback(() => {
    setOpen(false);
  }, []);
  return { open: open && possible, show: possible ? show : null, hide };
}
