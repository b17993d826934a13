import { defer, finalize, type MonoTypeOperatorFunction, map, type Observable, switchMap } from 'rxjs';
import type { AffectHead } from '../fusion/affect-head.ts';
import type { AffectEstimate, FeatureFrame } from '../vocabulary.ts';

/** One modality's frames and the id of the track that they are of. */
export interface FrameSource<Frame> {
  readonly frames$: Observable<Frame>;
  /** `null` while there is no track. */
  readonly trackId$: Observable<string | null>;
}

/**
 * Pushes frames through a head of their own, which is made on subscription and closed, with what it knows of the
 * person, on unsubscription. Another track is another device: the head is told, or another one begins where it
 * cannot take that in.
 *
 * @param watched - what is to see the estimates of the model with that id
 */
export function throughHead(
  { frames$, trackId$ }: FrameSource<FeatureFrame>,
  createHead: () => AffectHead,
  watched: (modelId: string) => MonoTypeOperatorFunction<AffectEstimate | null>,
): Observable<AffectEstimate | null> {
  return defer(() => {
    let head: AffectHead | null = null;
    let lastTrackId: string | null = null;

    function headFor(trackId: string | null): AffectHead {
      const isOther = trackId !== null && lastTrackId !== null && trackId !== lastTrackId;
      lastTrackId = trackId ?? lastTrackId;
      if (head !== null && isOther) {
        if (head.changeDevice !== undefined) head.changeDevice();
        else {
          head.close?.();
          head = null;
        }
      }
      head ??= createHead();
      return head;
    }

    return trackId$.pipe(
      switchMap((trackId) => {
        const current = headFor(trackId);
        return frames$.pipe(
          map((frame) => current.push(frame)),
          watched(current.modelId),
        );
      }),
      finalize(() => head?.close?.()),
    );
  });
}
