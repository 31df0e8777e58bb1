import { MoveDiagonal2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

import { resizeByDrag, resizeByKey, type Size } from './geometry';
import { pageDirection } from './page';

type Props = { label: string; onResize: (size: Size | null) => void };

type Drag = { size: Size; x: number; y: number };

const currentSize = (): Size => ({ width: window.innerWidth, height: window.innerHeight });

/** The corner that resizes the panel: dragged, by the arrow keys, or back by a double click. */
export function ResizeHandle({ label, onResize }: Props) {
  const drag = useRef<Drag | null>(null);

  // On the screen, because the frame, and with it its own coordinates, moves along.
  const begin = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { size: currentSize(), x: event.screenX, y: event.screenY };
  };
  const move = ({ screenX, screenY }: PointerEvent) => {
    if (!drag.current) return;
    const { size, x, y } = drag.current;
    onResize(resizeByDrag(size, screenX - x, screenY - y, pageDirection() === 'rtl'));
  };
  const end = () => {
    drag.current = null;
  };
  const press = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const size = resizeByKey(currentSize(), key, shiftKey, pageDirection() === 'rtl');
    if (!size) return;
    event.preventDefault();
    onResize(size);
  };

  return (
    <button
      type="button"
      className="resize"
      aria-label={label}
      title={label}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => {
        onResize(null);
      }}
      onKeyDown={press}
    >
      <MoveDiagonal2 size={15} strokeWidth={1.75} aria-hidden />
    </button>
  );
}
