import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../../sdk/testing/audit/audit-options.ts';
import type { Evidence, Payload } from '../../../sdk/testing/audit/evidence.ts';
import { createExceptions } from '../../../sdk/testing/audit/exceptions.ts';
import { judgeContent } from '../../../sdk/testing/audit/judge/judge-content.ts';

const url = 'https://call.example/room';

function visit(course: Evidence['course'], seen: Partial<Evidence> = {}): Evidence {
  return {
    ...{ course, reads: [], live: [], workers: [], requests: [], sent: [], received: [] },
    ...{ numbers: new Set(), iceUrls: new Set(), clicks: [], policies: [], indicator: [], values: [] },
    ...{ text: '', kept: [], prompt: null, promptAtMs: 1, answeredAtMs: 2, closedByOneClick: true },
    ...{ askedAgainAtMs: null, startedAtMs: 3, withdrawnAtMs: 4, endedAtMs: 5 },
    ...seen,
  };
}

const sent = (text: string): Payload => ({ channel: 'socket', url, atMs: 3, text, bytes: null });
const outcomes = (agreed: Evidence): readonly string[] =>
  judgeContent({
    plan: auditPlan({ url }),
    exceptions: createExceptions([]),
    undecided: visit('undecided'),
    refused: visit('refused'),
    agreed,
  }).map(({ id, outcome }) => `${id} ${outcome}`);

describe('what was sent and kept', () => {
  const numbers = new Set([0.731254, 120.4567]);

  it('is not called free of measured values where none was seen that could be known again', () => {
    const found = outcomes(visit('agreed', { sent: [sent('[0.731254,120.4567]')] }));
    expect(found).toContain('nothing-personal-sent not-tested');
    expect(found).toContain('nothing-kept not-tested');
  });

  it('is, where values were seen and none of them is there', () => {
    const found = outcomes(visit('agreed', { numbers, sent: [sent('[0.5,0.123456]')] }));
    expect(found).toContain('nothing-personal-sent kept');
    expect(found).toContain('nothing-kept kept');
  });

  it('is not where two of them are, and one may be chance', () => {
    const both = sent('[0.731254,120.4567]');
    expect(outcomes(visit('agreed', { numbers, sent: [both] }))).toContain('nothing-personal-sent broken');
    const kept = [{ place: 'localStorage history', text: both.text ?? '' }];
    expect(outcomes(visit('agreed', { numbers, kept }))).toContain('nothing-kept broken');
    expect(outcomes(visit('agreed', { numbers, sent: [sent('[0.731254]')] }))).toContain(
      'nothing-personal-sent kept',
    );
  });

  it('is broken by a name of what one person yields, values seen or not', () => {
    expect(outcomes(visit('agreed', { sent: [sent('{"smile":1}')] }))).toContain(
      'nothing-personal-sent broken',
    );
  });
});
