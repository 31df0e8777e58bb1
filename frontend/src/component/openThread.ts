import type { ComponentArgs } from './args';
import type { TabStorage } from './storage';

type Args = Pick<ComponentArgs, 'identity' | 'persist'> & {
  options: { initialThread?: string | null };
};

const place = ({ identity, persist }: Args) =>
  persist === 'session' && identity !== null ? `${identity}:thread` : null;

/** The thread to begin with: the one that Python names, else the one kept in this browser tab. */
export function initialThread(args: Args, storage: TabStorage): string | null {
  const named = args.options.initialThread;
  if (named !== undefined) return named;
  const name = place(args);
  return name === null ? null : storage.load(name);
}

/** Keeps the open thread, or forgets it for the new-thread view. */
export function keepThread(args: Args, storage: TabStorage, threadId: string | null): void {
  const name = place(args);
  if (name !== null) storage.save(name, threadId);
}
