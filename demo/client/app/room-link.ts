const roomPattern = /^[a-z0-9][a-z0-9_-]{0,63}$/i;
const letters = 'abcdefghjkmnpqrstuvwxyz';

/** The room that an address names (`?room=...` or `/r/...`), or `null`. */
export function readRoomId(address: URL): string | null {
  const path = /^\/r\/([^/]+)\/?$/.exec(address.pathname)?.[1];
  const named = (address.searchParams.get('room') ?? (path ? decodeURIComponent(path) : ''))
    .trim()
    .toLowerCase();
  return roomPattern.test(named) ? named : null;
}

/** A fresh room name that cannot be guessed, easy to read out: about 54 bits. */
export function newRoomId(): string {
  const drawn = crypto.getRandomValues(new Uint32Array(12));
  const named = [...drawn].map((number) => letters[number % letters.length]).join('');
  return `${named.slice(0, 4)}-${named.slice(4, 8)}-${named.slice(8)}`;
}

/** The room for a talk apart from everybody else in a room: one that all who go there find. */
export function breakoutRoomId(roomId: string): string {
  return `${roomId.slice(0, 55)}-breakout`;
}

/** The address that brings somebody else into a room; keeps the deployment's context and mode, which everybody has to share. */
export function roomLink(roomId: string, page: URL): string {
  const link = new URL('/', page);
  link.searchParams.set('room', roomId);
  for (const name of ['context', 'mode']) {
    const shared = page.searchParams.get(name);
    if (shared !== null) link.searchParams.set(name, shared);
  }
  return link.href;
}
