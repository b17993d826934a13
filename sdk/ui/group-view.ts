import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { groupSignals } from '../meeting/group-signals.ts';
import { signalLevels } from '../meeting/signal-levels.ts';
import type { GroupDigest, GroupReleased, GroupView, GroupWithheld } from '../vocabulary.ts';
import { AssentElement } from './assent-element.ts';
import { contributorsInWords } from './contributors-in-words.ts';
import { groupStyles } from './group.styles.ts';
import { histogramSegments } from './histogram-segments.ts';
import { histogramTable } from './histogram-table.ts';
import { icon } from './icons.ts';
import { fill } from './messages/fill.ts';
import { wordedLevelsTable } from './signal-summary-table.ts';
import { theme } from './theme.styles.ts';

/**
 * The group as it is now: histograms in coarse bands, words for a small group,
 * or the reason why nothing is shown. Host and participants are given the same view.
 */
export class AssentGroupView extends AssentElement {
  static override properties: PropertyDeclarations = { view: { attribute: false } };
  static override styles: CSSResultGroup = [theme, groupStyles];

  /** The newest view, or `null` before the first. */
  declare view: GroupView | null;

  constructor() {
    super();
    this.view = null;
  }

  protected override render(): TemplateResult {
    const { view, words } = this;
    return html`
      <section class="root" part="root" aria-labelledby="title" lang=${words.language} dir=${words.direction}
        data-state=${view?.kind ?? 'empty'} data-reason=${view?.kind === 'withheld' ? view.reason : ''}>
        <header>
          <h2 id="title">${icon('group')}<span>${words.group.title}</span></h2>
          <p class="muted">${words.group.same}</p>
        </header>
        ${
          view === null
            ? html`<p class="empty muted" role="status">${words.group.waiting}</p>`
            : view.kind === 'released'
              ? this.renderReleased(view)
              : view.kind === 'digest'
                ? this.renderDigest(view)
                : this.renderWithheld(view)
        }
      </section>
    `;
  }

  private renderReleased(view: GroupReleased): TemplateResult {
    const { words, locale } = this;
    const hidden = view.histograms.some(
      (histogram) =>
        histogram.abstained === null || histogramSegments(histogram).some(({ share }) => share === null),
    );
    return html`
      <p class="bucket" data-at-least=${view.contributors.atLeast}>
        ${contributorsInWords(view.contributors, words, locale)},
        ${fill(words.group.over, { seconds: Math.round(view.windowSeconds) })}
      </p>
      <div class="histograms">${view.histograms.map((histogram) => histogramTable(histogram, words, locale))}</div>
      ${hidden ? html`<p class="muted small">${words.group.hiddenKey}</p>` : ''}
    `;
  }

  private renderDigest({ contributors, windowSeconds, levels }: GroupDigest): TemplateResult {
    const { words, locale } = this;
    const minutes = Math.round(windowSeconds / 60);
    return html`
      <p class="bucket" data-at-least=${contributors.atLeast}>
        ${contributorsInWords(contributors, words, locale)},
        ${
          minutes < 2
            ? fill(words.group.over, { seconds: Math.round(windowSeconds) })
            : fill(words.group.overMinutes, { minutes: new Intl.NumberFormat(locale).format(minutes) })
        }
      </p>
      <div class="histograms">${groupSignals.map(({ name: signal, tier }) => {
        const shown = levels.find((each) => each.signal === signal);
        if (shown === undefined && tier === 'affect') return nothing;
        const bands = signalLevels.map(({ level }) => ({ level, word: shown?.words[level] ?? null }));
        return wordedLevelsTable({ signal, tier }, shown === undefined ? [] : bands, words);
      })}</div>
      <p class="muted small">${words.group.inWords}</p>
    `;
  }

  private renderWithheld(view: GroupWithheld): TemplateResult {
    const { words, locale } = this;
    return html`
      <div class="withheld" part="withheld" role="status">
        ${icon('lock')}
        <div>
          <p class="strong">${words.group.withheldTitle}</p>
          <p>${words.withheld[view.reason]}</p>
          <p class="muted small">${fill(words.summary.floor, { k: new Intl.NumberFormat(locale).format(view.k) })}</p>
        </div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'assent-group-view': AssentGroupView;
  }
}
