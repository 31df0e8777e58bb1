import { createContext } from 'react';

import type { ChatActions } from '../state/store';

/** Saves a file of a message on the user's machine. */
export const SaveFile = createContext<ChatActions['saveFile']>(() => Promise.resolve());
