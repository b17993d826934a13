/** Signs the tokens of the bench's own service; it guards nothing. */
export const tokenSecret: Uint8Array = new TextEncoder().encode('a secret of the load bench, thirty-two');
