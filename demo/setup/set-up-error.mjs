/** A step of the set-up that cannot be done; the message says what and why in one line. */
export class SetUpError extends Error {
  /** @override */
  name = 'SetUpError';

  /**
   * @param {string} message
   * @param {{ output?: readonly string[] }} [details] what a failing program printed last
   */
  constructor(message, { output = [] } = {}) {
    super(message);
    this.output = output;
  }
}
