import { useEffect, useLayoutEffect, useRef } from 'react';

/** Gives the focus back to what had it when the panel was opened, if it goes away with the panel. */
export function useFocusReturn(open: boolean): void {
  const opener = useRef<Element | null>(null);
  // A layout effect: what lies below the panel becomes inert, and has not lost the focus yet.
  useLayoutEffect(() => {
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
