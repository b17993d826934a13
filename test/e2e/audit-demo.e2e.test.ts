import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { expect, it, onTestFinished } from 'vitest';
import type { AuditReport } from '../../sdk/testing/audit/audit-report.ts';

it('npm run audit:demo finds that the demo keeps all ten promises, with nothing left untested', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const junit = join(folder, 'audit.xml');
  const { status, stdout, stderr } = spawnSync(
    execPath,
    ['test/audit-demo.mjs', '--json', '--observe', '2', '--junit', junit],
    { encoding: 'utf8', timeout: 170_000 },
  );
  expect(stdout, stderr).not.toBe('');
  const { checks, kept } = JSON.parse(stdout) as AuditReport;
  expect(checks.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
  expect(status, stderr).toBe(0);
  expect(new Set(checks.map(({ promise }) => promise)).size).toBe(10);
  expect(kept).toBe(true);
  expect(readFileSync(junit, 'utf8')).toMatch(/<testsuites [^>]*failures="0" skipped="0"/);
});
