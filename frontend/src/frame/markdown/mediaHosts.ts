import { createContext, use } from 'react';

/**
 * Hosts from which images and media load without a click: `*.example.com` means every subdomain,
 * a port only that port.
 */
export const MediaHosts = createContext<readonly string[]>([]);

export function isAllowedHost({ hostname, host }: URL, allowed: readonly string[]): boolean {
  return allowed.some((pattern) =>
    [host, hostname].some((name) =>
      pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern,
    ),
  );
}

export function useAllowed(url: URL | null): boolean {
  const allowed = use(MediaHosts);
  return url !== null && isAllowedHost(url, allowed);
}
