/** Set-up of every test file: on a busy machine a lazy part of the page takes longer than a second. */
export {};

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 15_000 });
}
