/** An API on another origin that this page got no answer from. */
export type Access = {
  /** Whether the API answers, but not to this page; otherwise it does not answer at all. */
  blocked: boolean;
  /** Origin of this page. */
  page: string;
  /** Origin of the API. */
  api: string;
};

/** Finds out why an API cannot be called; `null` when there is nothing to say about its address. */
export type Probe = (baseUrl: string) => Promise<Access | null>;

export type ProbeEnvironment = {
  /** A request of which only is told whether an answer came; rejects when there is none. */
  knock: (url: string) => Promise<unknown>;
  online: () => boolean;
  /** Address of this page. */
  href: string;
};

/**
 * The browser does not tell scripts why a request failed. A request whose answer nobody may read
 * is not subject to the API's list of origins: when that one succeeds, the list was the reason.
 */
export function createProbe({ knock, online, href }: ProbeEnvironment): Probe {
  return async (baseUrl) => {
    const page = new URL(href);
    const api = URL.canParse(baseUrl, href) ? new URL(baseUrl, href) : null;
    if (api === null || api.origin === page.origin || !online()) return null;
    const addresses = { page: page.origin, api: api.origin };
    if (isMixed(page, api)) return { blocked: true, ...addresses };
    const blocked = await knock(api.href).then(
      () => true,
      () => false,
    );
    return { blocked, ...addresses };
  };
}

/** Pages that came encrypted may not call what is not, unless it is on the browser's own machine. */
function isMixed(page: URL, api: URL): boolean {
  return page.protocol === 'https:' && api.protocol === 'http:' && !isLoopback(api.hostname);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

const PATIENCE_MS = 4_000;

/** The probe of a browser's page. */
export function browserProbe(window: Window): Probe {
  return createProbe({
    knock: (url) =>
      window.fetch(url, {
        mode: 'no-cors',
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'follow',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    online: () => window.navigator.onLine,
    href: window.location.href,
  });
}
