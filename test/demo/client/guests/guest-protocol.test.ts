import { describe, expect, it } from 'vitest';
import {
  type GuestOrder,
  guestAddress,
  readGuestCue,
  readGuestNews,
  readGuestOrder,
} from '../../../../demo/client/guests/guest-protocol.ts';

const order: GuestOrder = {
  room: 'blue-river',
  name: 'Kim & Robin',
  context: 'consumer',
  mode: 'individual',
  face: 'franck.mp4',
  speech: 'jfk.wav',
  faceFromSeconds: 100,
  faceUntilSeconds: 3600,
  speechFromSeconds: 2.3,
  speechSpeed: 1.1,
};

describe('a guest’s address', () => {
  it('reads back as the order that it was made of', () => {
    expect(readGuestOrder(new URL(guestAddress(order), 'http://localhost'))).toEqual(order);
  });

  it('is refused where something is missing or no number', () => {
    const address = new URL(guestAddress(order), 'http://localhost');
    address.searchParams.set('faceFromSeconds', 'soon');
    expect(() => readGuestOrder(address)).toThrow();
    address.searchParams.delete('faceFromSeconds');
    expect(() => readGuestOrder(address)).toThrow('faceFromSeconds');
  });
});

describe('messages between page and guest', () => {
  it.each([null, 'guest-cue', { kind: 'guest-cue' }, { kind: 'other' }, { kind: 'guest-cue', speak: 'yes' }])(
    'are ignored when they are something else: %j',
    (message) => {
      expect(readGuestCue(message)).toBeNull();
      expect(readGuestNews(message)).toBeNull();
    },
  );

  it('are read when they are what they should be', () => {
    expect(readGuestCue({ kind: 'guest-cue', speak: true })).toEqual({ kind: 'guest-cue', speak: true });
    const news = { kind: 'guest-joined', participantId: 'p1' };
    expect(readGuestNews(news)).toEqual(news);
  });
});
