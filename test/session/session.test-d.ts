import { expectTypeOf, test } from 'vitest';
import type { MeetingAdapter } from '../../sdk/adapter.ts';
import type { ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import type { AssentSession } from '../../sdk/session/session.ts';
import type { SessionOptions } from '../../sdk/session/session-options.ts';
import { createSession } from '../../sdk/session.ts';

declare const options: SessionOptions;
declare const session: AssentSession;
declare const ledger: ConsentLedger;
declare const remote: MediaStreamTrack;
declare const receiver: RTCRtpReceiver;

test('a session needs a deployment', () => {
  const { deployment, ...rest } = options;
  // @ts-expect-error there is no default
  createSession(rest);
  // @ts-expect-error undefined is none
  createSession({ ...rest, deployment: undefined });
  // @ts-expect-error options of a declaration are not a declaration
  createSession({ ...rest, deployment: { context: 'consumer' } });
  expectTypeOf(deployment).not.toBeNullable();
});

test('no way leads a track in but the adapter of the own call', () => {
  // @ts-expect-error a track is no option
  createSession({ ...options, track: remote });
  // @ts-expect-error nor are tracks
  createSession({ ...options, tracks: [remote] });
  // @ts-expect-error a track is no adapter
  createSession({ ...options, adapter: remote });
  // @ts-expect-error a receiver is none either
  createSession({ ...options, adapter: receiver });
  type Taken = {
    [K in keyof AssentSession]: AssentSession[K] extends (...taken: infer T) => unknown ? T[number] : never;
  };
  expectTypeOf<Extract<Taken[keyof Taken], MediaStreamTrack | MediaStream>>().toBeNever();
  expectTypeOf<keyof MeetingAdapter>().toEqualTypeOf<'platform' | 'taps$'>();
});

test('a session hands no grant out by itself, and none in', () => {
  expectTypeOf<Extract<AssentSession[keyof AssentSession], ConsentGrant>>().toBeNever();
  // @ts-expect-error a consent is given through the ledger
  createSession({ ...options, grant: {} });
  // @ts-expect-error the ledger is the session's own
  session.consent = ledger;
});
