import type { ReactNode } from 'react';

type Props = {
  id: string | undefined;
  href: string;
  label: string | undefined;
  children: ReactNode;
};

/**
 * Leads to a footnote and back. The page's address stays: it holds the options of the host, and each
 * change of it would be a step of the browser's Back button.
 */
export function FootnoteLink({ id, href, label, children }: Props) {
  return (
    <a
      id={id}
      href={href}
      aria-label={label}
      onClick={(event) => {
        event.preventDefault();
        const target = document.getElementById(decodeURIComponent(href.slice(1)));
        target?.scrollIntoView({ block: 'nearest' });
        (target?.querySelector('a') ?? target)?.focus({ preventScroll: true });
      }}
    >
      {children}
    </a>
  );
}
