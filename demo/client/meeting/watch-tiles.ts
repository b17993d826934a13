import { combineLatest, distinctUntilChanged, map, type Observable } from 'rxjs';
import type { Call } from '../../call/call.ts';
import type { OwnMedia } from '../devices/create-own-media.ts';
import type { TileModel } from '../elements/tile-model.ts';
import type { GuestStage } from '../guests/create-guest-stage.ts';

/** Everybody as the grid shows them: oneself first, then the others in the order of their coming. */
export function watchTiles(
  call: Call,
  media: OwnMedia,
  guests: GuestStage,
): Observable<readonly TileModel[]> {
  const picture$ = media.state$.pipe(
    map(({ camera }) => (camera.kind === 'ready' ? camera.track : null)),
    distinctUntilChanged(),
    map((track) => (track ? new MediaStream([track]) : null)),
  );
  return combineLatest([call.self$, picture$, call.participants$, guests.guests$]).pipe(
    map(([self, stream, others, brought]) => {
      const own: TileModel = {
        ...self,
        id: call.self.id,
        name: call.self.name,
        kind: 'person',
        present: true,
        stream,
        own: true,
        removable: false,
      };
      const removable = new Set(brought.map((guest) => guest.participantId));
      return [own, ...others.map((other) => ({ ...other, own: false, removable: removable.has(other.id) }))];
    }),
  );
}
