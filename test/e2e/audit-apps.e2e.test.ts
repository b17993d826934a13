import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditApp } from '../../sdk/testing/audit/audit-app.ts';
import { auditFixtures } from '../../sdk/testing/audit/audit-fixture.ts';
import type { AuditOptions } from '../../sdk/testing/audit/audit-options.ts';
import type { AuditReport } from '../../sdk/testing/audit/audit-report.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { type AuditApps, startAuditApps } from './support/start-audit-apps.ts';

/** The broken app, the promise that it breaks, the check that has to say so, and what it has to say. */
const broken: readonly (readonly [app: string, promise: number, id: string, says: RegExp])[] = [
  ['reads-before-consent', 1, 'nothing-before-consent', /camera was read by drawing it on a canvas/],
  ['keeps-measuring', 2, 'gone-in-time', /assent-voice.*still runs/],
  ['measures-others', 3, 'own-tracks-only', /somebody else's picture was read by createImageBitmap/],
  ['sends-signals', 4, 'nothing-personal-sent', /numbers that were measured .* sent to socket/],
  ['tells-a-third-party', 5, 'own-origin-only', /GET to http:\/\/127\.0\.0\.1:\d+\/visit/],
  ['asks-again', 6, 'no-second-asking', /the prompt was back/],
  ['shows-one-person', 7, 'group-or-nothing', /a group of 1 or more was shown/],
  ['claims-feelings', 8, 'honest-estimates', /You seem happy/],
  [
    'breaks-the-law',
    9,
    'lawful-only',
    /affect of the face for self-view .* workplace \(DE\).*Art\. 5\(1\)\(f\)/,
  ],
  ['keeps-signals', 10, 'nothing-kept', /kept in localStorage history/],
  ['hides-the-indicator', 2, 'indicator-in-sight', /out of sight/],
  ['pushes-the-yes', 6, 'answers-alike', /one stands out more/],
  ['ticks-beforehand', 6, 'nothing-pre-ticked', /voice\.self-view\.behaviour.* is ticked/],
  ['tells-of-refusals', 6, 'refusal-unseen', /socket \/socket declined/],
  ['has-no-policy', 5, 'policy-strict', /there is none/],
];

describe('the audit of small apps in Chromium', () => {
  let browser: Browser;
  let apps: AuditApps;

  beforeAll(async () => {
    [browser, apps] = await Promise.all([launchBrowser(), startAuditApps()]);
  });
  afterAll(async () => {
    await browser?.close();
    await apps?.stop();
  });

  const audit = (path: string, options: Partial<AuditOptions> = {}): Promise<AuditReport> =>
    auditApp(browser, { observeSeconds: 0.9, ...options, url: `${apps.url}${path}` });
  const findingsOf = ({ checks }: AuditReport): Record<string, readonly string[]> =>
    Object.fromEntries(
      checks.filter(({ outcome }) => outcome === 'broken').map(({ id, findings }) => [id, findings]),
    );

  it('finds that the honest app keeps every promise, voice and face, with nothing left untested', async () => {
    const report = await audit('/?face=1', { observeSeconds: 3 });
    expect(findingsOf(report)).toEqual({});
    expect(report.checks.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
    expect(new Set(report.checks.map(({ promise }) => promise)).size).toBe(10);
    expect(report.kept).toBe(true);
  });

  it.concurrent.each(broken)('%s breaks promise %i, told by %s', async (app, promise, id, says) => {
    const elsewhere = encodeURIComponent(apps.elsewhere);
    const report = await audit(`/?app=${app}&elsewhere=${elsewhere}`);
    const findings = findingsOf(report);
    expect(findings[id]?.join('\n')).toMatch(says);
    const promisesBroken = new Set(
      report.checks.flatMap((check) => (check.outcome === 'broken' ? [check.promise] : [])),
    );
    expect([...promisesBroken]).toEqual([promise]);
    expect(report.kept).toBe(false);
  });

  it('fails an app without Assent that reads the camera and asks nobody', async () => {
    const report = await audit('/without-assent.html?does=reads', { promptWithinSeconds: 2 });
    expect(findingsOf(report)).toMatchObject({
      'prompt-reached': [expect.stringContaining('this app measures without asking')],
      'nothing-before-consent': [
        expect.stringMatching(
          /camera was read by drawing .* in \/assets\/.*no consent prompt was ever shown/,
        ),
      ],
    });
    // The same by the fixture for Playwright Test, as a test that fails.
    const url = `${apps.url}/without-assent.html?does=reads`;
    await auditFixtures.assentAudit({ browser }, async ({ expectKept }) => {
      const kept = expectKept({ url, promptWithinSeconds: 1, observeSeconds: 0.5 });
      await expect(kept).rejects.toThrow(/a promise is broken[\s\S]*measures without asking/);
    });
  });

  it('says of a call that only calls that no prompt was reached, and passes nothing that it did not see', async () => {
    const report = await audit('/without-assent.html?does=calls', { promptWithinSeconds: 2 });
    expect(findingsOf(report)).toEqual({
      'prompt-reached': [expect.stringContaining('name the steps to it')],
    });
    expect(report.checks.filter(({ outcome }) => outcome === 'not-tested').length).toBeGreaterThan(8);
  });

  it('works with a prompt that is not Assent’s, and lists the exception for a level meter with what it excused', async () => {
    const selectors = {
      ...{ prompt: 'dialog', agree: '#yes', refuse: '#no', boxes: 'dialog input' },
      ...{ indicator: '#stop', stop: '#stop' },
    };
    const strict = await audit('/without-assent.html?does=meters', { selectors });
    expect(findingsOf(strict)['nothing-before-consent']?.join()).toMatch(
      /microphone was read by an AnalyserNode .*before any answer/,
    );
    const lenient = await audit('/without-assent.html?does=meters', {
      selectors,
      allow: ['analyser@without=level meter in the lobby'],
    });
    expect(findingsOf(lenient)).toEqual({});
    const [exception, ...others] = lenient.exceptions;
    expect([exception?.reason, others]).toEqual(['level meter in the lobby', []]);
    expect(exception?.excused.length).toBeGreaterThan(0);
    expect(exception?.excused.filter((line) => !line.includes('AnalyserNode'))).toEqual([]);
  });
});
