/** How a state is looked at; it stands behind the `#`, so that a change reloads nothing. */
export type Look = {
  /** A name, or a theme as JSON. */
  theme: string;
  /** `null`: the language that the state is about. */
  locale: string | null;
};

/** What the gallery shows: a state, or all of its group side by side. */
export type View = Look & {
  group: string | null;
  state: string | null;
  /** Width of a page in px; `null` is all that there is. */
  width: number | null;
};

export function readLook(hash: string): Look {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  return { theme: given.get('theme') ?? 'light', locale: given.get('locale') };
}

export function readView(hash: string): View {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    ...readLook(hash),
    group: given.get('group'),
    state: given.get('state'),
    width: Number(given.get('width')) || null,
  };
}

/** What was read above, as it stands behind the `#`. */
export function writeHash(view: Look | View): string {
  const entries = Object.entries(view).filter(([, value]) => value !== null);
  return `#${new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()}`;
}

/** The page of one state. */
export const stateAddress = (state: string, { theme, locale }: Look, live = false) =>
  `?state=${encodeURIComponent(state)}${live ? '&live' : ''}${writeHash({ theme, locale })}`;

export function onLookChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => {
    removeEventListener('hashchange', listener);
  };
}
