import type { Browser } from 'playwright-core';
import { auditApp } from './audit-app.ts';
import type { AuditOptions } from './audit-options.ts';
import type { AuditReport } from './audit-report.ts';
import { reportAsText } from './report/report-as-text.ts';

/** What a Playwright test gets under the name `assentAudit`. */
export interface AssentAudit {
  /** Audits an app; see {@link auditApp}. */
  run(options: AuditOptions): Promise<AuditReport>;
  /**
   * Audits an app and fails the test with the whole report where a promise is broken.
   *
   * @throws Error with the report as its message
   */
  expectKept(options: AuditOptions): Promise<AuditReport>;
}

/**
 * A fixture for Playwright Test, which brings the browser:
 *
 * ```ts
 * import { test as base } from '@playwright/test';
 * import { type AssentAudit, auditFixtures, auditLaunchArgs } from 'assent/testing';
 *
 * const test = base.extend<{ assentAudit: AssentAudit }>(auditFixtures);
 * test.use({ launchOptions: { args: [...auditLaunchArgs] } });
 *
 * test('our call keeps the promises', async ({ assentAudit }) => {
 *   await assentAudit.expectKept({ url: 'http://localhost:3000/?room=audit', join: [{ kind: 'click', selector: '#join' }] });
 * });
 * ```
 *
 * An audit takes half a minute: give the test the time with `test.setTimeout()`.
 */
export const auditFixtures: {
  readonly assentAudit: (
    fixtures: { readonly browser: Browser },
    use: (audit: AssentAudit) => Promise<void>,
  ) => Promise<void>;
} = {
  // Playwright Test reads from the text of this function which fixtures it needs.
  assentAudit: async ({ browser }, use) => {
    await use({
      run: (options) => auditApp(browser, options),
      async expectKept(options) {
        const report = await auditApp(browser, options);
        if (!report.kept) throw new Error(`a promise is broken\n${reportAsText(report)}`);
        return report;
      },
    });
  },
};
