import { type CSSResult, css } from 'lit';

/** The call panel: a bar that is always there, and what opens over it. */
export const callPanelStyles: CSSResult = css`
  :host {
    display: block;
  }

  :host([floating]) {
    position: fixed;
    inset-block-end: 1rem;
    inset-inline-start: 1rem;
    z-index: 1000;
    max-inline-size: calc(100vw - 2rem);
  }

  .root {
    display: flex;
    flex-direction: column;
    gap: 0.5rem;
    align-items: flex-start;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .bar .quiet-button {
    background: var(--_surface);
  }

  .sheet {
    display: flex;
    flex-direction: column;
    gap: 1.25rem;
    inline-size: min(24rem, calc(100vw - 2rem));
    max-block-size: min(40rem, calc(100vh - 6rem));
    padding: 1rem;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  .sheet > .quiet-button {
    align-self: flex-start;
  }
`;
