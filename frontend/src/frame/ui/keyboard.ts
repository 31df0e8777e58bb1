/** Is an input method composing? Safari reports the confirming Enter as key code 229 only. */
export function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- no other sign in Safari
  return event.isComposing || event.keyCode === 229;
}
