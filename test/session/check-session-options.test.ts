import { NEVER } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { declareDeployment } from '../../sdk/policy/declare-deployment.ts';
import { checkSessionOptions } from '../../sdk/session/check-session-options.ts';
import type { SessionOptions } from '../../sdk/session/session-options.ts';
import { createFakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';

const deployment = declareDeployment({
  context: 'consumer',
  jurisdictions: ['FR'],
  controller: { name: 'Example', contact: 'privacy@example.org' },
  purposes: ['self-view', 'group-summary'],
});
const good: SessionOptions = {
  adapter: createFakeAdapter().adapter,
  deployment,
  meetingId: 'meeting-1',
  assets: { models: '/models', visionWasm: '/wasm' },
};
const token = async (): Promise<string> => 'token';

describe('checkSessionOptions', () => {
  it('fills in a term of eight hours and a notice in English', () => {
    const checked = checkSessionOptions(good);
    expect(checked).toMatchObject({ deployment, language: 'en' });
    expect(Math.abs(checked.expiresAt - Date.now() - 8 * 3_600_000)).toBeLessThan(5000);
    expect(checkSessionOptions({ ...good, expiresAt: 5, language: 'de' })).toMatchObject({
      expiresAt: 5,
      language: 'de',
    });
  });

  const bad: readonly (readonly [named: string, wrong: Record<string, unknown>])[] = [
    ['adapter', { adapter: undefined }],
    ['adapter', { adapter: {} }],
    ['deployment', { deployment: undefined }],
    ['deployment', { deployment: null }],
    ['deployment.context', { deployment: { ...deployment, context: 'party' } }],
    ['deployment.controller', { deployment: { ...deployment, controller: undefined } }],
    ['deployment.mode', { deployment: { ...deployment, mode: 'majority' } }],
    ['everyoneConsents$', { deployment: { ...deployment, mode: 'unanimous' } }],
    ['everyoneConsents$', { everyoneConsents$: true }],
    ['meetingId', { meetingId: undefined }],
    ['meetingId', { meetingId: '' }],
    ['assets.models', { assets: undefined }],
    ['assets.models', { assets: { visionWasm: '/wasm' } }],
    ['assets.visionWasm', { assets: { models: '/models' } }],
    ['assets.onnxWasm', { assets: { ...good.assets, onnxWasm: 3 } }],
    ['affect', { affect: { createAffectHead() {} } }],
    ['affectModels', { affectModels: 'mine' }],
    ['revocations.url', { revocations: null }],
    ['revocations.publicKey', { revocations: { url: '/revoked.json' } }],
    [
      'revocations.intervalSeconds',
      { revocations: { url: '/r', publicKey: { x: 'x' }, intervalSeconds: 0 } },
    ],
    ['aggregation.token', { aggregation: { url: 'wss://example.org' } }],
    ['aggregation.token', { aggregation: null }],
    ['aggregation', { aggregation: { token } }],
    ['aggregation', { aggregation: { token, url: 'wss://example.org', connect: () => {} } }],
    ['aggregation.secure', { aggregation: { token, url: 'wss://example.org', secure: {} } }],
    ['aggregation.url', { aggregation: { token, url: '' } }],
    ['aggregation.connect', { aggregation: { token, connect: 'wss://example.org' } }],
    ['budget.faceRateHz', { budget: { faceRateHz: 0 } }],
    ['budget.faceRateHz', { budget: { faceRateHz: 61 } }],
    ['budget.faceCpuShare', { budget: { faceCpuShare: Number.NaN } }],
    ['participant.subjectId', { participant: { subjectId: '' } }],
    ['language', { language: 7 }],
    ['expiresAt', { expiresAt: '2030-01-01' }],
  ];
  it.each(bad)('names %s for %o', (named, wrong) => {
    const check = (): unknown => checkSessionOptions({ ...good, ...wrong } as SessionOptions);
    expect(check).toThrow(TypeError);
    expect(check).toThrow(new RegExp(`^${named.replace(/[.$]/g, '\\$&')}:`));
  });

  it('takes everything that is right', () => {
    const all: SessionOptions = {
      ...good,
      deployment: declareDeployment({ ...deployment, mode: 'unanimous' }),
      everyoneConsents$: NEVER,
      assets: { ...good.assets, onnxWasm: '/onnx' },
      affect: () => Promise.reject(new Error('not asked')),
      aggregation: { token, url: 'wss://example.org' },
      budget: { faceRateHz: 60, faceCpuShare: 1 },
      participant: { subjectId: 'me', minor: false },
    };
    expect(() => checkSessionOptions(all)).not.toThrow();
  });
});
