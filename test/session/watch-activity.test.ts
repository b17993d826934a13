import { BehaviorSubject } from 'rxjs';
import { expect, it } from 'vitest';
import type { Activity } from '../../sdk/session/create-modality-frames.ts';
import { watchActivity } from '../../sdk/session/watch-activity.ts';
import type { ActiveComputation } from '../../sdk/vocabulary.ts';
import { faceGroup, faceSelf, ledgerOf, noticeOfAll, voiceSelf } from './all-scopes.ts';

it('watchActivity tells, for each scope that is given, what its modality does; nothing else', async () => {
  const ledger = ledgerOf(await noticeOfAll());
  const voice = new BehaviorSubject<Activity>(null);
  const face = new BehaviorSubject<Activity>(null);
  let active: readonly ActiveComputation[] | null = null;
  const latest = (): readonly ActiveComputation[] | null => active;
  watchActivity(ledger, { voice, face }).subscribe((next) => {
    active = next;
  });
  expect(latest()).toEqual([]);
  voice.next({ state: 'starting' });
  expect(latest()).toEqual([]);
  ledger.decide([faceSelf, faceGroup, voiceSelf]);
  expect(latest()).toEqual([{ scope: voiceSelf, state: 'starting' }]);
  face.next({ state: 'paused', reason: 'muted' });
  voice.next({ state: 'running' });
  expect(latest()).toEqual([
    { scope: voiceSelf, state: 'running' },
    { scope: faceSelf, state: 'paused', reason: 'muted' },
    { scope: faceGroup, state: 'paused', reason: 'muted' },
  ]);
  ledger.withdraw([faceSelf]);
  expect(latest()).toEqual([
    { scope: voiceSelf, state: 'running' },
    { scope: faceGroup, state: 'paused', reason: 'muted' },
  ]);
  ledger.end();
  expect(latest()).toEqual([]);
});
