import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../sdk/cli/run-cli.ts';
import { cacheFolder } from './support/cache-folder.ts';
import { type CallPage, openCallPage } from './support/call-page.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip } from './support/make-face-clip.ts';
import { type RunningDemo, startDemo } from './support/start-demo.ts';
import { until } from './support/until.ts';

const revocationSeconds = 2;

describe('a participant in Chromium, their records, their estimates and a model that is called back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-e2e-'));
  const revoked = join(folder, 'revoked.json');
  let browser: Browser;
  let demo: RunningDemo;
  let call: CallPage;
  let records: Locator;

  beforeAll(async () => {
    writeFileSync(revoked, '[]');
    const video = await makeFaceClip();
    browser = await launchBrowser({ video, audio: join(cacheFolder, 'media', 'jfk.wav') });
    demo = await startDemo({
      ASSENT_REVOKED_MODELS: revoked,
      ASSENT_REVOCATION_SECONDS: String(revocationSeconds),
    });
    call = await openCallPage(browser, demo.url, { room: 'records', name: 'Ada' });
    records = call.page.getByTestId('records');
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    rmSync(folder, { recursive: true });
  });

  async function saved(press: () => Promise<void>): Promise<{ file: string; text: string }> {
    const [download] = await Promise.all([call.page.waitForEvent('download'), press()]);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    return { file, text: readFileSync(file, 'utf8') };
  }

  const verify = (file: string): Promise<number> =>
    runCli(['verify-record', file], {
      write: () => {},
      complain: () => {},
      readStdin: async () => '',
    });

  it('estimates are on the screen, and go into a file on this device alone', async () => {
    await call.agree(['face.self-view.behaviour', 'face.self-view.affect']);
    await call.openPanel('you');
    await until('an estimate', async () => call.signal('affect'));
    await call.page.waitForTimeout(2000);
    const sent = call.sent.length;
    const { text } = await saved(() =>
      call.page.getByTestId('self-view').locator('[data-action="save-estimates"]').click(),
    );
    expect(text).toContain('<emotionml version="1.0"');
    expect(call.sent.slice(sent).filter(({ text: frame }) => frame.includes('emotion'))).toEqual([]);
  });

  it('the record of this call is shown, checked, and saved as JSON and as JSON-LD', async () => {
    await call.page.getByTestId('tab-records').click();
    await records.locator('[data-genuine="true"]').waitFor();
    expect(await records.locator('[data-record]').count()).toBe(1);
    const { file, text } = await saved(() => records.locator('[data-action="export"]').click());
    expect(await verify(file)).toBe(0);
    const events = (JSON.parse(text) as { events: { eventState: string }[] }).events;
    expect(new Set(events.map(({ eventState }) => eventState))).toEqual(
      new Set(['requested', 'given', 'refused']),
    );
    const linked = await saved(() => records.locator('[data-action="export-linked"]').click());
    expect(JSON.parse(linked.text)).toHaveProperty('@context');
  });

  it('nothing is kept on the device until they want it', async () => {
    const databases = () =>
      call.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    expect(await databases()).not.toContain('assent-records');
    await records.locator('#keep').click();
    await records.getByText('Kept on this device').waitFor();
    expect(await databases()).toContain('assent-records');
  });

  it('a model on the signed list stops within one fetch, and they are told', async () => {
    await call.page.getByTestId('tab-you').click();
    const indicator = call.page.getByTestId('indicator');
    await indicator.locator('[data-modality="face"][data-state="running"]').waitFor();
    writeFileSync(
      revoked,
      JSON.stringify([{ modelId: 'mediapipe-face-landmarker', sha256: null, reason: 'It errs.' }]),
    );
    const begin = performance.now();
    await indicator.locator('[data-modality="face"][data-state="paused"]').waitFor();
    expect(performance.now() - begin).toBeLessThan((revocationSeconds + 1.5) * 1000);
    expect(call.page.workers()).toHaveLength(0);
    await indicator.getByText('called back').first().waitFor();
    await call.page.getByTestId('toast').filter({ hasText: 'called back' }).waitFor();
    writeFileSync(revoked, '[]');
    await indicator.locator('[data-modality="face"][data-state="running"]').waitFor();
  });

  it('a list that cannot be had any more stops estimates, and leaves measuring alone', async () => {
    writeFileSync(revoked, 'no list');
    await until('no estimate', async () => (await call.signal('affect')) === null, 20_000);
    expect((await call.signal('smile'))?.state).toBe('measured');
    writeFileSync(revoked, '[]');
    await until('an estimate again', async () => call.signal('affect'), 20_000);
  });

  it('“this is wrong” names who answers for it', async () => {
    const smile = call.page.getByTestId('self-view').locator('[data-signal="brow-raise"]');
    await smile.locator('summary').click();
    await smile.locator('[data-action="contest"]').click();
    await until('the signal gone', async () => (await call.signal('brow-raise')) === null);
  });

  it('a page that is frozen in mid-call tells nothing meanwhile, goes on under the same consent, and its record holds', async () => {
    await until('a smile', async () => (await call.signal('smile'))?.state === 'measured');
    const devtools = await call.page.context().newCDPSession(call.page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    const sent = call.sent.length;
    await new Promise((done) => setTimeout(done, 3000));
    expect(call.sent.slice(sent).filter(({ url }) => url === '/aggregate')).toEqual([]);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await until('a smile again', async () => (await call.signal('smile'))?.state === 'measured');
    await call.page.getByTestId('indicator').locator('[data-action="stop"]').click();
    await until('nothing measured', async () => call.page.workers().length === 0);
    await call.page.getByTestId('tab-records').click();
    await records.locator('[data-genuine="true"]').waitFor();
    const { file, text } = await saved(() => records.locator('[data-action="export"]').click());
    expect(await verify(file)).toBe(0);
    expect(text).toContain('withdrawn');
  });

  it('after a reload in mid-call the record is still there, and deleting all leaves nothing', async () => {
    await call.page.reload();
    await call.page.getByTestId('join').click();
    await call.page.getByTestId('consent-prompt').locator('[data-action="refuse"]').click();
    await call.page.getByTestId('signals').click();
    await call.page.getByTestId('tab-records').click();
    await until('both records', async () => (await records.locator('[data-genuine="true"]').count()) === 2);
    await records.locator('#keep').click();
    await until('only this call', async () => (await records.locator('[data-record]').count()) === 1);
    await records.getByText('Not kept').waitFor();
    await call.page.getByTestId('leave').click();
    await records.locator('[data-open="false"]').waitFor();
    expect(call.faults).toEqual([]);
  });
});
