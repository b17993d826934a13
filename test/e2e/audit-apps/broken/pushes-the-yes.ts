import { startHonestApp } from '../start-honest-app.ts';

/** Draws the yes loud and the no faint. */
export async function pushesTheYes(): Promise<void> {
  const { prompt } = await startHonestApp();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    [data-action="agree"] { background: #0a58ca !important; color: white !important; }
    [data-action="refuse"] { background: none !important; border-color: transparent !important; color: #999 !important; font-size: 0.8em !important; }
  `);
  prompt.shadowRoot?.adoptedStyleSheets.push(sheet);
}
