import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declareDeployment } from '../../sdk/policy/declare-deployment.ts';
import type { Deployment, DeploymentContext, DeploymentOptions } from '../../sdk/policy/deployment.ts';
import { evaluatePolicy, type PolicyParticipant } from '../../sdk/policy/evaluate-policy.ts';
import { policyRules, policyRulesVersion } from '../../sdk/policy/policy-rules.ts';
import type { Purpose, Tier } from '../../sdk/vocabulary.ts';

const base: DeploymentOptions = {
  context: 'consumer',
  jurisdictions: ['CA'],
  controller: { name: 'Example Ltd', contact: 'privacy@example.org' },
  purposes: ['self-view', 'group-summary'],
};
const impactAssessment = { uri: 'https://example.org/dpia', date: '2026-03-01' };
const retentionPolicy = { uri: 'https://example.org/retention' };

const allContexts: readonly DeploymentContext[] = [
  'workplace',
  'education',
  'recruitment',
  'customer-service',
  'health',
  'safety',
  'research',
  'consumer',
  'self-only',
];
const euCodes =
  'EU EEA AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO RE AX'.split(
    ' ',
  );
const codes = fc.constantFrom(
  ...euCodes,
  'US',
  'US-IL',
  'US-CA',
  'GB',
  'CH',
  'IN',
  'BR',
  'ZZ',
  'DE-BY',
  'FR-75',
);

const decide = (
  options: Partial<DeploymentOptions>,
  participant: PolicyParticipant = {},
  tier: Tier = 'affect',
  purpose: Purpose = 'self-view',
) => evaluatePolicy(declareDeployment({ ...base, ...options }), participant).decide({ purpose, tier });

const rule = (...args: Parameters<typeof decide>) => {
  const decision = decide(...args);
  return decision.kind === 'refused' ? decision.rule : 'allowed';
};

/** Any declaration that could come into being, also by hand: every override, in every combination. */
const deployments = (context: fc.Arbitrary<string>, jurisdictions: fc.Arbitrary<string[]>) =>
  fc.record(
    {
      context,
      jurisdictions,
      controller: fc.constant(base.controller),
      purposes: fc.subarray<Purpose>(['self-view', 'group-summary'], { minLength: 1 }),
      mode: fc.constantFrom('individual', 'unanimous'),
      impactAssessment: fc.constant(impactAssessment),
      safetyOrMedicalBasis: fc.record({
        kind: fc.constantFrom('medical', 'safety'),
        justification: fc.string(),
      }),
      retentionPolicy: fc.constant(retentionPolicy),
    },
    { requiredKeys: ['context', 'jurisdictions', 'controller', 'purposes', 'mode'] },
  ) as fc.Arbitrary<Deployment>;

const participants: fc.Arbitrary<PolicyParticipant> = fc.record(
  { jurisdiction: fc.oneof(codes, fc.string()), minor: fc.boolean(), atWork: fc.boolean() },
  { requiredKeys: [] },
);

const affectDecisions = (deployment: Deployment, participant: PolicyParticipant) => {
  const policy = evaluatePolicy(deployment, participant);
  return (['self-view', 'group-summary'] as const).map((purpose) =>
    policy.decide({ purpose, tier: 'affect' }),
  );
};

describe('evaluatePolicy, for every combination', () => {
  const forbidden = fc.constantFrom('workplace', 'education', 'recruitment');

  it('opens affect for no workplace, school or recruitment that the EU/EEA has a part in', () => {
    const withEu = fc
      .tuple(fc.array(codes), fc.constantFrom(...euCodes), fc.array(codes))
      .map(([before, eu, after]) => [...before, eu, ...after]);
    fc.assert(
      fc.property(deployments(forbidden, withEu), participants, (deployment, participant) => {
        for (const decision of affectDecisions(deployment, participant))
          expect(decision.kind).toBe('refused');
        expect(
          evaluatePolicy(deployment, participant).allowed.every(({ tier }) => tier === 'behaviour'),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('nor for a participant in the EU/EEA, wherever the deployment is', () => {
    const elsewhere = fc.array(fc.constantFrom('US-NY', 'GB', 'IN'), { minLength: 1 });
    fc.assert(
      fc.property(
        deployments(forbidden, elsewhere),
        participants,
        fc.constantFrom(...euCodes),
        (deployment, participant, jurisdiction) => {
          const own = { ...participant, jurisdiction };
          for (const decision of affectDecisions(deployment, own)) expect(decision.kind).toBe('refused');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('leaves behaviour only where the context or a jurisdiction is unknown', () => {
    const unknownCode = fc.constantFrom('ZZ', 'XX', '', 'Atlantis', 'DE-BY-1');
    const known = new Set<string>(allContexts);
    const unknownContext = fc.string().filter((context) => !known.has(context));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(deployments(fc.constantFrom(...allContexts), fc.tuple(codes, unknownCode)), participants),
          fc.tuple(deployments(unknownContext, fc.array(codes, { minLength: 1 })), participants),
          fc.tuple(
            deployments(fc.constantFrom(...allContexts), fc.array(codes, { minLength: 1 })),
            fc.tuple(participants, unknownCode).map(([own, jurisdiction]) => ({ ...own, jurisdiction })),
          ),
          fc.tuple(deployments(fc.constantFrom(...allContexts), fc.constant([])), fc.constant({})),
        ),
        ([deployment, participant]) => {
          for (const decision of affectDecisions(deployment, participant))
            expect(decision.kind).toBe('refused');
          const behaviour = evaluatePolicy(deployment, participant).decide({
            purpose: deployment.purposes[0] ?? 'self-view',
            tier: 'behaviour',
          });
          expect(behaviour.kind === 'allowed' || behaviour.rule === 'self-only').toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('opens affect for no minor, anywhere', () => {
    fc.assert(
      fc.property(
        deployments(fc.constantFrom(...allContexts), fc.array(codes, { minLength: 1 })),
        participants,
        (deployment, participant) => {
          for (const decision of affectDecisions(deployment, { ...participant, minor: true })) {
            expect(decision.kind).toBe('refused');
          }
        },
      ),
    );
  });

  it('is never loosened by one more jurisdiction, nor by a less precise one', () => {
    const order = (deployment: Deployment, participant: PolicyParticipant) =>
      evaluatePolicy(deployment, participant).allowed.map((scope) => Object.values(scope).join('/'));
    fc.assert(
      fc.property(
        deployments(fc.constantFrom(...allContexts), fc.array(codes, { minLength: 1 })),
        participants,
        codes,
        (deployment, participant, code) => {
          const before = new Set(order(deployment, participant));
          const more = { ...deployment, jurisdictions: [...deployment.jurisdictions, code] };
          for (const scope of order(more, participant)) expect(before).toContain(scope);
          const precise = { ...deployment, jurisdictions: [code] };
          const vague = { ...deployment, jurisdictions: [code.slice(0, 2)] };
          if (code === 'EEA') return;
          const underPrecise = new Set(order(precise, participant));
          for (const scope of order(vague, participant)) expect(underPrecise).toContain(scope);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('says the same of a scope in `decide`, `allowed` and `refusals`', () => {
    fc.assert(
      fc.property(
        deployments(fc.constantFrom(...allContexts), fc.array(codes, { minLength: 1 })),
        participants,
        (deployment, participant) => {
          const policy = evaluatePolicy(deployment, participant);
          for (const purpose of deployment.purposes) {
            for (const tier of ['behaviour', 'affect'] as const) {
              const { kind } = policy.decide({ purpose, tier });
              const listed = policy.allowed.filter((s) => s.purpose === purpose && s.tier === tier);
              const refused = policy.refusals.filter((r) => r.purpose === purpose && r.tier === tier);
              expect([listed.length, refused.length]).toEqual(kind === 'allowed' ? [2, 0] : [0, 1]);
            }
          }
        },
      ),
    );
  });
});

describe('evaluatePolicy, case by case', () => {
  it.each<[string, Parameters<typeof decide>, string]>([
    ['a consumer app in the EU', [{ jurisdictions: ['FR'] }], 'allowed'],
    ['a workplace in Berlin', [{ context: 'workplace', jurisdictions: ['DE-BE'] }], 'eu-workplace'],
    [
      'a workplace in Berlin with an assessment',
      [{ context: 'workplace', jurisdictions: ['DE'], impactAssessment }],
      'eu-workplace',
    ],
    ['a school in Oslo', [{ context: 'education', jurisdictions: ['NO'], impactAssessment }], 'eu-education'],
    ['a workplace in India', [{ context: 'workplace', jurisdictions: ['IN'] }], 'workplace-by-default'],
    [
      'a workplace in India, assessed',
      [{ context: 'workplace', jurisdictions: ['IN'], impactAssessment }],
      'allowed',
    ],
    [
      'a workplace in India, assessed, joined from Ireland',
      [{ context: 'workplace', jurisdictions: ['IN'], impactAssessment }, { jurisdiction: 'IE' }],
      'eu-workplace',
    ],
    [
      'a health call without a stated reason',
      [{ context: 'health', jurisdictions: ['CA'] }],
      'health-without-medical-basis',
    ],
    [
      'a health call with one',
      [
        {
          context: 'health',
          jurisdictions: ['DE'],
          safetyOrMedicalBasis: { kind: 'medical', justification: 'Monitoring of a depression therapy' },
        },
      ],
      'allowed',
    ],
    ['a safety call without one', [{ context: 'safety' }], 'safety-without-safety-basis'],
    [
      'customer service in the EU',
      [{ context: 'customer-service', jurisdictions: ['ES'] }],
      'eu-customer-service-agent',
    ],
    ['its customer', [{ context: 'customer-service', jurisdictions: ['ES'] }, { atWork: false }], 'allowed'],
    [
      'its agent',
      [{ context: 'customer-service', jurisdictions: ['ES'], impactAssessment }, { atWork: true }],
      'eu-participant-at-work',
    ],
    ['somebody at work in a consumer app', [{}, { atWork: true }], 'participant-at-work-by-default'],
    ['a minor', [{}, { minor: true }], 'minor'],
    ['somebody from nowhere', [{}, { jurisdiction: 'ZZ' }], 'unknown-jurisdiction'],
    ['Illinois without a retention policy', [{ jurisdictions: ['US-IL'] }], 'bipa-retention-policy'],
    ['Illinois with one', [{ jurisdictions: ['US-IL'], retentionPolicy }], 'allowed'],
    ['somewhere in the USA', [{ jurisdictions: ['US'] }], 'bipa-retention-policy'],
    ['New York', [{ jurisdictions: ['US-NY'] }], 'allowed'],
    ['a purpose that was not declared', [{ purposes: ['group-summary'] }], 'purpose-not-declared'],
    [
      'the group in a call for oneself',
      [{ context: 'self-only' }, {}, 'behaviour', 'group-summary'],
      'self-only',
    ],
    ['oneself in a call for oneself', [{ context: 'self-only' }], 'allowed'],
    [
      'behaviour at work in Berlin',
      [{ context: 'workplace', jurisdictions: ['DE'] }, {}, 'behaviour'],
      'allowed',
    ],
  ])('%s', (_name, args, expected) => {
    expect(rule(...args)).toBe(expected);
  });

  it('names the duties that come with what is allowed', () => {
    const duties = (...args: Parameters<typeof decide>) => {
      const decision = decide(...args);
      return decision.kind === 'allowed' ? decision.duties.map((duty) => duty.rule) : null;
    };
    expect(duties({ jurisdictions: ['DE'] })).toEqual([
      'self-view-stays',
      'eu-inform',
      'eu-high-risk',
      'eu-impact-assessment',
    ]);
    expect(duties({ jurisdictions: ['US-IL'] }, {}, 'behaviour')).toEqual(['bipa-written-release']);
    expect(duties({ jurisdictions: ['IN'] }, {}, 'behaviour')).toEqual([]);
  });

  it('lists every scope of both modalities that may be asked for', () => {
    const { allowed } = evaluatePolicy(
      declareDeployment({
        ...base,
        context: 'workplace',
        jurisdictions: ['DE'],
        purposes: ['group-summary'],
      }),
    );
    expect(allowed).toEqual([
      { modality: 'voice', purpose: 'group-summary', tier: 'behaviour' },
      { modality: 'face', purpose: 'group-summary', tier: 'behaviour' },
    ]);
  });
});

describe('policyRules', () => {
  it('is versioned and every row has its own id, a source and a reason', () => {
    expect(policyRulesVersion).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(new Set(policyRules.map(({ id }) => id)).size).toBe(policyRules.length);
    for (const { source, reason } of policyRules) {
      expect(source).toMatch(/Art\. |Annex|ILCS|^Assent/);
      expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('lifts no row that concerns the EU/EEA and affect', () => {
    const prohibitions = policyRules.filter(
      ({ regions, effect }) => effect === 'refuse' && regions?.includes('eu-eea'),
    );
    expect(prohibitions.length).toBeGreaterThanOrEqual(3);
    for (const { unless } of prohibitions) expect(unless).toBeUndefined();
  });

  it('cannot be changed at run time', () => {
    expect(() => (policyRules as unknown[]).pop()).toThrow(TypeError);
    expect(() => Object.assign(policyRules[0] ?? {}, { effect: 'duty' })).toThrow(TypeError);
  });
});
