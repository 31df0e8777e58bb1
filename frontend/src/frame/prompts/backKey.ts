import type { KeyboardEvent } from 'react';

import { isComposing } from '../ui/keyboard';

/** Escape leaves a form; it does not stop the run behind it. */
export function backKey(onBack: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    onBack();
  };
}
