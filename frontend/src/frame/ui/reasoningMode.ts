import { createContext } from 'react';

import type { ViewOptions } from '../state/store';

export const ReasoningMode = createContext<ViewOptions['reasoning']>('full');
