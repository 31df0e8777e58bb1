/** Keeps what is written but not sent, for when the host has to make the chat anew. */
export type Drafts = {
  load: () => string;
  save: (text: string) => void;
};

/**
 * Drafts in the browser tab's storage, under the name that the host gave this chat.
 *
 * @param getStorage may throw, and so may its result: browsers forbid storage to some pages.
 * @param chat tells the chats of one page apart; without it, drafts live as long as the page.
 */
export function tabDrafts(
  getStorage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  chat: string | null,
): Drafts {
  const key = `streamlit-chatkit:draft:${chat ?? ''}`;
  const attempt = <T>(work: (storage: ReturnType<typeof getStorage>) => T, otherwise: T): T => {
    if (chat === null) return otherwise;
    try {
      return work(getStorage());
    } catch {
      return otherwise;
    }
  };
  return {
    load: () => attempt((storage) => storage.getItem(key), null) ?? '',
    save: (text) => {
      attempt((storage) => {
        if (text === '') storage.removeItem(key);
        else storage.setItem(key, text);
      }, undefined);
    },
  };
}
