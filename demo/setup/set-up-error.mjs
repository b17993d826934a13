/** A step of the set-up that cannot be done; the message says what and why in one line. */
export class SetUpError extends Error {
  /** @override */
  name = 'SetUpError';
}
