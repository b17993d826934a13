import { BehaviorSubject, filter, fromEvent, map, type Observable, Subject, type Subscription } from 'rxjs';
import { conductTurns } from './conduct-turns.ts';
import type { Guest } from './guest.ts';
import { type GuestCue, guestAddress, readGuestNews } from './guest-protocol.ts';
import { planGuest } from './plan-guest.ts';

/** The recorded guests that this page brought along. */
export interface GuestStage {
  /** Replayed. */
  readonly guests$: Observable<readonly Guest[]>;
  readonly guests: readonly Guest[];
  /** In words for people. */
  readonly problems$: Observable<string>;
  add(): void;
  /** Removes the guest with this participant id, or the one that came last. */
  remove(participantId?: string): void;
  close(): void;
}

interface Frame {
  readonly iframe: HTMLIFrameElement;
  readonly news: Subscription;
}

/** Puts recorded guests into a room, each a full client of its own in a frame of this page. */
export function createGuestStage(options: {
  readonly room: string;
  readonly context: string;
  readonly mode: string;
}): GuestStage {
  const element = document.createElement('div');
  element.className = 'guest-stage';
  element.setAttribute('aria-hidden', 'true');
  document.body.append(element);
  const frames = new Map<number, Frame>();
  const guests = new BehaviorSubject<readonly Guest[]>([]);
  const problems = new Subject<string>();
  const turns = conductTurns(guests).subscribe((speaker) => {
    for (const [key, { iframe }] of frames) {
      const cue: GuestCue = { kind: 'guest-cue', speak: key === speaker };
      iframe.contentWindow?.postMessage(cue, location.origin);
    }
  });

  function nextKey(): number {
    let key = 0;
    while (frames.has(key)) key += 1;
    return key;
  }

  function take(key: number): void {
    const frame = frames.get(key);
    frame?.news.unsubscribe();
    // Removing the frame ends the client inside: its page is unloaded and leaves the call.
    frame?.iframe.remove();
    frames.delete(key);
    guests.next(guests.value.filter((guest) => guest.key !== key));
  }

  function add(): void {
    const key = nextKey();
    const part = planGuest(key);
    const iframe = document.createElement('iframe');
    iframe.title = `${part.name}, a recorded guest`;
    iframe.allow = 'autoplay';
    iframe.tabIndex = -1;
    const { turnSeconds: _, ...order } = part;
    iframe.src = guestAddress({ ...order, room: options.room, context: options.context, mode: options.mode });
    const news = fromEvent<MessageEvent>(window, 'message')
      .pipe(
        filter((event) => event.source === iframe.contentWindow && event.origin === location.origin),
        map((event) => readGuestNews(event.data)),
        filter((message) => message !== null),
      )
      .subscribe((message) => {
        if (message.kind === 'guest-joined') {
          const joined = (guest: Guest) =>
            guest.key === key ? { ...guest, participantId: message.participantId } : guest;
          guests.next(guests.value.map(joined));
        } else {
          problems.next(`${part.name} (recording): ${message.message}`);
          if (guests.value.some((guest) => guest.key === key && guest.participantId === null)) take(key);
        }
      });
    frames.set(key, { iframe, news });
    guests.next([...guests.value, { key, part, participantId: null }]);
    element.append(iframe);
  }

  return {
    guests$: guests,
    get guests() {
      return guests.value;
    },
    problems$: problems,
    add,
    remove(participantId) {
      const guest =
        participantId === undefined
          ? guests.value.at(-1)
          : guests.value.find((candidate) => candidate.participantId === participantId);
      if (guest) take(guest.key);
    },
    close() {
      turns.unsubscribe();
      for (const key of [...frames.keys()]) take(key);
      guests.complete();
      problems.complete();
      element.remove();
    },
  };
}
