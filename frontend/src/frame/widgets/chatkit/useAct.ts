import { use } from 'react';

import { FormContext, SenderContext } from './context';
import { readAction, type FormValues } from './fields';

/** Sends an action with the form's values, and says whether this control waits for the host. */
export function useAct(path: string) {
  const { send, status, source } = use(SenderContext);
  const { values, isForm } = use(FormContext);
  return {
    working: status === 'working',
    busy: status === 'working' && source === path,
    act: (raw: unknown, changed: FormValues = {}) => {
      const action = readAction(raw, { ...(isForm && values), ...changed });
      if (action !== null) send(action, path);
    },
  };
}
