import { createContext, use } from 'react';

/** Hosts from which images and media load without a click; `*.example.com` means every subdomain. */
export const MediaHosts = createContext<readonly string[]>([]);

export function isAllowedHost({ hostname, host }: URL, allowed: readonly string[]): boolean {
  return allowed.some((pattern) =>
    pattern.startsWith('*.')
      ? hostname.endsWith(pattern.slice(1))
      : pattern === host || pattern === hostname,
  );
}

export function useAllowed(url: URL | null): boolean {
  const allowed = use(MediaHosts);
  return url !== null && isAllowedHost(url, allowed);
}
