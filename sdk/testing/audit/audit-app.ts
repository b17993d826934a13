import type { Browser } from 'playwright-core';
import { type AuditOptions, auditPlan } from './audit-options.ts';
import type { AuditReport } from './audit-report.ts';
import { createExceptions } from './exceptions.ts';
import type { CaseFile } from './judge/case-file.ts';
import { judgeBefore } from './judge/judge-before.ts';
import { judgeContent } from './judge/judge-content.ts';
import { judgeHonesty } from './judge/judge-honesty.ts';
import { judgeLaw } from './judge/judge-law.ts';
import { judgeOrigins } from './judge/judge-origins.ts';
import { judgeRefusal } from './judge/judge-refusal.ts';
import { judgeTracks } from './judge/judge-tracks.ts';
import { judgeWithdrawal } from './judge/judge-withdrawal.ts';
import { notesOf } from './judge/notes-of.ts';
import { runVisit } from './run-visit.ts';

/**
 * Visits an app three times, as somebody who decides nothing, who refuses and who agrees and then stops
 * everything, and says which of the ten promises held, by what the browser saw.
 *
 * The app may or may not use Assent. It is watched from before its first script, at the platform's own
 * interfaces, and nothing of it is changed. What a server does with what it gets cannot be seen from here.
 *
 * @param browser - Chromium with fake devices ({@link auditLaunchArgs}); it stays the caller's
 * @throws TypeError (as a rejection) naming the option that is wrong
 * @throws Error (as a rejection) of Playwright where the page cannot be opened or a step cannot be taken
 */
export async function auditApp(browser: Browser, options: AuditOptions): Promise<AuditReport> {
  const plan = auditPlan(options);
  const exceptions = createExceptions(plan.allow);
  const begun = Date.now();
  const undecided = await runVisit(browser, plan, 'undecided');
  const asked = undecided.promptAtMs !== null;
  const file: CaseFile = {
    plan,
    exceptions,
    undecided,
    refused: asked ? await runVisit(browser, plan, 'refused') : null,
    agreed: asked ? await runVisit(browser, plan, 'agreed') : null,
  };
  const checks = [
    ...judgeBefore(file),
    ...judgeWithdrawal(file),
    judgeTracks(file),
    ...judgeContent(file),
    ...judgeOrigins(file),
    ...judgeRefusal(file),
    judgeHonesty(file),
    judgeLaw(file),
  ].sort((one, other) => one.promise - other.promise);
  return {
    url: plan.url,
    auditedAt: new Date(begun).toISOString(),
    seconds: Math.round((Date.now() - begun) / 100) / 10,
    kept: checks.every(({ outcome }) => outcome !== 'broken'),
    checks,
    exceptions: exceptions.used(),
    notes: notesOf(file),
  };
}
