/** Has the browser save a content under a name. */
export function saveContent(window: Window & typeof globalThis) {
  return (content: Blob, name: string): void => {
    const link = window.document.createElement('a');
    link.href = window.URL.createObjectURL(content);
    link.download = name;
    link.click();
    // Browsers read it after the click; none says when it has.
    window.setTimeout(() => {
      window.URL.revokeObjectURL(link.href);
    }, 60_000);
  };
}
