import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { MeetingSummary } from '../meeting/meeting-summary.ts';
import type { ModelCard } from '../models/model-card.ts';
import type { WithheldReason } from '../vocabulary.ts';
import { AssentElement } from './assent-element.ts';
import { contributorsInWords } from './contributors-in-words.ts';
import { courseTable } from './course-table.ts';
import { errorsOf } from './errors-of.ts';
import { type ExportSummaryDetail, request } from './events.ts';
import { exportSummary } from './export-summary.ts';
import { groupStyles } from './group.styles.ts';
import { icon } from './icons.ts';
import { fill } from './messages/fill.ts';
import { languageOf } from './messages/load-messages.ts';
import { overlapTable } from './overlap-table.ts';
import { signalSummaryTable } from './signal-summary-table.ts';
import { theme } from './theme.styles.ts';
import { uncertaintyInWords } from './uncertainty-in-words.ts';

/**
 * The meeting's summary, the same for the host and for every participant:
 * what the group showed, how sure that is, what was withheld and why, and
 * what it must not be used for.
 */
export class AssentMeetingSummary extends AssentElement {
  static override properties: PropertyDeclarations = {
    summary: { attribute: false },
    cards: { attribute: false },
  };
  static override styles: CSSResultGroup = [theme, groupStyles];

  /** From `summarise()`, or `null` before there is one. */
  declare summary: MeetingSummary | null;
  /** Cards of the models that measured, for their error rates. */
  declare cards: readonly ModelCard[];

  constructor() {
    super();
    this.summary = null;
    this.cards = [];
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
        ${summary === null ? nothing : html`${this.renderErrors()} ${this.renderLimits(summary)} ${this.renderExport(summary)}`}
      </section>
    `;
  }

  private renderFacts(
    { windows, windowSeconds, contributors, wording }: MeetingSummary,
    total: number,
  ): TemplateResult {
    const { words, locale } = this;
    const number = new Intl.NumberFormat(locale);
    return html`<div class="facts">
      ${contributors === null ? nothing : html`<p class="bucket" data-at-least=${contributors.atLeast}>${contributorsInWords(contributors, words, locale)}</p>`}
      <p class="bucket" data-released=${windows.released} data-total=${total}>
        ${fill(words.summary.windows, { released: number.format(windows.released), total: number.format(total) })}
      </p>
      ${windowSeconds === null || wording === 'words' ? nothing : html`<p class="muted small">${fill(words.summary.windowLength, { seconds: number.format(Math.round(windowSeconds)) })}</p>`}
    </div>`;
  }

  private renderSignals({
    signals,
    overlap,
    wording,
    windows,
    course,
  }: MeetingSummary): TemplateResult | typeof nothing {
    if (windows.released === 0) return nothing;
    const { words, locale } = this;
    const shown = signals.filter((signal) => signal.tier === 'behaviour' || signal.windows > 0);
    return html`<div class="histograms">${shown.map((signal) => [
      signalSummaryTable(signal, wording, words, locale),
      signal.signal === 'speaking-share' && overlap !== null ? overlapTable(overlap, words, locale) : nothing,
    ])}</div>
      ${course.length < 2 ? nothing : this.renderCourse(shown, course)}`;
  }

  private renderCourse(shown: MeetingSummary['signals'], course: MeetingSummary['course']): TemplateResult {
    const { words, locale } = this;
    return html`<div class="course" part="course">
      <h3>${words.summary.course}</h3>
      <p class="muted small">${words.summary.courseMeaning}</p>
      ${shown
        .filter(({ windows }) => windows > 0)
        .map(
          ({ signal }) => html`<div class="moment" data-course=${signal}>
            <h4>${words.groupSignal[signal].name}</h4>
            <assent-summary-chart .course=${course} signal=${signal} lang=${locale}></assent-summary-chart>
            ${courseTable(signal, course, words, locale)}
          </div>`,
        )}
    </div>`;
  }

  private renderErrors(): TemplateResult | typeof nothing {
    const { cards, words, locale } = this;
    if (cards.length === 0) return nothing;
    return html`<div class="note" part="errors">
      <h3>${words.summary.errors}</h3>
      <p class="muted small">${words.summary.errorsMeaning}</p>
      <ul>${errorsOf(cards, words, locale).map((line) => html`<li><bdi>${line}</bdi></li>`)}</ul>
    </div>`;
  }

  private renderExport(summary: MeetingSummary): TemplateResult {
    const { words } = this;
    const save = (format: ExportSummaryDetail['format'], label: string): TemplateResult =>
      html`<button type="button" class="quiet-button" data-format=${format} @click=${() => this.save(summary, format)}>${label}</button>`;
    return html`<div class="export">
      ${save('html', words.summary.saveHtml)} ${save('csv', words.summary.saveCsv)} ${save('json', words.summary.saveJson)}
      <button type="button" class="quiet-button" data-action="print" @click=${() => window.print()}>${words.summary.print}</button>
    </div>`;
  }

  private async save(summary: MeetingSummary, format: ExportSummaryDetail['format']): Promise<void> {
    const { cards, locale } = this;
    // In the words that it shows, which are English where the page's own could not be fetched.
    const language = this.words.language === languageOf(locale) ? locale : this.words.language;
    const detail = await exportSummary(summary, { format, cards, language });
    if (!request(this, 'assent-export-summary', detail)) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([detail.text], { type: detail.mediaType }));
    link.download = detail.fileName;
    link.click();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
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
            <span class="strong">${number.format(count)} ×</span>
            ${words.withheld[reason]}</li>`,
        )}</ul>
        ${k === null ? nothing : html`<p class="muted small">${fill(words.summary.floor, { k: number.format(k) })}</p>`}
      </div>
    </div>`;
  }

  private renderCertainty(summary: MeetingSummary): TemplateResult | typeof nothing {
    if (summary.uncertainty.widestGap === null) return nothing;
    const { words, locale } = this;
    return html`<div class="note" part="uncertainty">
      <h3>${words.summary.uncertainty}</h3>
      <p>${uncertaintyInWords(summary, words, locale)}</p>
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
