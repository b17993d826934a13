/** Why a device would not keep something. */
export type StorageTrouble =
  /** There is no room; nothing that was kept before is lost. */
  | 'full'
  /** The browser does not allow storage here: a private window, a blocked origin, a sandboxed frame. */
  | 'blocked'
  /** The browser has no IndexedDB or no WebCrypto. */
  | 'unsupported'
  /** Another tab deletes or upgrades the store, or it was closed: open it anew. */
  | 'closed'
  /** The browser failed in another way. */
  | 'failed';
