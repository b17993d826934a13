import { type CSSResult, css } from 'lit';

/** The look of `<assent-consent-prompt>`. */
export const consentPromptStyles: CSSResult = css`
  :host {
    display: contents;
  }

  dialog {
    inline-size: min(44rem, 100vw - 2rem);
    max-inline-size: none;
    max-block-size: min(92dvh, 54rem);
    padding: 0;
    margin: auto;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 8px);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: hidden;
  }

  dialog[open] {
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: rgb(12 18 24 / 55%);
  }

  .body {
    flex: 1 1 auto;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    display: grid;
    gap: 1.25rem;
    padding: 1.75rem 1.75rem 1.5rem;
  }

  h2 {
    font-size: 1.5em;
    line-height: 1.25;
    font-weight: 650;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  header p {
    margin-block-start: 0.5rem;
    color: var(--_muted);
  }

  header strong {
    color: var(--_text);
    font-weight: 600;
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 1.1rem 1.1rem 0.6rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }

  legend {
    float: inline-start;
    inline-size: 100%;
    display: flex;
    align-items: center;
    gap: 0.6rem;
    padding: 0;
    font-weight: 650;
    font-size: 1.0625em;
  }

  legend + * {
    clear: both;
  }

  .voice .icon {
    color: var(--_voice);
  }

  .face .icon {
    color: var(--_face);
  }

  fieldset > p {
    padding-block: 0.25rem 0.6rem;
    font-size: 0.9375em;
  }

  .scope {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.9rem;
    align-items: start;
    min-block-size: 44px;
    margin-inline: -0.6rem;
    padding: 0.6rem;
    border-radius: 10px;
    cursor: pointer;
  }

  .scope:hover {
    background: color-mix(in srgb, var(--_accent) 8%, transparent);
  }

  .scope:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: -1px;
  }

  .scope input {
    inline-size: 1.375rem;
    block-size: 1.375rem;
    margin: 0.1rem 0 0;
    accent-color: var(--_accent);
    cursor: pointer;
    outline: none;
  }

  .name,
  .hint {
    display: block;
  }

  .name {
    font-weight: 550;
  }

  .hint {
    font-size: 0.9375em;
    color: var(--_muted);
  }

  .badge,
  .state {
    display: inline-block;
    padding: 0.05rem 0.55rem;
    border-radius: 999px;
    font-size: 0.8125em;
    font-weight: 600;
    white-space: nowrap;
  }

  .badge {
    margin-inline-start: 0.35rem;
    background: var(--_warn-soft);
    color: var(--_warn);
  }

  .state {
    white-space: normal;
    background: var(--_accent-soft);
    color: var(--_text);
  }

  .law {
    padding: 0.8rem 1rem;
    border-radius: 10px;
    background: var(--_warn-soft);
    font-size: 0.9375em;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
    gap: 1rem 1.75rem;
  }

  dt {
    font-weight: 600;
    font-size: 0.9375em;
  }

  dd {
    color: var(--_muted);
    font-size: 0.9375em;
  }

  details {
    border-block-start: 1px solid var(--_line);
    padding-block-start: 0.75rem;
  }

  summary {
    inline-size: fit-content;
    padding: 0.4rem 0.6rem;
    margin-inline-start: -0.6rem;
    border-radius: 8px;
    font-weight: 600;
    color: var(--_accent);
    cursor: pointer;
  }

  .details {
    display: grid;
    gap: 0.9rem;
    padding-block: 0.75rem 0.25rem;
    overflow-wrap: anywhere;
  }

  footer {
    padding: 1rem 1.75rem 1.25rem;
    border-block-start: 1px solid var(--_line);
    background: var(--_surface);
  }

  .reminder:not(:empty) {
    padding-block-end: 0.75rem;
    font-weight: 550;
    color: var(--_warn);
  }

  /* Equal by construction: one rule, equal columns, no variant. */
  .buttons {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.75rem;
  }

  .buttons button {
    min-block-size: 3rem;
    padding: 0.6rem 0.75rem;
    border: 2px solid var(--_accent);
    border-radius: 12px;
    background: var(--_accent-soft);
    color: var(--_text);
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
    cursor: pointer;
    transition: background-color 120ms ease;
  }

  .buttons button:hover {
    background: color-mix(in srgb, var(--_accent) 18%, var(--_accent-soft));
  }

  @media (max-width: 34rem) {
    dialog {
      inline-size: 100vw;
      max-block-size: 94dvh;
      margin-block-end: 0;
      border-inline: 0;
      border-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }

    .body {
      padding: 1.25rem 1.1rem;
    }

    footer {
      padding: 0.75rem 1.1rem 1rem;
    }

    .buttons {
      grid-template-columns: 1fr;
      gap: 0.5rem;
    }

    .buttons button {
      min-block-size: 2.75rem;
    }
  }

  /* Short windows and high zoom: everything scrolls together, so that the buttons never hide the text. */
  @media (max-height: 36rem) {
    dialog[open] {
      display: block;
      overflow-y: auto;
    }

    .body {
      overflow: visible;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      animation: rise 160ms ease-out;
    }
  }

  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  @media (forced-colors: active) {
    .badge,
    .state,
    .law {
      border: 1px solid CanvasText;
    }
  }
`;
