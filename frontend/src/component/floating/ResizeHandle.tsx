import { MoveDiagonal2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

import { resizeByDrag, resizeByKey, type Size } from './geometry';
import { pageDirection } from './page';

type Props = { label: string; size: Size; onResize: (size: Size | null) => void };

const isRtl = () => pageDirection() === 'rtl';

type Drag = { size: Size; x: number; y: number };

/** The corner that resizes the panel: dragged, by the arrow keys, or back by a double click. */
export function ResizeHandle({ label, size, onResize }: Props) {
  const drag = useRef<Drag | null>(null);

  // On the screen, because the frame, and with it its own coordinates, moves along.
  const begin = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { size, x: event.screenX, y: event.screenY };
  };
  const move = ({ screenX, screenY }: PointerEvent) => {
    if (!drag.current) return;
    const { x, y } = drag.current;
    onResize(resizeByDrag(drag.current.size, screenX - x, screenY - y, isRtl()));
  };
  const end = () => {
    drag.current = null;
  };
  const press = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const resized = resizeByKey(size, key, shiftKey, isRtl());
    if (!resized) return;
    event.preventDefault();
    onResize(resized);
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
