import { describe, expect, it } from 'vitest';
import { newRoomId, readRoomId, roomLink } from '../../../../demo/client/app/room-link.ts';

const read = (address: string) => readRoomId(new URL(address, 'http://localhost:3000'));

describe('the room in the address', () => {
  it('is read from the query and from the path', () => {
    expect(read('/?room=blue-river')).toBe('blue-river');
    expect(read('/r/blue-river')).toBe('blue-river');
    expect(read('/r/blue-river/')).toBe('blue-river');
  });

  it.each(['/', '/?room=', '/?room=%3Cscript%3E', '/r/a%2Fb', `/?room=${'a'.repeat(65)}`, '/?room=-a'])(
    'is absent where it is no room name: %s',
    (address) => expect(read(address)).toBeNull(),
  );

  it('is new each time and reads back', () => {
    const rooms = Array.from({ length: 50 }, newRoomId);
    expect(new Set(rooms).size).toBe(50);
    for (const room of rooms) expect(read(roomLink(room, new URL('http://localhost:3000/')))).toBe(room);
  });

  it('keeps the context in the link, which everybody in a room has to share, and nothing else', () => {
    const page = new URL('http://localhost:3000/?room=old&context=workplace&secret=1');
    expect(roomLink('new', page)).toBe('http://localhost:3000/?room=new&context=workplace');
  });
});
