import { type CSSResult, css } from 'lit';

/** The look of `<assent-self-view>`. */
export const selfViewStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .root {
    display: grid;
    gap: 1rem;
  }

  h2 {
    font-size: 1.25em;
    font-weight: 650;
    line-height: 1.3;
  }

  h3 {
    display: flex;
    align-items: center;
    gap: 0.55rem;
    font-size: 1.0625em;
    font-weight: 650;
  }

  .private {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    font-size: 0.9375em;
  }

  .private .icon {
    inline-size: 1.1rem;
    block-size: 1.1rem;
    flex: none;
  }

  .empty {
    padding: 1.5rem;
    border: 1px dashed var(--_control);
    border-radius: var(--_radius);
    text-align: center;
  }

  .card {
    --_hue: var(--_accent);
    display: grid;
    gap: 0.75rem;
    padding: 1.1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .card.voice {
    --_hue: var(--_voice);
  }

  .card.face {
    --_hue: var(--_face);
  }

  .card.affect {
    --_hue: var(--_affect);
  }

  h3 .icon {
    color: var(--_hue);
    flex: none;
  }

  .rows {
    display: grid;
  }

  .row + .row {
    border-block-start: 1px solid var(--_line);
  }

  .row > summary {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-areas: 'name figure' 'track track';
    align-items: baseline;
    gap: 0.3rem 0.75rem;
    padding: 0.6rem 0.5rem;
    margin-inline: -0.5rem;
    border-radius: 8px;
    cursor: pointer;
    list-style: none;
  }

  .row > summary::-webkit-details-marker {
    display: none;
  }

  .row > summary:hover,
  .why > summary:hover {
    background: var(--_surface-2);
  }

  .row .name {
    grid-area: name;
    font-size: 0.9375em;
  }

  .row .name::after {
    content: '';
    display: inline-block;
    inline-size: 0.4em;
    block-size: 0.4em;
    margin-inline-start: 0.5em;
    border: solid var(--_muted);
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-0.2em) rotate(45deg);
  }

  .row[open] .name::after {
    transform: rotate(225deg);
  }

  .figure {
    grid-area: figure;
    display: flex;
    align-items: baseline;
    gap: 0.3em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .value {
    font-size: 1.125em;
    font-weight: 650;
  }

  .unit,
  .margin {
    font-size: 0.875em;
    color: var(--_muted);
  }

  .absent {
    grid-area: track;
    font-size: 0.9375em;
    color: var(--_muted);
  }

  .track {
    grid-area: track;
    position: relative;
    block-size: 0.5rem;
    border-radius: 999px;
    background: var(--_line);
  }

  .track.none {
    display: none;
  }

  .fill,
  .band,
  .mark {
    position: absolute;
    inset-block: 0;
    border-radius: 999px;
  }

  .fill {
    inset-inline-start: 0;
    background: var(--_hue);
    opacity: calc(0.25 + 0.45 * var(--quality));
  }

  .band {
    inset-block: -0.2rem;
    border: 1.5px solid var(--_hue);
    background: color-mix(in srgb, var(--_hue) 22%, transparent);
  }

  .mark {
    inline-size: 0.25rem;
    inset-block: -0.25rem;
    margin-inline-start: -0.125rem;
    background: var(--_text);
  }

  .unfolded {
    display: grid;
    gap: 0.5rem;
    padding: 0.25rem 0 0.9rem;
    font-size: 0.9375em;
  }

  .unfolded ul {
    padding-inline-start: 1.2rem;
  }

  .contour {
    --_pause: light-dark(#c3ced6, #44515d);
    position: relative;
    padding: 0.75rem;
    border-radius: 10px;
    background: var(--_surface-2);
  }

  .plot {
    position: relative;
    padding-left: 3.25rem;
  }

  .pitch-line {
    position: absolute;
    /* The oldest sound is at the left in every language. */
    left: 0;
    translate: 0 -50%;
    font-size: 0.75em;
    line-height: 1;
    color: var(--_muted);
  }

  .contour svg {
    inline-size: 100%;
    block-size: 4.5rem;
    overflow: visible;
  }

  figcaption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    margin-block-end: 0.5rem;
    font-size: 0.875em;
    color: var(--_muted);
  }

  .keys {
    display: flex;
    gap: 0.9rem;
  }

  .key::before {
    content: '';
    display: inline-block;
    inline-size: 1.1em;
    margin-inline-end: 0.4em;
    vertical-align: middle;
    border-block-start: 3px solid var(--_voice);
  }

  .key.loudness::before {
    border-block-start: 3px dotted var(--_control);
  }

  .key.pause::before {
    block-size: 0.8em;
    border: 0;
    background: var(--_pause);
  }

  .contour path.pause {
    fill: var(--_pause);
  }

  .grid {
    fill: none;
    stroke: var(--_line);
    stroke-width: 1;
  }

  .line {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .line.pitch {
    stroke: var(--_voice);
    stroke-width: 3;
  }

  .line.loudness {
    stroke: var(--_control);
    stroke-width: 2;
    stroke-dasharray: 1 4;
  }

  .hush {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 2rem;
    text-align: center;
    font-size: 0.9375em;
  }

  .caution {
    padding: 0.6rem 0.8rem;
    border-radius: 10px;
    background: var(--_warn-soft);
    font-size: 0.9375em;
  }

  .affect-body {
    display: grid;
    gap: 1rem;
    align-items: center;
  }

  .affect-words {
    display: grid;
    gap: 0.6rem;
  }

  .sentence {
    font-weight: 550;
  }

  .small {
    font-size: 0.875em;
  }

  .plane {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / auto minmax(0, 1fr) auto;
    align-items: center;
    justify-items: center;
    gap: 0.35rem;
    inline-size: min(100%, 21rem);
    justify-self: center;
    direction: ltr;
    font-size: 0.8125em;
    color: var(--_muted);
  }

  .plane svg {
    grid-area: 2 / 2;
    inline-size: 100%;
    aspect-ratio: 1;
  }

  .axis.top {
    grid-area: 1 / 2;
  }

  .axis.bottom {
    grid-area: 3 / 2;
  }

  .axis.start {
    grid-area: 2 / 1;
    writing-mode: vertical-rl;
    rotate: 180deg;
  }

  .axis.end {
    grid-area: 2 / 3;
    writing-mode: vertical-rl;
  }

  .ground {
    fill: var(--_surface-2);
    stroke: var(--_line);
    stroke-width: 1.5;
  }

  .axes {
    stroke: var(--_control);
    stroke-width: 1;
    stroke-dasharray: 2 4;
  }

  .region {
    fill: var(--_affect);
    stroke: var(--_affect);
    stroke-width: 1.5;
    fill-opacity: 0.16;
    transition: all 200ms linear;
  }

  .region.inner {
    fill-opacity: 0.3;
    stroke: none;
  }

  .centre {
    fill: var(--_affect);
  }

  .contest {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.9rem;
    font-size: 0.9375em;
  }

  .contest [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }

  .why > summary {
    inline-size: fit-content;
    padding: 0.35rem 0.6rem;
    margin-inline-start: -0.6rem;
    border-radius: 8px;
    font-weight: 600;
    cursor: pointer;
  }

  @container (min-width: 34rem) {
    .affect-body {
      grid-template-columns: minmax(0, 15rem) minmax(0, 1fr);
    }

    .rows {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: 2rem;
    }

    .row:nth-child(2) {
      border-block-start: 0;
    }
  }

  @media (forced-colors: active) {
    .track,
    .band,
    .ground,
    .contour {
      border: 1px solid CanvasText;
    }

    .fill,
    .mark {
      forced-color-adjust: none;
      background: CanvasText;
    }

    .line,
    .axes,
    .grid,
    .region.outer {
      stroke: CanvasText;
    }

    .ground {
      fill: Canvas;
    }

    .region,
    .centre {
      fill: Highlight;
    }
  }
`;
