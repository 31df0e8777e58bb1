/** The address, when the reader may be sent there; everything but web and mail is refused. */
export function safeLink(address: string | undefined): URL | null {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url : null;
}

/** The address of an image that may be loaded when the reader asks for it. */
export function safeImage(address: string | undefined): URL | null {
  const url = safeLink(address);
  return url && url.protocol !== 'mailto:' ? url : null;
}

/** What the reader should know before following a link: the host, or the mail address. */
export function linkHost(url: URL): string {
  return url.protocol === 'mailto:' ? url.pathname : url.host;
}

const ADDRESS =
  /(?:[a-z]+:\/\/|www\.|@)[^\s/]+|(?:[\w-]+\.)+(?:com|org|net|gov|edu|io|ai|cn)(?![\w.-])/gi;

/** Do the words of a link name a host that it does not lead to? */
export function namesAnotherHost(text: string, url: URL): boolean {
  const bare = (name: string) =>
    name
      .toLowerCase()
      .replace(/^[a-z]+:\/\/|^@/, '')
      .replace(/^www\.|[.,;:!?)]+$/g, '');
  const target = bare(url.protocol === 'mailto:' ? (url.pathname.split('@')[1] ?? '') : url.host);
  return (text.match(ADDRESS) ?? []).map(bare).some((named) => {
    const [host = ''] = named.split(/[/?#]/);
    return host !== target && !target.endsWith(`.${host}`);
  });
}
