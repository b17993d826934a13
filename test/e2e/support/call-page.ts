import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { countPlatformCalls } from './count-platform-calls.ts';

/** One scope as the prompt names it. */
export type ScopeKey = `${'voice' | 'face'}.${'self-view' | 'group-summary'}.${'behaviour' | 'affect'}`;

/** One value as the participant's own view shows it. */
export interface ShownSignal {
  readonly value: number | null;
  readonly state: string;
  readonly reasons: readonly string[];
}

/** A message that a page, or a frame in it, sent over a WebSocket. */
export interface SentFrame {
  readonly url: string;
  /** Of a binary frame only its length. */
  readonly text: string;
  /** `null` for text. */
  readonly bytes: Uint8Array | null;
}

/** A browser tab in the demo, driven as a person would. */
export interface CallPage {
  readonly page: Page;
  /** Address of every request that the page, its frames and its workers made. */
  readonly requests: readonly string[];
  /** Every message that went over a WebSocket, as text. */
  readonly sent: readonly SentFrame[];
  readonly received: readonly { readonly url: string; readonly text: string }[];
  /** Uncaught errors and refusals of the Content-Security-Policy. */
  readonly faults: readonly string[];
  agree(scopes: readonly ScopeKey[]): Promise<void>;
  openPanel(tab: 'you' | 'group'): Promise<void>;
  signal(name: string): Promise<ShownSignal | null>;
  others(): Locator;
  close(): Promise<void>;
}

/** Options of {@link openCallPage}. */
export interface OpenCallOptions {
  readonly room: string;
  readonly name: string;
  /** Further query parameters. */
  readonly query?: string;
  /** Prepares the tab before its first document. */
  readonly prepare?: (page: Page, context: BrowserContext) => Promise<void>;
}

/** Opens a tab, fills in the lobby and joins; the prompt is then on the page. */
export async function openCallPage(
  browser: Browser,
  demoUrl: string,
  { room, name, query = '', prepare }: OpenCallOptions,
): Promise<CallPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const requests: string[] = [];
  const sent: SentFrame[] = [];
  const received: { url: string; text: string }[] = [];
  const faults: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  page.on('websocket', (socket) => {
    requests.push(socket.url());
    const url = new URL(socket.url()).pathname;
    socket.on('framesent', ({ payload }) => {
      const bytes = typeof payload === 'string' ? null : new Uint8Array(payload);
      sent.push({ url, text: typeof payload === 'string' ? payload : `${payload.length} bytes`, bytes });
    });
    socket.on('framereceived', ({ payload }) =>
      received.push({ url, text: typeof payload === 'string' ? payload : `${payload.length} bytes` }),
    );
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/content.security.policy/i.test(message.text())) faults.push(message.text());
  });
  await countPlatformCalls(page);
  await prepare?.(page, context);

  await page.goto(`${demoUrl}/?room=${room}${query}`);
  await page.getByTestId('lobby-name').fill(name);
  await page.getByTestId('join').click();
  await page.getByTestId('transport').waitFor();

  return {
    page,
    requests,
    sent,
    received,
    faults,
    async agree(scopes) {
      const prompt = page.getByTestId('consent-prompt');
      for (const scope of scopes) await prompt.locator(`input[data-scope="${scope}"]`).check();
      await prompt.locator('[data-action="agree"]').click();
    },
    async openPanel(tab) {
      if (!(await page.getByTestId('side-panel').isVisible())) await page.getByTestId('signals').click();
      await page.getByTestId(`tab-${tab}`).click();
    },
    signal: (name) =>
      // In one step: what is looked for may go from the page between two.
      page
        .getByTestId('self-view')
        .locator(`[data-signal="${name}"]`)
        .evaluateAll(([element]) => {
          if (element === undefined) return null;
          const value = element.getAttribute('data-value');
          return {
            value: value === null || value === '' ? null : Number(value),
            state: element.getAttribute('data-state') ?? '',
            reasons: (element.getAttribute('data-reason') ?? '').split(' ').filter((reason) => reason !== ''),
          };
        }),
    others: () => page.locator('[data-testid="participant"][data-own="false"]'),
    close: () => context.close(),
  };
}
