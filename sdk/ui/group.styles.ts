import { type CSSResult, css } from 'lit';

/** The look of `<assent-group-view>` and of `<assent-meeting-summary>`. */
export const groupStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .root {
    display: grid;
    gap: 1rem;
  }

  h2 {
    display: flex;
    align-items: center;
    gap: 0.55rem;
    font-size: 1.25em;
    font-weight: 650;
    line-height: 1.3;
  }

  h2 .icon {
    color: var(--_accent);
    flex: none;
  }

  h3 {
    font-size: 1.0625em;
    font-weight: 650;
  }

  header p,
  .small {
    font-size: 0.9375em;
  }

  .strong {
    font-weight: 650;
  }

  .empty {
    padding: 1.5rem;
    border: 1px dashed var(--_control);
    border-radius: var(--_radius);
    text-align: center;
  }

  .bucket {
    inline-size: fit-content;
    padding: 0.3rem 0.8rem;
    border-radius: 999px;
    background: var(--_accent-soft);
    font-weight: 600;
    font-size: 0.9375em;
  }

  .withheld {
    display: flex;
    gap: 0.9rem;
    padding: 1.1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }

  .withheld > div {
    display: grid;
    gap: 0.25rem;
  }

  .withheld .icon {
    flex: none;
    color: var(--_muted);
  }

  .histograms {
    display: grid;
    gap: 1rem;
  }

  .histogram {
    --_hue: var(--_accent);
    display: block;
    padding: 1.1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .histogram.affect {
    --_hue: var(--_affect);
  }

  caption {
    display: grid;
    text-align: start;
    padding-block-end: 0.6rem;
  }

  caption .muted {
    font-size: 0.9375em;
  }

  tbody,
  tr {
    display: block;
  }

  tr {
    display: grid;
    grid-template-columns: minmax(7rem, 38%) minmax(0, 1fr);
    align-items: center;
    gap: 0.75rem;
    padding-block: 0.2rem;
  }

  th,
  td {
    padding: 0;
    font-size: 0.9375em;
    font-weight: 450;
    text-align: start;
  }

  td {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 7.5em;
    align-items: center;
    gap: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .bar {
    position: relative;
    display: block;
    block-size: 0.75rem;
    border-radius: 999px;
    background: var(--_surface-2);
    overflow: hidden;
  }

  .bar > span {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    display: block;
    border-radius: 999px;
    background: var(--_hue);
    transition: inline-size 300ms ease;
  }

  .abstained .bar > span {
    background: var(--_control);
  }

  .bar.concealed {
    background: repeating-linear-gradient(-45deg, var(--_line) 0 4px, var(--_surface-2) 4px 8px);
  }

  .concealed + .share,
  .abstained {
    color: var(--_muted);
  }

  .bar > .possible {
    background: repeating-linear-gradient(
      -45deg,
      color-mix(in srgb, var(--_hue) 45%, transparent) 0 4px,
      transparent 4px 8px
    );
  }

  .range {
    display: block;
    font-size: 0.875em;
    color: var(--_muted);
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }

  .histogram td.word,
  .histogram td:only-child {
    display: block;
  }

  td:only-child {
    grid-column: 1 / -1;
  }

  .word.most {
    font-weight: 650;
  }

  .word.unsaid {
    color: var(--_muted);
  }

  .note {
    display: grid;
    gap: 0.25rem;
    font-size: 0.9375em;
  }

  .withheld ul {
    list-style: none;
    display: grid;
    gap: 0.25rem;
  }

  .limits {
    display: grid;
    gap: 0.35rem;
    padding: 1.1rem;
    border-radius: var(--_radius);
    background: var(--_warn-soft);
    font-size: 0.9375em;
  }

  .limits ul {
    padding-inline-start: 1.2rem;
  }

  .course,
  .moment {
    display: grid;
    gap: 0.6rem;
  }

  .moment {
    padding: 1.1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  h4 {
    font-weight: 650;
  }

  .moment table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  .moment tbody,
  .moment tr,
  .moment td {
    display: revert;
  }

  .moment th,
  .moment td {
    padding: 0.15rem 0.4rem;
    border-block-end: 1px solid var(--_line);
  }

  summary {
    cursor: pointer;
    font-size: 0.9375em;
  }

  .note ul {
    padding-inline-start: 1.2rem;
  }

  .export {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  @media print {
    .export {
      display: none;
    }

    .histogram,
    .moment,
    .limits,
    .note,
    .withheld {
      break-inside: avoid;
    }

    h3 {
      break-after: avoid;
    }

    .bar,
    .bar > span {
      print-color-adjust: exact;
    }
  }

  @container (min-width: 52rem) {
    .histograms {
      grid-template-columns: 1fr 1fr;
    }

    .histogram:last-child:nth-child(odd) {
      grid-column: 1 / -1;
    }
  }

  @container (max-width: 24rem) {
    tr {
      grid-template-columns: 1fr;
      gap: 0.1rem;
    }
  }

  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }

    .bar > span {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
