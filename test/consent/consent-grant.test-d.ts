import type { Observable } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import { openAudioCapture } from '../../sdk/capture/open-audio-capture.ts';
import { openVideoCapture } from '../../sdk/capture/open-video-capture.ts';
import { assertGrant, type ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import { whileConsented } from '../../sdk/consent/while-consented.ts';

declare const track: MediaStreamTrack;
declare const ledger: ConsentLedger;
declare const grant: ConsentGrant;

const lookAlike = {
  meetingId: 'meeting-1',
  query: { modality: 'voice' as const },
  signal: new AbortController().signal,
};

describe('a grant', () => {
  it('is not a plain object of the same shape', () => {
    expectTypeOf<typeof lookAlike>().not.toExtend<ConsentGrant>();
    // @ts-expect-error nobody but the ledger makes a grant
    assertGrant(lookAlike, 'voice');
    // @ts-expect-error a copy without the brand is none either
    assertGrant({ meetingId: grant.meetingId, query: grant.query, signal: grant.signal }, 'voice');
  });

  it('is what a ledger hands out, and null is to be reckoned with', () => {
    expectTypeOf(ledger.watch({ modality: 'voice' })).toEqualTypeOf<Observable<ConsentGrant | null>>();
    // @ts-expect-error a query names its modality
    ledger.watch({ purpose: 'self-view' });
    // @ts-expect-error there is no such modality
    ledger.watch({ modality: 'screen' });
  });

  it('cannot be changed', () => {
    // @ts-expect-error read-only
    grant.meetingId = 'meeting-2';
    // @ts-expect-error read-only
    grant.query.modality = 'face';
  });
});

describe('capture', () => {
  it('needs a grant', () => {
    expectTypeOf(openAudioCapture).parameter(1).toEqualTypeOf<ConsentGrant>();
    expectTypeOf(openVideoCapture).parameter(1).toEqualTypeOf<ConsentGrant>();
    // @ts-expect-error no grant, no capture
    openAudioCapture(track);
    // @ts-expect-error no grant, no capture
    openVideoCapture(track);
    // @ts-expect-error null is no grant
    openAudioCapture(track, null);
    // @ts-expect-error neither is a look-alike
    openAudioCapture(track, lookAlike);
    // @ts-expect-error neither is a look-alike
    openVideoCapture(track, lookAlike);
    // @ts-expect-error nor a signal
    openVideoCapture(track, grant.signal);
  });

  it('is constructed with the grant that whileConsented passes on', () => {
    const frames$ = ledger
      .watch({ modality: 'voice' })
      .pipe(whileConsented((live) => openAudioCapture(track, live)));
    expectTypeOf(frames$).toEqualTypeOf<Observable<Awaited<ReturnType<typeof openAudioCapture>>>>();
    whileConsented((live) => {
      expectTypeOf(live).toEqualTypeOf<ConsentGrant>();
      return [];
    });
  });
});

describe('the ledger', () => {
  it('keeps its records to itself', () => {
    // @ts-expect-error append-only, and not by readers
    ledger.records.push();
    // @ts-expect-error read-only
    ledger.records = [];
    // @ts-expect-error there is no such purpose
    ledger.decide([{ modality: 'voice', purpose: 'advertising', tier: 'behaviour' }]);
  });
});
