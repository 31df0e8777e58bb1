import { useEffect, useInsertionEffect, useRef } from 'react';

/** Gives the focus back to what had it when the panel was opened, if it goes away with the panel. */
export function useFocusReturn(open: boolean): void {
  const opener = useRef<Element | null>(null);
  // Before the panel takes it, and before what lies below, inert by now, has lost it.
  useInsertionEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);
  useEffect(() => {
    if (!open) return;
    return () => {
      const lost = document.hasFocus() && document.activeElement === document.body;
      if (lost && opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, [open]);
}
