import { type CSSResult, css } from 'lit';

/** The look of `<assent-records>`. */
export const recordsStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .root {
    display: grid;
    gap: 1rem;
  }

  .root:focus {
    outline: none;
  }

  h2 {
    display: flex;
    align-items: center;
    gap: 0.55rem;
    font-size: 1.25em;
    font-weight: 650;
    line-height: 1.3;
  }

  h3 {
    font-size: 1.0625em;
    font-weight: 650;
  }

  .icon {
    inline-size: 1.35rem;
    block-size: 1.35rem;
    flex: none;
    color: var(--_accent);
  }

  .small {
    font-size: 0.9375em;
  }

  .keep {
    display: flex;
    gap: 0.75rem;
    padding: 0.9rem 1rem;
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }

  .keep input {
    inline-size: 1.375rem;
    block-size: 1.375rem;
    margin: 0.1rem 0 0;
    flex: none;
    accent-color: var(--_accent);
  }

  .keep label {
    font-weight: 650;
  }

  .trouble:empty {
    display: none;
  }

  .trouble {
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    background: var(--_warn-soft);
    color: var(--_warn);
    font-weight: 600;
  }

  .empty {
    padding: 1.5rem;
    border: 1px dashed var(--_control);
    border-radius: var(--_radius);
    text-align: center;
  }

  .list {
    display: grid;
    gap: 0.75rem;
    list-style: none;
  }

  .card {
    display: grid;
    gap: 0.35rem;
    padding: 1.1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .genuine {
    color: var(--_accent);
  }

  .doubtful {
    color: var(--_danger);
    font-weight: 650;
  }

  summary {
    inline-size: fit-content;
    padding-block: 0.35rem;
    font-weight: 600;
    cursor: pointer;
  }

  .scroller {
    overflow-x: auto;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9375em;
  }

  th,
  td {
    padding: 0.45rem 0.75rem 0.45rem 0;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }

  :is(th, td):dir(rtl) {
    padding: 0.45rem 0 0.45rem 0.75rem;
  }

  th {
    color: var(--_muted);
    font-weight: 600;
  }

  time {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }

  .confirm p {
    flex: 1 1 100%;
    font-weight: 600;
  }

  .danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }

  @container (max-width: 28rem) {
    .actions .quiet-button {
      flex: 1 1 100%;
    }
  }
`;
