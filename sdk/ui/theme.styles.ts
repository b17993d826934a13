import { type CSSResult, css } from 'lit';

/**
 * The look that all elements share. Each private `--_name` reads the public
 * `--assent-name`, which a page may set; colours follow the page's
 * `color-scheme`.
 */
export const theme: CSSResult = css`
  :host {
    /* What is hidden from the eye alone must not stretch a page that scrolls this element. */
    position: relative;
    --_font: var(--assent-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    --_surface: var(--assent-surface, light-dark(#ffffff, #171b20));
    --_surface-2: var(--assent-surface-2, light-dark(#f3f6f7, #20262c));
    --_text: var(--assent-text, light-dark(#17212b, #eef3f6));
    --_muted: var(--assent-muted, light-dark(#4a5763, #b3c0ca));
    --_line: var(--assent-line, light-dark(#d9e0e5, #333c45));
    --_control: var(--assent-control, light-dark(#687785, #8b9aa8));
    --_accent: var(--assent-accent, light-dark(#0b6b66, #66d3c8));
    --_on-accent: var(--assent-on-accent, light-dark(#ffffff, #0b1f1e));
    --_accent-soft: var(--assent-accent-soft, light-dark(#e3f2f0, #1b3735));
    --_voice: var(--assent-voice, light-dark(#4052b8, #a5b4ff));
    --_face: var(--assent-face, light-dark(#0b6b66, #66d3c8));
    --_affect: var(--assent-affect, light-dark(#8a3a76, #eaa9da));
    --_warn: var(--assent-warn, light-dark(#8a4b00, #ffc069));
    --_warn-soft: var(--assent-warn-soft, light-dark(#fff3df, #3a2c16));
    --_danger: var(--assent-danger, light-dark(#b3261e, #ff9c92));
    --_radius: var(--assent-radius, 14px);
    --_shadow: var(--assent-shadow, 0 1px 2px rgb(10 20 30 / 6%), 0 12px 32px rgb(10 20 30 / 12%));

    font-family: var(--_font);
    font-size: var(--assent-font-size, 1rem);
    line-height: 1.5;
    color: var(--_text);
    text-align: start;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  h4,
  p,
  ul,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  button,
  input {
    font: inherit;
    color: inherit;
  }

  svg {
    display: block;
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .muted {
    color: var(--_muted);
  }

  .quiet-button {
    min-block-size: 2.25rem;
    padding-inline: 0.9em;
    border: 1px solid var(--_control);
    border-radius: 999px;
    background: transparent;
    color: var(--_text);
    font-size: 0.875em;
    font-weight: 600;
    cursor: pointer;
  }

  .quiet-button:hover {
    background: var(--_accent-soft);
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }

    svg {
      color: CanvasText !important;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
