import { BehaviorSubject, NEVER } from 'rxjs';
import { expect, it } from 'vitest';
import type { Activity } from '../../sdk/session/create-modality-frames.ts';
import { createScopeActivities } from '../../sdk/session/create-scope-activities.ts';
import { watchActivity } from '../../sdk/session/watch-activity.ts';
import type { ActiveComputation, Scope } from '../../sdk/vocabulary.ts';
import { faceAffect, faceGroup, faceSelf, ledgerOf, noticeOfAll, voiceSelf } from './all-scopes.ts';

it('watchActivity tells what is computed of what is given: neither consent nor a running modality is enough', async () => {
  const ledger = ledgerOf(await noticeOfAll());
  const voice = new BehaviorSubject<Activity>(null);
  const face = new BehaviorSubject<Activity>(null);
  const activities = createScopeActivities();
  const compute = (scope: Scope) => NEVER.pipe(activities.during(scope)).subscribe();
  let active: readonly ActiveComputation[] | null = null;
  const latest = (): readonly ActiveComputation[] | null => active;
  watchActivity(ledger, { voice, face }, activities.activity$).subscribe((next) => {
    active = next;
  });
  expect(latest()).toEqual([]);
  voice.next({ state: 'starting' });
  compute(voiceSelf);
  expect(latest()).toEqual([]);
  ledger.decide([faceSelf, faceGroup, faceAffect, voiceSelf]);
  expect(latest()).toEqual([{ scope: voiceSelf, state: 'starting' }]);
  face.next({ state: 'running' });
  voice.next({ state: 'running' });
  expect(latest()).toEqual([{ scope: voiceSelf, state: 'running' }]);
  const own = compute(faceSelf);
  compute(faceGroup);
  compute(faceAffect);
  activities.tell(faceAffect, { state: 'paused', reason: 'model-revoked' });
  expect(latest()).toEqual([
    { scope: voiceSelf, state: 'running' },
    { scope: faceSelf, state: 'running' },
    { scope: faceGroup, state: 'running' },
    { scope: faceAffect, state: 'paused', reason: 'model-revoked' },
  ]);
  face.next({ state: 'paused', reason: 'muted' });
  own.unsubscribe();
  ledger.withdraw([faceAffect]);
  expect(latest()).toEqual([
    { scope: voiceSelf, state: 'running' },
    { scope: faceGroup, state: 'paused', reason: 'muted' },
  ]);
  ledger.end();
  expect(latest()).toEqual([]);
});
