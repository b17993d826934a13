import { distinct, filter, mergeMap, type Subscription } from 'rxjs';
import type { Call } from '../../call/call.ts';
import type { OwnMedia, OwnMediaState } from '../devices/create-own-media.ts';

const tracksOf = ({ microphone, camera }: OwnMediaState) =>
  [microphone, camera].flatMap((device) => (device.kind === 'ready' ? [device.track] : []));

/**
 * Sends whatever own track comes up during a call: another device that was
 * chosen, one that was plugged in, or one that was allowed only after joining.
 */
export function lendNewTracks(call: Call, media: OwnMedia, lent: MediaStream): Subscription {
  const known = new Set(lent.getTracks());
  return media.state$
    .pipe(
      mergeMap(tracksOf),
      distinct(),
      filter((track) => !known.has(track) && track.readyState === 'live'),
    )
    .subscribe((track) => void call.replaceTrack(track));
}
