import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { MeetingSummary } from '../meeting/meeting-summary.ts';
import type { WithheldReason } from '../vocabulary.ts';
import { AssentElement } from './assent-element.ts';
import { contributorsInWords } from './contributors-in-words.ts';
import { formatValue } from './format-reading.ts';
import { groupStyles } from './group.styles.ts';
import { icon } from './icons.ts';
import { fill } from './messages/fill.ts';
import { signalSummaryTable } from './signal-summary-table.ts';
import { theme } from './theme.styles.ts';

/**
 * The meeting's summary, the same for the host and for every participant:
 * what the group showed, how sure that is, what was withheld and why, and
 * what it must not be used for.
 */
export class AssentMeetingSummary extends AssentElement {
  static override properties: PropertyDeclarations = { summary: { attribute: false } };
  static override styles: CSSResultGroup = [theme, groupStyles];

  /** From `summarise()`, or `null` before there is one. */
  declare summary: MeetingSummary | null;

  constructor() {
    super();
    this.summary = null;
  }

  protected override render(): TemplateResult {
    const { summary, words } = this;
    const total = summary === null ? 0 : summary.windows.released + summary.windows.withheld;
    const state =
      summary === null || total === 0 ? 'empty' : summary.windows.released > 0 ? 'released' : 'withheld';
    return html`
      <section class="root" part="root" aria-labelledby="title" lang=${words.language} dir=${words.direction} data-state=${state}>
        <header>
          <h2 id="title">${icon('group')}<span>${words.summary.title}</span></h2>
          <p class="muted">${words.summary.lead} ${words.group.same}</p>
        </header>
        ${
          summary === null || total === 0
            ? html`<p class="empty muted">${words.summary.empty}</p>`
            : html`${this.renderFacts(summary, total)} ${this.renderSignals(summary)}
                ${this.renderWithheld(summary)} ${this.renderCertainty(summary)}`
        }
        ${summary === null ? nothing : this.renderLimits(summary)}
      </section>
    `;
  }

  private renderFacts(
    { windows, windowSeconds, contributors }: MeetingSummary,
    total: number,
  ): TemplateResult {
    const { words, locale } = this;
    const number = new Intl.NumberFormat(locale);
    return html`<div class="facts">
      ${contributors === null ? nothing : html`<p class="bucket" data-at-least=${contributors.atLeast}>${contributorsInWords(contributors, words, locale)}</p>`}
      <p class="bucket" data-released=${windows.released} data-total=${total}>
        ${fill(words.summary.windows, { released: number.format(windows.released), total: number.format(total) })}
      </p>
      ${windowSeconds === null ? nothing : html`<p class="muted small">${fill(words.summary.windowLength, { seconds: number.format(Math.round(windowSeconds)) })}</p>`}
    </div>`;
  }

  private renderSignals({ signals, wording, windows }: MeetingSummary): TemplateResult | typeof nothing {
    if (windows.released === 0) return nothing;
    const shown = signals.filter((signal) => signal.tier === 'behaviour' || signal.windows > 0);
    return html`<div class="histograms">${shown.map((signal) => signalSummaryTable(signal, wording, this.words, this.locale))}</div>`;
  }

  private renderWithheld({ windows, k }: MeetingSummary): TemplateResult | typeof nothing {
    if (windows.withheld === 0) return nothing;
    const { words, locale } = this;
    const number = new Intl.NumberFormat(locale);
    const reasons = (Object.entries(windows.withheldBy) as [WithheldReason, number][]).filter(
      ([, count]) => count > 0,
    );
    return html`<div class="withheld" part="withheld">
      ${icon('lock')}
      <div>
        <h3>${words.summary.withheldTitle}</h3>
        <ul>${reasons.map(
          ([reason, count]) => html`<li data-reason=${reason} data-count=${count}>
            <span class="strong">${fill(words.summary.withheldCount, { count: number.format(count) })}</span>
            ${words.withheld[reason]}</li>`,
        )}</ul>
        ${k === null ? nothing : html`<p class="muted small">${fill(words.summary.floor, { k: number.format(k) })}</p>`}
      </div>
    </div>`;
  }

  private renderCertainty({
    uncertainty: { roundedTo, widestGap },
  }: MeetingSummary): TemplateResult | typeof nothing {
    if (widestGap === null) return nothing;
    const { words, locale } = this;
    return html`<div class="note">
      <h3>${words.summary.uncertainty}</h3>
      <p>${fill(words.summary.rounded, { step: formatValue(roundedTo, '1', locale) })}
        ${fill(words.summary.gap, { gap: formatValue(widestGap, '1', locale) })}</p>
    </div>`;
  }

  private renderLimits({ limits }: MeetingSummary): TemplateResult {
    const { words } = this;
    return html`<div class="limits" part="limits">
      <h3>${words.summary.limits}</h3>
      <ul>${limits.map((limit) => html`<li data-limit=${limit}>${words.limit[limit]}</li>`)}</ul>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'assent-meeting-summary': AssentMeetingSummary;
  }
}
