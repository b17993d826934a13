import { describe, expect, it } from 'vitest';
import type { AuditReport } from '../../../sdk/testing/audit/audit-report.ts';
import { createExceptions } from '../../../sdk/testing/audit/exceptions.ts';
import { judgePolicy } from '../../../sdk/testing/audit/judge/judge-policy.ts';
import { compareAnswers } from '../../../sdk/testing/audit/judge/judge-refusal.ts';
import type { ButtonLook } from '../../../sdk/testing/audit/look/look-at-prompt.ts';
import { reportAsJunit } from '../../../sdk/testing/audit/report/report-as-junit.ts';
import { reportAsText } from '../../../sdk/testing/audit/report/report-as-text.ts';

const own = new Set(['call.example:8443']);

describe('a Content-Security-Policy', () => {
  it.each([
    ["default-src 'self'"],
    ["default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' wss://call.example:8443"],
    [
      "default-src 'self'; script-src 'nonce-r4nd0m' 'strict-dynamic' 'unsafe-inline'; img-src 'self' data: blob:",
    ],
    ["default-src *, default-src 'self'"],
  ])('%s is strict', (policy) => {
    expect(judgePolicy([policy], own)).toEqual([]);
  });

  it.each([
    ["script-src 'self'", /connect-src is not limited/],
    ["default-src 'self' https:", /connect-src allows every host \(https:\)/],
    ["default-src 'self'; connect-src *", /connect-src allows every host/],
    [
      "default-src 'self'; connect-src 'self' https://statistics.example",
      /foreign host https:\/\/statistics\.example/,
    ],
    ["default-src 'self'; script-src 'self' 'unsafe-eval'", /unsafe-eval/],
    ["default-src 'self'; script-src 'self' 'unsafe-inline'", /unsafe-inline/],
    [
      "default-src 'self'; script-src 'self'; script-src 'none'; worker-src blob: https:",
      /worker-src allows every host/,
    ],
    ["default-src 'self'; img-src https://pixel.example", /img-src allows the foreign host/],
  ])('%s is not', (policy, finding) => {
    expect(judgePolicy([policy], own).join('\n')).toMatch(finding);
  });

  it('is missed where there is none', () => {
    expect(judgePolicy([], own)).toEqual(['there is none, by header or meta element']);
  });
});

describe('the two answers', () => {
  const button: ButtonLook = {
    text: 'Yes',
    x: 100,
    y: 400,
    width: 160,
    height: 48,
    fontPixels: 16,
    fontWeight: 600,
    opacity: 1,
    textContrast: 12,
    weightContrast: 3,
    picture: false,
    disabled: false,
    focused: false,
    inView: true,
  };
  const compare = (refuse: Partial<ButtonLook>, agree: Partial<ButtonLook> = {}): string =>
    compareAnswers({
      agree: { ...button, ...agree },
      refuse: { ...button, x: 280, text: 'No', ...refuse },
      ticked: [],
      boxes: 0,
      notice: null,
      scopes: [],
    }).join('\n');

  it('are alike side by side and one under the other, of whatever words', () => {
    expect(compare({})).toBe('');
    expect(compare({ x: 100, y: 460, width: 168 })).toBe('');
  });

  it.each<[Partial<ButtonLook>, RegExp]>([
    [{ width: 90 }, /sizes differ: agree 160 x 48, refuse 90 x 48/],
    [{ fontWeight: 400 }, /letters differ/],
    [{ textContrast: 2.1 }, /hard to read: contrast 2\.1/],
    [{ weightContrast: 1 }, /one stands out more/],
    [{ opacity: 0.6 }, /opacities differ/],
    [{ y: 700, x: 300 }, /not side by side/],
    [{ inView: false }, /out of sight/],
    [{ disabled: true }, /disabled/],
  ])('differ by %j', (refuse, finding) => {
    expect(compare(refuse)).toMatch(finding);
  });

  it('differ where the focus starts on the yes', () => {
    expect(compare({}, { focused: true })).toMatch(/focus starts on the agreement/);
  });
});

describe('exceptions', () => {
  it('excuse what they name, say why, and show what they excused', () => {
    const exceptions = createExceptions(['analyser@/lobby.js=level meter', 'worker']);
    expect(exceptions.excuses('analyser', 'https://a.example/lobby.js', 'first')).toBe(true);
    expect(exceptions.excuses('analyser', 'https://a.example/call.js', 'second')).toBe(false);
    expect(exceptions.used()).toEqual([
      { exception: 'analyser@/lobby.js=level meter', reason: 'level meter', excused: ['first'] },
      { exception: 'worker', reason: null, excused: [] },
    ]);
  });

  it('for what is no kind are a mistake of the caller', () => {
    expect(() => createExceptions(['everything'])).toThrow(
      /'everything' is for no known kind; there are analyser/,
    );
  });
});

describe('reports', () => {
  const report: AuditReport = {
    url: 'https://call.example/?a=1&b=2',
    auditedAt: '2026-11-23T08:00:00.000Z',
    seconds: 30.5,
    kept: false,
    checks: [
      { promise: 1, id: 'prompt-reached', title: 'people are asked', outcome: 'kept', findings: [] },
      {
        promise: 2,
        id: 'gone-in-time',
        title: 'gone',
        outcome: 'broken',
        findings: ['worker <x> "y"\u0000', 'more'],
      },
      { promise: 3, id: 'own-tracks-only', title: 'own', outcome: 'not-tested', findings: ['nobody else'] },
    ],
    exceptions: [{ exception: 'analyser@lobby', reason: null, excused: ['the microphone was read'] }],
    notes: ['a note'],
  };

  it('are well-formed XML for JUnit, whatever a finding holds', () => {
    const xml = reportAsJunit(report);
    expect(xml).toContain('tests="3" failures="1" skipped="1"');
    expect(xml).toContain('message="worker &lt;x&gt; &quot;y&quot;"');
    expect(xml).toContain('name="https://call.example/?a=1&amp;b=2"');
    expect(xml).not.toContain('\u0000');
    expect(xml).toContain('exception analyser@lobby\n  the microphone was read');
  });

  it('are lines for people, with exceptions and a sum', () => {
    expect(reportAsText(report)).toBe(`Audit of https://call.example/?a=1&b=2, 30.5 s

 1  Nothing before consent
    ok          people are asked
 2  Withdrawal is immediate
    BROKEN      gone
                - worker <x> "y"\u0000
                - more
 3  Only your own tracks
    not tested  own
                - nobody else

exception analyser@lobby
  - the microphone was read
note: a note
1 kept, 1 broken, 1 not tested
`);
  });
});
