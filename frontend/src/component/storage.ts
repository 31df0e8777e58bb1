type SimpleStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Texts that outlive a reload of the page in this browser tab. */
export type TabStorage = {
  load: (name: string) => string | null;
  /** `null` forgets. */
  save: (name: string, text: string | null) => void;
};

const key = (name: string) => `streamlit-chatkit:${name}`;

/** `getStorage` may throw, and so may its result: browsers forbid storage to some pages. Then nothing is kept. */
export function tabStorage(getStorage: () => SimpleStorage): TabStorage {
  return {
    load(name) {
      try {
        return getStorage().getItem(key(name));
      } catch {
        return null;
      }
    },
    save(name, text) {
      try {
        if (text === null) getStorage().removeItem(key(name));
        else getStorage().setItem(key(name), text);
      } catch {
        // What cannot be kept is as good as never said.
      }
    },
  };
}
