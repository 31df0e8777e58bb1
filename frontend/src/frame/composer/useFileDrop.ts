import { useEffect, useState } from 'react';

/**
 * Takes files that are dropped anywhere in the page; `null` takes none. Either way the page is not
 * left for the file, which is what a browser would do.
 *
 * @returns whether files are being dragged over the page that it would take.
 */
export function useFileDrop(onFiles: ((files: readonly File[]) => void) | null): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering an element comes before leaving the one around it.
    let depth = 0;
    const show = (next: number) => {
      depth = next;
      setOver(onFiles !== null && depth > 0);
    };
    const forFiles = (handle: (transfer: DataTransfer) => void) => (event: DragEvent) => {
      const transfer = event.dataTransfer;
      if (transfer === null || ![...transfer.types].includes('Files')) return;
      event.preventDefault();
      handle(transfer);
    };
    const listeners = {
      dragenter: forFiles(() => {
        show(depth + 1);
      }),
      dragleave: forFiles(() => {
        show(Math.max(0, depth - 1));
      }),
      dragover: forFiles((transfer) => {
        transfer.dropEffect = onFiles === null ? 'none' : 'copy';
      }),
      drop: forFiles((transfer) => {
        show(0);
        onFiles?.([...transfer.files]);
      }),
    };
    const names = Object.keys(listeners) as (keyof typeof listeners)[];
    for (const name of names) document.addEventListener(name, listeners[name]);
    return () => {
      for (const name of names) document.removeEventListener(name, listeners[name]);
    };
  }, [onFiles]);
  return over;
}
