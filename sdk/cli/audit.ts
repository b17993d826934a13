import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { auditApp } from '../testing/audit/audit-app.ts';
import { auditLaunchArgs } from '../testing/audit/audit-launch-args.ts';
import { auditPlan } from '../testing/audit/audit-options.ts';
import type { AuditReport } from '../testing/audit/audit-report.ts';
import { createExceptions } from '../testing/audit/exceptions.ts';
import { reportAsJunit } from '../testing/audit/report/report-as-junit.ts';
import { reportAsText } from '../testing/audit/report/report-as-text.ts';
import { type Command, exitCode } from './command-io.ts';
import { findChromium } from './find-chromium.ts';
import { loadPlaywright } from './load-playwright.ts';
import { type AuditCall, readAuditCall } from './read-audit-call.ts';

/** `assent audit`: visits a running app in Chromium and reports on the ten promises. */
export const audit: Command = async (args, io) => {
  let browser: Browser;
  let call: AuditCall;
  try {
    call = readAuditCall(args);
    // Whatever is wrong with the call is told before a browser is started.
    auditPlan(call.options);
    createExceptions(call.options.allow ?? []);
    browser = await launch(call);
  } catch (error) {
    io.complain(`audit: ${messageOf(error)}\n`);
    return exitCode.usage;
  }
  let report: AuditReport;
  try {
    report = await auditApp(browser, call.options);
  } catch (error) {
    // Nothing was judged: that is no broken promise.
    io.complain(`audit: the app could not be visited: ${messageOf(error)}\n`);
    return exitCode.usage;
  } finally {
    await browser.close();
  }
  if (call.junit !== null) await writeFile(call.junit, reportAsJunit(report));
  io.write(call.json ? `${JSON.stringify(report, null, 2)}\n` : reportAsText(report));
  const untested = report.checks.some(({ outcome }) => outcome === 'not-tested');
  return report.kept && !(call.strict && untested) ? exitCode.fine : exitCode.failed;
};

async function launch(call: AuditCall): Promise<Browser> {
  const chromium = loadPlaywright();
  if (chromium === null) {
    throw new Error(
      'Playwright is needed and not installed; install it with: npm install --save-dev playwright-core',
    );
  }
  const executablePath = findChromium(call.browser, [chromium.executablePath()]);
  if (executablePath === null) {
    throw new Error(
      'no Chromium was found; install one (on Debian: apt-get install chromium; or: npx playwright-core install chromium), or name one with --browser or in CHROMIUM_BIN',
    );
  }
  return await chromium.launch({
    executablePath,
    // Playwright's own headless mode is another, older browser without some media features.
    headless: false,
    args: [
      '--headless=new',
      ...auditLaunchArgs,
      ...(call.camera === undefined ? [] : [`--use-file-for-fake-video-capture=${resolve(call.camera)}`]),
      ...(call.microphone === undefined
        ? []
        : [`--use-file-for-fake-audio-capture=${resolve(call.microphone)}`]),
    ],
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
