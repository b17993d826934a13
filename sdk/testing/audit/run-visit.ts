import type { Browser, Page } from 'playwright-core';
import type { AuditPlan, AuditStep } from './audit-options.ts';
import { type Course, type Evidence, indicatorGraceMs } from './evidence.ts';
import { isSeen } from './look/is-seen.ts';
import { lookAtButton, readPromptFacts } from './look/look-at-prompt.ts';
import { lookAtValues } from './look/look-at-values.ts';
import { readKept } from './look/read-kept.ts';
import { readText } from './look/read-text.ts';
import { openVisit } from './open-visit.ts';
import { isTelling } from './personal-content.ts';

const lookMs = 250;

/** Goes through the app once, answers in one way, and returns what was seen on the way. */
export async function runVisit(browser: Browser, plan: AuditPlan, course: Course): Promise<Evidence> {
  const company = course === 'agreed' && plan.company ? await joinAsCompany(browser, plan) : null;
  const { page, evidence, close } = await openVisit(browser, course);
  try {
    await page.goto(plan.url, { waitUntil: 'load' });
    await readMetaPolicies(page, evidence);
    await takeSteps(page, plan.join, plan.promptWithinSeconds);
    await reachPrompt(page, plan, evidence);
    if (evidence.promptAtMs === null) await page.waitForTimeout(plan.observeSeconds * 1000);
    else await watchBefore(page, plan, evidence);
    if (evidence.promptAtMs !== null && course === 'refused') await refuse(page, plan, evidence);
    if (evidence.promptAtMs !== null && course === 'agreed') await agreeAndWithdraw(page, plan, evidence);
    // What the page told last is still on its way.
    await page.waitForTimeout(150);
    evidence.endedAtMs = Date.now();
    evidence.kept = await page.evaluate(readKept);
    return evidence;
  } finally {
    await close();
    await company?.close();
  }
}

async function joinAsCompany(browser: Browser, plan: AuditPlan): Promise<{ close(): Promise<void> }> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  try {
    const page = await context.newPage();
    await page.goto(plan.url);
    await takeSteps(page, plan.join, plan.promptWithinSeconds);
    return context;
  } catch (error) {
    await context.close();
    throw error;
  }
}

async function takeSteps(page: Page, steps: readonly AuditStep[], withinSeconds: number): Promise<void> {
  const timeout = withinSeconds * 1000;
  for (const step of steps) {
    if (step.kind === 'wait') await page.waitForTimeout(step.seconds * 1000);
    else if (step.kind === 'click') await page.locator(step.selector).first().click({ timeout });
    else await page.locator(step.selector).first().fill(step.text, { timeout });
  }
}

async function readMetaPolicies(page: Page, evidence: Evidence): Promise<void> {
  const metas = page.locator('meta[http-equiv="Content-Security-Policy" i]');
  evidence.policies.push(
    ...(await metas.evaluateAll((elements) => elements.map((meta) => meta.getAttribute('content') ?? ''))),
  );
}

async function reachPrompt(
  page: Page,
  { selectors, promptWithinSeconds }: AuditPlan,
  evidence: Evidence,
): Promise<void> {
  const refuse = page.locator(selectors.refuse).first();
  const there = await refuse
    .waitFor({ state: 'visible', timeout: promptWithinSeconds * 1000 })
    .then(() => true)
    .catch(() => false);
  if (!there) return;
  evidence.promptAtMs = Date.now();
  // A dialog that still grows into its place has no size to measure.
  await page.waitForTimeout(lookMs);
  const ticked = await page
    .locator(`${selectors.prompt} input:checked, ${selectors.prompt} [aria-checked="true"]`)
    .evaluateAll((boxes) =>
      boxes.map((box) => box.getAttribute('data-scope') ?? (box.id || box.tagName.toLowerCase())),
    );
  evidence.prompt = {
    agree: await page.locator(selectors.agree).first().evaluate(lookAtButton),
    refuse: await refuse.evaluate(lookAtButton),
    ticked,
    boxes: await page.locator(selectors.boxes).count(),
    ...(await page.locator(selectors.prompt).first().evaluate(readPromptFacts)),
  };
}

async function watchBefore(page: Page, plan: AuditPlan, evidence: Evidence): Promise<void> {
  const seconds =
    evidence.course === 'undecided'
      ? 2 * plan.observeSeconds + 1
      : evidence.course === 'refused'
        ? plan.observeSeconds
        : 0.5;
  await page.waitForTimeout(seconds * 1000);
}

async function refuse(page: Page, plan: AuditPlan, evidence: Evidence): Promise<void> {
  evidence.answeredAtMs = Date.now();
  const button = page.locator(plan.selectors.refuse).first();
  await button.click();
  evidence.closedByOneClick = await button
    .waitFor({ state: 'hidden', timeout: 2000 })
    .then(() => true)
    .catch(() => false);
  const until = Date.now() + plan.observeSeconds * 1000;
  while (Date.now() < until) {
    if (evidence.closedByOneClick && (await button.isVisible())) evidence.askedAgainAtMs ??= Date.now();
    await page.waitForTimeout(lookMs);
  }
}

async function agreeAndWithdraw(page: Page, plan: AuditPlan, evidence: Evidence): Promise<void> {
  const { selectors } = plan;
  for (const box of await page.locator(selectors.boxes).all()) if (await box.isVisible()) await box.check();
  const agree = page.locator(selectors.agree).first();
  evidence.answeredAtMs = Date.now();
  await agree.click();
  evidence.closedByOneClick = await agree
    .waitFor({ state: 'hidden', timeout: 2000 })
    .then(() => true)
    .catch(() => false);
  await takeSteps(page, plan.afterAgreeing, plan.promptWithinSeconds);
  if (!(await waitForStart(page, plan, evidence))) return;
  await waitForValues(page, plan, evidence);

  // On a busy machine a look takes long, and the indicator is judged by those after its grace alone: one there must be.
  const until = Math.max(
    Date.now() + plan.observeSeconds * 1000,
    (evidence.startedAtMs ?? 0) + indicatorGraceMs,
  );
  while ((evidence.indicator.at(-1)?.atMs ?? 0) <= until) {
    await look(page, plan, evidence);
    await page.waitForTimeout(lookMs);
  }
  evidence.text = await page.evaluate(readText);
  // One that stops everything stands after those that stop one thing.
  const stop = page.locator(selectors.stop).last();
  if (!(await stop.isVisible())) return;
  const clicks = evidence.clicks.length;
  await stop.click({ timeout: 2000 }).catch(() => undefined);
  const clickedAtMs = Date.now();
  await page.waitForTimeout(50);
  evidence.withdrawnAtMs = evidence.clicks.slice(clicks).at(-1) ?? clickedAtMs;
  await page.waitForTimeout((plan.stopWithinSeconds + plan.observeSeconds) * 1000);
  evidence.values.push(await page.locator('assent-self-view, assent-group-view').evaluateAll(lookAtValues));
}

/** Something is measured as soon as media are read or a worker is given any. */
async function waitForStart(page: Page, plan: AuditPlan, evidence: Evidence): Promise<boolean> {
  const answered = evidence.answeredAtMs ?? 0;
  const until = Date.now() + plan.startWithinSeconds * 1000;
  while (Date.now() < until) {
    const read = evidence.reads.find(({ untilMs }) => untilMs >= answered);
    if (read) {
      evidence.startedAtMs = read.untilMs;
      return true;
    }
    await page.waitForTimeout(50);
  }
  return false;
}

/** What is sent or kept is known again by two values: where the app shows any, watching begins with those. */
async function waitForValues(page: Page, plan: AuditPlan, evidence: Evidence): Promise<void> {
  const until = Date.now() + plan.startWithinSeconds * 1000;
  const known = new Set<number>();
  while ((await page.locator('assent-self-view').count()) > 0 && known.size < 2 && Date.now() < until) {
    await look(page, plan, evidence);
    for (const number of evidence.values.at(-1)?.numbers ?? []) if (isTelling(number)) known.add(number);
    await page.waitForTimeout(lookMs);
  }
}

async function look(page: Page, { selectors }: AuditPlan, evidence: Evidence): Promise<void> {
  const values = await page.locator('assent-self-view, assent-group-view').evaluateAll(lookAtValues);
  evidence.values.push(values);
  for (const number of values.numbers) evidence.numbers.add(number);
  evidence.indicator.push({
    atMs: Date.now(),
    shown: await page.locator(selectors.indicator).evaluateAll(isSeen),
    stop: await page.locator(selectors.stop).evaluateAll(isSeen),
  });
}
