import { afterEach, expect, it, vi } from 'vitest';
import { type RevokedModel, signRevocationList } from '../../sdk/accountability/revocation-list.ts';
import { createSigningKey } from '../../sdk/integrity/signing-key.ts';
import { createModelGate } from '../../sdk/session/create-model-gate.ts';
import { modelsTold } from '../../sdk/session/models-told.ts';
import { faceAffect, faceSelf } from './all-scopes.ts';

const told = modelsTold({ models: '/m/', visionWasm: '/w/' }, [faceSelf, faceAffect]);
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function scene() {
  const key = await createSigningKey();
  let issue = 0;
  let answer = async (): Promise<Response> => Promise.reject(new TypeError('offline'));
  const publish = (models: readonly RevokedModel[], lastsMs = 60_000, signer = key): void => {
    issue += 1;
    const list = {
      issue,
      issuedAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + lastsMs).toISOString(),
      models,
    };
    answer = async () => Response.json(await signRevocationList(list, signer));
  };
  const stopped: string[] = [];
  const fetched: string[] = [];
  const open = () => {
    const gate = createModelGate(
      {
        url: '/revoked.json',
        publicKey: key.publicKey,
        intervalSeconds: 0.05,
        fetcher: (url) => {
          fetched.push(String(url));
          return answer();
        },
      },
      told,
      ({ code }, { id }) => stopped.push(`${id}: ${code}`),
    );
    cleanups.push(() => gate.watching.unsubscribe());
    const now = { behaviour: 'not told', affect: 'not told' };
    gate.block$('face', 'behaviour').subscribe((block) => {
      now.behaviour = block?.code ?? 'runs';
    });
    gate.block$('face', 'affect').subscribe((block) => {
      now.affect = block?.code ?? 'runs';
    });
    return { gate, now };
  };
  return {
    open,
    publish,
    stopped,
    fetched,
    offline: () => (answer = () => Promise.reject(new TypeError('no'))),
  };
}

it('blocks affect until there is a good list, and no model without the option', async () => {
  const { open, publish, stopped, fetched } = await scene();
  const { now } = open();
  expect(now).toEqual({ behaviour: 'runs', affect: 'revocations-unusable' });
  await vi.waitUntil(() => stopped.length > 0);
  expect(stopped[0]).toBe('assent-face-affect-rules-4: revocations-unusable');
  publish([]);
  await vi.waitUntil(() => now.affect === 'runs');
  expect(new URL(fetched[0] ?? '').origin).toBe(location.origin);

  const free = createModelGate(undefined, told, () => stopped.push('never'));
  let block: unknown = 'not told';
  free.block$('face', 'affect').subscribe((next) => {
    block = next;
  });
  expect([block, stopped.includes('never')]).toEqual([null, false]);
});

it('stops a listed model within one fetch, says so once, and lets it run when it is listed no more', async () => {
  const { open, publish, stopped } = await scene();
  publish([]);
  const { now } = open();
  await vi.waitUntil(() => now.affect === 'runs');
  const landmarker = told[0]?.id ?? '';
  publish([{ modelId: landmarker, sha256: told[0]?.sha256 ?? '', reason: 'It errs.' }]);
  await vi.waitUntil(() => now.behaviour === 'model-revoked', { timeout: 2000 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(stopped).toEqual([`${landmarker}: model-revoked`]);
  expect(now.affect).toBe('runs');
  publish([{ modelId: landmarker, sha256: 'ab'.repeat(32), reason: 'Another file.' }]);
  await vi.waitUntil(() => now.behaviour === 'runs');
});

it('a forged or stale list fails closed for affect, and leaves measuring alone', async () => {
  const { open, publish, stopped } = await scene();
  publish([], 300);
  const { now } = open();
  await vi.waitUntil(() => now.affect === 'runs');
  publish([], 60_000, await createSigningKey());
  await vi.waitUntil(() => now.affect === 'revocations-unusable', { timeout: 3000 });
  expect(now.behaviour).toBe('runs');
  expect(stopped).toEqual(
    ['face-affect-rules-4', 'voice-affect-rules-3'].map((id) => `assent-${id}: revocations-unusable`),
  );
});

it('a list on another origin is a mistake of the caller', async () => {
  const { publicKey } = await createSigningKey();
  const gate = (): unknown => createModelGate({ url: 'https://example.org/r', publicKey }, told, () => {});
  expect(gate).toThrow(/^revocations\.url:/);
});
