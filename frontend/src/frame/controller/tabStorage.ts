/** What a chat keeps for when the host has to make it anew. */
export type TabStorage = {
  get: (name: string) => string | null;
  /** `null` removes the entry. */
  set: (name: string, value: string | null) => void;
};

/**
 * The browser tab's storage, under the name that the host gave this chat.
 *
 * @param getStorage may throw, and so may its result: browsers forbid storage to some pages.
 * @param chat tells the chats of one page apart; without it, nothing outlives the page.
 */
export function tabStorage(
  getStorage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  chat: string | null,
): TabStorage {
  const attempt = <T>(work: (storage: ReturnType<typeof getStorage>) => T): T | null => {
    if (chat === null) return null;
    try {
      return work(getStorage());
    } catch {
      return null;
    }
  };
  const key = (name: string) => `streamlit-chatkit:${name}:${chat ?? ''}`;
  return {
    get: (name) => attempt((storage) => storage.getItem(key(name))),
    set: (name, value) => {
      attempt((storage) => {
        if (value === null) storage.removeItem(key(name));
        else storage.setItem(key(name), value);
      });
    },
  };
}
