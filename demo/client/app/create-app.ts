import type { MeetingSummary } from 'assent';
import { filter, type Observable, take } from 'rxjs';
import { createOwnMedia, type OwnMedia } from '../devices/create-own-media.ts';
import { createMeeting, type Meeting } from '../meeting/create-meeting.ts';
import type { OwnRecords } from '../meeting/create-own-records.ts';
import { readContext, readMode, readParticipant } from '../meeting/declare-demo.ts';
import { createStore } from './create-store.ts';
import { createToasts, type Toasts } from './create-toasts.ts';
import { breakoutRoomId, newRoomId, readRoomId, roomLink } from './room-link.ts';

/** Which screen is shown, with what it shows. */
export type Screen =
  | { readonly kind: 'lobby'; readonly joining: boolean; readonly problem: string | null }
  /** `main` is the meeting that waits while its breakout room is on the screen. */
  | {
      readonly kind: 'call';
      readonly meeting: Meeting;
      readonly main: Meeting | null;
      readonly moving: boolean;
    }
  | {
      readonly kind: 'left';
      readonly summary: MeetingSummary | null;
      readonly records: OwnRecords | null;
      readonly failed: boolean;
    };

/** The whole page's state. */
export interface AppState {
  readonly screen: Screen;
  readonly name: string;
}

/** The application: three screens and what leads from one to the next. */
export interface App {
  readonly state$: Observable<AppState>;
  readonly roomId: string;
  readonly link: string;
  readonly media: OwnMedia;
  readonly toasts: Toasts;
  join(name: string): Promise<void>;
  leave(): Promise<void>;
  /** To the breakout room, a meeting of its own, or back from it. */
  changeRoom(): Promise<void>;
  /** Back to the lobby of the same room. */
  rejoin(): void;
  copyLink(): Promise<void>;
}

const nameKey = 'parley.name';

/** Makes the application for a page's address; an address without a room gets a fresh one. */
export function createApp(page: URL): App {
  const roomId = readRoomId(page) ?? newRoomId();
  const context = readContext(page);
  const mode = readMode(page);
  const participant = readParticipant(page);
  const link = roomLink(roomId, page);
  if (readRoomId(page) === null) history.replaceState(null, '', link);
  const media = createOwnMedia();
  const toasts = createToasts();
  const lobby = (problem: string | null = null): Screen => ({ kind: 'lobby', joining: false, problem });
  const store = createStore<AppState>({ screen: lobby(), name: localStorage.getItem(nameKey) ?? '' });
  void media.open();

  async function leave(failed = false): Promise<void> {
    const { screen } = store.state;
    if (screen.kind !== 'call') return;
    const { main } = screen;
    if (main) await leaveBreakout(screen.meeting);
    const meeting = main ?? screen.meeting;
    const summary = await meeting.leave();
    media.close();
    const { records } = meeting;
    void records?.open();
    store.patch({ screen: { kind: 'left', summary, records, failed } });
  }

  async function enter(name: string, main: Meeting | null): Promise<void> {
    const options = { name, context, mode, participant, media, toasts };
    const meeting = await (main === null
      ? createMeeting({ ...options, roomId })
      : createMeeting({ ...options, roomId: breakoutRoomId(roomId), main }));
    store.patch({ screen: { kind: 'call', meeting, main, moving: false } });
    const failed$ = meeting.call.state$.pipe(filter((state) => state === 'failed'));
    failed$.pipe(take(1)).subscribe(() => void (main === null ? leave(true) : backTo(main)));
  }

  async function leaveBreakout(meeting: Meeting): Promise<void> {
    await meeting.leave();
    meeting.records?.close();
  }

  async function backTo(main: Meeting): Promise<void> {
    const { screen } = store.state;
    if (screen.kind !== 'call' || screen.main !== main) return;
    await leaveBreakout(screen.meeting);
    main.setAway(false);
    store.patch({ screen: { kind: 'call', meeting: main, main: null, moving: false } });
  }

  return {
    state$: store.state$,
    roomId,
    link,
    media,
    toasts,
    async join(name) {
      localStorage.setItem(nameKey, name);
      store.patch({ name, screen: { kind: 'lobby', joining: true, problem: null } });
      try {
        await enter(name, null);
      } catch (cause) {
        console.error(cause);
        store.patch({
          screen: lobby(cause instanceof Error ? cause.message : 'The call could not be joined.'),
        });
      }
    },
    leave: () => leave(),
    async changeRoom() {
      const { screen, name } = store.state;
      if (screen.kind !== 'call' || screen.moving) return;
      const { meeting, main } = screen;
      store.patch({ screen: { ...screen, moving: true } });
      if (main) return backTo(main);
      meeting.setAway(true);
      try {
        await enter(name, meeting);
      } catch (cause) {
        console.error(cause);
        meeting.setAway(false);
        store.patch({ screen: { ...screen, moving: false } });
        toasts.say('problem', 'The breakout room could not be joined. You are still in the main room.');
      }
    },
    rejoin() {
      const { screen } = store.state;
      if (screen.kind === 'left') screen.records?.close();
      store.patch({ screen: lobby() });
      void media.open();
    },
    async copyLink() {
      try {
        await navigator.clipboard.writeText(link);
        toasts.say('notice', 'The link to this room is copied.');
      } catch {
        toasts.say('problem', `Copying was not allowed. The link is ${link}`);
      }
    },
  };
}
