import { describe, expect, it } from 'vitest';
import { declareDeployment } from '../../sdk/policy/declare-deployment.ts';
import type { DeploymentOptions } from '../../sdk/policy/deployment.ts';

const valid: DeploymentOptions = {
  context: 'consumer',
  jurisdictions: ['DE'],
  controller: { name: 'Example Ltd', contact: 'privacy@example.org' },
  purposes: ['self-view', 'group-summary'],
};

const bad: readonly (readonly [option: string, changed: Record<string, unknown>])[] = [
  ['context', { context: undefined }],
  ['context', { context: 'party' }],
  ['context', { context: 'Workplace' }],
  ['jurisdictions', { jurisdictions: [] }],
  ['jurisdictions', { jurisdictions: 'DE' }],
  ['jurisdictions.1', { jurisdictions: ['DE', 'Germany'] }],
  ['jurisdictions.0', { jurisdictions: [''] }],
  ['jurisdictions.0', { jurisdictions: [49] }],
  ['controller', { controller: undefined }],
  ['controller.name', { controller: { name: '  ', contact: 'a@b.example' } }],
  ['controller.contact', { controller: { name: 'Example Ltd' } }],
  ['controller.address', { controller: { ...valid.controller, address: 5 } }],
  ['controller.phone', { controller: { ...valid.controller, phone: '1' } }],
  ['purposes', { purposes: [] }],
  ['purposes.0', { purposes: ['advertising'] }],
  ['mode', { mode: 'majority' }],
  ['impactAssessment.uri', { impactAssessment: { uri: 'soon', date: '2026-02-01' } }],
  ['impactAssessment.date', { impactAssessment: { uri: 'https://example.org/dpia', date: '1 May' } }],
  ['impactAssessment.date', { impactAssessment: { uri: 'https://example.org/dpia', date: '2026-02-30' } }],
  ['safetyOrMedicalBasis.kind', { safetyOrMedicalBasis: { kind: 'wellbeing', justification: 'x' } }],
  [
    'safetyOrMedicalBasis.justification',
    { context: 'health', safetyOrMedicalBasis: { kind: 'medical', justification: '' } },
  ],
  ['retentionPolicy.uri', { retentionPolicy: { uri: '' } }],
  ['allowAffect', { allowAffect: true }],
];

describe('declareDeployment', () => {
  it.each(bad)('refuses a bad %s with a TypeError that names it: %j', (option, changed) => {
    const declare = () => declareDeployment({ ...valid, ...changed } as DeploymentOptions);
    expect(declare).toThrow(TypeError);
    expect(declare).toThrow(new RegExp(`^${option.replaceAll('.', '\\.')}: `));
  });

  it.each([undefined, null, 'consumer', 1])('refuses %j in place of options', (options) => {
    expect(() => declareDeployment(options as unknown as DeploymentOptions)).toThrow(TypeError);
  });

  it.each([
    ['workplace', 'medical'],
    ['workplace', 'safety'],
    ['education', 'medical'],
    ['recruitment', 'safety'],
    ['consumer', 'medical'],
    ['health', 'safety'],
    ['safety', 'medical'],
  ] as const)('knows no basis that would fit %s with kind %s', (context, kind) => {
    expect(() =>
      declareDeployment({ ...valid, context, safetyOrMedicalBasis: { kind, justification: 'Triage' } }),
    ).toThrow(/^safetyOrMedicalBasis: /);
  });

  it('normalises codes and fills in the mode', () => {
    const deployment = declareDeployment({
      ...valid,
      jurisdictions: [' us-il', 'de', 'DE', 'EEA'],
      purposes: ['self-view', 'group-summary', 'self-view'],
    });
    expect(deployment.jurisdictions).toEqual(['DE', 'EEA', 'US-IL']);
    expect(deployment.purposes).toEqual(['group-summary', 'self-view']);
    expect(deployment.mode).toBe('individual');
  });

  it('is a frozen copy that later changes of the options do not reach', () => {
    const jurisdictions = ['US-NY'];
    const controller = { ...valid.controller };
    const deployment = declareDeployment({ ...valid, jurisdictions, controller });
    jurisdictions.push('DE');
    controller.name = 'Somebody else';
    expect(deployment.jurisdictions).toEqual(['US-NY']);
    expect(deployment.controller.name).toBe('Example Ltd');
    expect(() => (deployment.jurisdictions as string[]).push('FR')).toThrow(TypeError);
    expect(() => Object.assign(deployment.controller, { name: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(deployment, { context: 'consumer' })).toThrow(TypeError);
  });
});
