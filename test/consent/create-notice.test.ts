import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createNotice, verifyNotice } from '../../sdk/consent/create-notice.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import { declareDeployment } from '../../sdk/policy/declare-deployment.ts';
import { evaluatePolicy } from '../../sdk/policy/evaluate-policy.ts';
import { exampleNotice, exampleNoticeOptions, exampleScopes, faceSelf, voiceSelf } from './example-notice.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('createNotice', () => {
  it('hashes the RFC 8785 form, as written out by hand here', async () => {
    const notice = await createNotice({
      deployment: {
        context: 'research',
        jurisdictions: ['CH', 'AT'],
        controller: { name: 'Universität „Ö“', contact: 'a@b.example' },
        mode: 'individual',
      },
      scopes: [voiceSelf],
      models: [],
      retention: { 'self-view': { location: 'device-memory', atMost: 1e21 } },
    });
    const canonical =
      '{"context":"research","controller":{"contact":"a@b.example","name":"Universität „Ö“"},' +
      '"impactAssessment":null,"jurisdictions":["AT","CH"],"language":"en","mode":"individual",' +
      '"processes":[{"modality":"voice","models":[],"purpose":"self-view","recipients":["participant-alone"],' +
      '"retention":{"atMost":1e+21,"location":"device-memory"},"tiers":["behaviour"]}],"retentionPolicy":null,' +
      '"scopes":[{"modality":"voice","purpose":"self-view","tier":"behaviour"}],"version":"1",' +
      '"withdrawal":"one-action-in-the-call"}';
    expect(notice.sha256).toBe(createHash('sha256').update(canonical, 'utf8').digest('hex'));
    expect(notice.id).toBe(`assent-notice-1-${notice.sha256.slice(0, 16)}`);
  });

  it('gives one hash for equal facts, in whatever order and from whatever objects', async () => {
    const { sha256 } = await exampleNotice();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...exampleScopes, voiceSelf], { minLength: 5 }),
        async (scopes) => {
          const shuffled = await exampleNotice({
            scopes: scopes.map((scope) => Object.assign({ label: 'ignored' }, scope)),
            deployment: { ...exampleNoticeOptions.deployment, jurisdictions: ['CH', 'DE', 'CH'] },
          });
          expect(shuffled.sha256).toBe(sha256);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    ['purposes', { scopes: exampleScopes.slice(1) }],
    ['models', { models: [] }],
    ['a model version', { models: [{ ...exampleNoticeOptions.models[0], version: '2' }] }],
    ['the bytes of a model', { models: [{ ...exampleNoticeOptions.models[0], sha256: 'cd'.repeat(32) }] }],
    ['retention', { retention: { 'group-summary': { location: 'service-memory', atMost: 3600 } } }],
    ['the wording', { version: '2' }],
    ['the language', { language: 'de' }],
    ['the mode', { deployment: { ...exampleNoticeOptions.deployment, mode: 'unanimous' } }],
    [
      'the controller',
      {
        deployment: {
          ...exampleNoticeOptions.deployment,
          controller: { name: 'Other Ltd', contact: 'privacy@example.org' },
        },
      },
    ],
  ])('gives another hash for other %s', async (_what, changed) => {
    const [before, after] = await Promise.all([exampleNotice(), exampleNotice(changed as never)]);
    expect(after.sha256).not.toBe(before.sha256);
    expect(after.id).not.toBe(before.id);
  });

  it('tells per modality and purpose who sees it, how long it is held and which models take part', async () => {
    const { processes } = await exampleNotice();
    expect(processes).toContainEqual({
      modality: 'face',
      purpose: 'self-view',
      tiers: ['affect', 'behaviour'],
      recipients: ['participant-alone'],
      retention: { location: 'device-memory', atMost: 'meeting' },
      models: exampleNoticeOptions.models,
    });
    expect(processes).toContainEqual({
      modality: 'voice',
      purpose: 'group-summary',
      tiers: ['behaviour'],
      recipients: ['host-and-participants-as-group'],
      retention: { location: 'service-memory', atMost: 'meeting' },
      models: [],
    });
    expect(processes).toHaveLength(3);
  });

  it('takes what the policy room made', async () => {
    const deployment = declareDeployment({
      context: 'workplace',
      jurisdictions: ['DE'],
      controller: { name: 'Example Ltd', contact: 'privacy@example.org' },
      purposes: ['self-view'],
      impactAssessment: { uri: 'https://example.org/dpia', date: '2026-03-01' },
    });
    const notice = await createNotice({ deployment, scopes: evaluatePolicy(deployment).allowed, models: [] });
    expect(notice.scopes).toEqual([faceSelf, voiceSelf]);
    expect(notice.impactAssessment).toEqual(deployment.impactAssessment);
  });

  it('is frozen all the way down', async () => {
    const notice = await exampleNotice();
    expect(() => Object.assign(notice.controller, { name: 'x' })).toThrow(TypeError);
    for (const { models } of notice.processes) expect(Object.isFrozen(models)).toBe(true);
    expect(Object.isFrozen(exampleNoticeOptions.deployment.controller)).toBe(false);
  });

  it.each([
    [
      /^retention\.self-view\.atMost: /,
      { retention: { 'self-view': { location: 'device-memory', atMost: Number.POSITIVE_INFINITY } } },
    ],
    [
      /^retention\.self-view\.atMost: /,
      { retention: { 'self-view': { location: 'device-memory', atMost: -1 } } },
    ],
    [/^models: .*face-landmarker/, { models: [{ ...exampleNoticeOptions.models[0], sha256: 'unknown' }] }],
    [/^notice: /, { version: '\ud800' }],
  ])('refuses with %s', async (message, changed) => {
    await expect(exampleNotice(changed as never)).rejects.toThrow(TypeError);
    await expect(exampleNotice(changed as never)).rejects.toThrow(message);
  });

  it('says so where WebCrypto is missing', async () => {
    vi.stubGlobal('crypto', {});
    await expect(exampleNotice()).rejects.toMatchObject({ name: 'AssentError', code: 'unsupported' });
  });
});

describe('verifyNotice', () => {
  it('accepts a notice as made, also after a trip through JSON', async () => {
    const notice = await exampleNotice();
    expect(await verifyNotice(notice)).toBe(true);
    expect(await verifyNotice(JSON.parse(JSON.stringify(notice)) as Notice)).toBe(true);
  });

  it('refuses one in which anything was changed', async () => {
    const notice = await exampleNotice();
    expect(await verifyNotice({ ...notice, language: 'de' })).toBe(false);
    expect(await verifyNotice({ ...notice, id: `${notice.id}0` })).toBe(false);
    expect(await verifyNotice({ ...notice, scopes: [] })).toBe(false);
    expect(await verifyNotice({ ...notice, note: 'added' } as Notice)).toBe(false);
  });
});
