import { isObject } from '../json';
import type { Size } from './geometry';

/** The panel of a floating chat. `size` is what the user made it, `null` as long as it is the standard one. */
export type Panel = { open: boolean; unread: boolean; size: Size | null };

export type PanelAction =
  | { type: 'opened' }
  | { type: 'closed' }
  /** Something happened in the chat that its user should see. */
  | { type: 'noticed' }
  | { type: 'resized'; size: Size | null };

export function panelReducer(panel: Panel, action: PanelAction): Panel {
  switch (action.type) {
    case 'opened':
      return { ...panel, open: true, unread: false };
    case 'closed':
      return { ...panel, open: false };
    case 'noticed':
      return panel.open || panel.unread ? panel : { ...panel, unread: true };
    case 'resized':
      return { ...panel, size: action.size };
  }
}

function parseSize(raw: unknown): Size | null {
  if (!isObject(raw)) return null;
  const { width, height } = raw;
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null;
}

/** Reads a panel that was kept; whatever else is there counts as nothing. */
export function parsePanel(text: string | null): Panel {
  let raw: unknown = null;
  try {
    raw = JSON.parse(text ?? 'null');
  } catch {
    // Another version's, or damaged.
  }
  const kept = isObject(raw) ? raw : {};
  const open = kept.open === true;
  return { open, unread: !open && kept.unread === true, size: parseSize(kept.size) };
}
