import { type CSSResult, css } from 'lit';

/** The look of `<assent-indicator>`. */
export const indicatorStyles: CSSResult = css`
  :host {
    display: block;
  }

  .root {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    font-size: 0.9375em;
  }

  .chip {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 2.75rem;
    padding: 0.3rem 0.35rem 0.3rem 0.9rem;
    border: 1px solid var(--_line);
    border-radius: 999px;
    background: var(--_surface);
    box-shadow: 0 1px 3px rgb(10 20 30 / 8%);
  }

  .chip:dir(rtl) {
    padding: 0.3rem 0.9rem 0.3rem 0.35rem;
  }

  .voice .icon {
    color: var(--_voice);
  }

  .face .icon {
    color: var(--_face);
  }

  .icon {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    flex: none;
  }

  .light {
    inline-size: 0.625rem;
    block-size: 0.625rem;
    flex: none;
    border-radius: 50%;
    background: var(--_danger);
  }

  [data-state='paused'] .light,
  [data-state='starting'] .light {
    background: transparent;
    border: 2px solid var(--_control);
  }

  [data-state='failed'] .light {
    border-radius: 2px;
    background: var(--_warn);
  }

  .text {
    display: grid;
    line-height: 1.25;
    min-inline-size: 0;
  }

  .name {
    font-weight: 650;
  }

  .phase {
    font-weight: 500;
    color: var(--_muted);
  }

  .purpose {
    font-size: 0.875em;
    color: var(--_muted);
  }

  .stop {
    min-block-size: 2.125rem;
    min-inline-size: 3.5rem;
    padding-inline: 0.9rem;
    border: 0;
    border-radius: 999px;
    background: var(--_text);
    color: var(--_surface);
    font-weight: 650;
    cursor: pointer;
  }

  .stop:hover {
    background: var(--_danger);
  }

  .stop.all {
    min-block-size: 2.75rem;
    padding-inline: 1.1rem;
  }

  :host([compact]) .root {
    gap: 0.375rem;
  }

  :host([compact]) .chip {
    gap: 0.45rem;
    min-block-size: 2.25rem;
    padding-block: 0.15rem;
    white-space: nowrap;
  }

  :host([compact]) .purpose,
  :host([compact]) [data-state='running'] .phase {
    display: none;
  }

  :host([compact]) .stop {
    min-block-size: 1.75rem;
    min-inline-size: 2.75rem;
    padding-inline: 0.7rem;
  }

  :host([compact]) .stop.all {
    min-block-size: 2.25rem;
  }

  @media (max-width: 30rem) {
    .chip {
      flex: 1 1 100%;
    }

    .text {
      flex: 1;
    }

    .stop.all {
      flex: 1 1 100%;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    [data-state='running'] .light {
      animation: breathe 2.4s ease-in-out infinite;
    }
  }

  @keyframes breathe {
    50% {
      opacity: 0.35;
    }
  }

  @media (forced-colors: active) {
    .light {
      forced-color-adjust: none;
      background: CanvasText;
    }

    .stop {
      border: 1px solid ButtonBorder;
    }
  }
`;
