/** One of the two answers, as it is drawn. */
export interface ButtonLook {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fontPixels: number;
  readonly fontWeight: number;
  readonly opacity: number;
  /** Contrast of the words against the button (WCAG 2.2). */
  readonly textContrast: number;
  /** The stronger contrast of the button's face and its border against what lies around it. */
  readonly weightContrast: number;
  readonly picture: boolean;
  readonly disabled: boolean;
  readonly focused: boolean;
  readonly inView: boolean;
}

/** What the prompt looks like before anybody touched it. */
export interface PromptLook {
  readonly agree: ButtonLook;
  readonly refuse: ButtonLook;
  readonly ticked: readonly string[];
  readonly boxes: number;
  /** The context and the jurisdictions of the notice that the prompt shows; `null` where it shows none. */
  readonly notice: {
    readonly context: string;
    readonly jurisdictions: readonly string[];
    readonly controller: string;
    readonly impactAssessment: boolean;
    readonly retentionPolicy: boolean;
  } | null;
  readonly scopes: readonly { readonly modality: string; readonly purpose: string; readonly tier: string }[];
}

/** Measures one button; runs in the page and refers to nothing outside of itself. */
export function lookAtButton(button: Element): ButtonLook {
  const parentOf = (node: Element): Element | null =>
    node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;
  const painter = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  // The browser itself reads the colour, in whatever notation of CSS it is written.
  const colour = (css: string): Colour => {
    if (painter === null) return [0, 0, 0, 0];
    painter.clearRect(0, 0, 1, 1);
    painter.fillStyle = css;
    painter.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = painter.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top: Colour, under: Colour): Colour => {
    const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + under[index] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const faceOf = (node: Element | null): Colour => {
    if (node === null) return [255, 255, 255, 1];
    const own = colour(getComputedStyle(node).backgroundColor);
    return own[3] >= 0.999 ? own : over(own, faceOf(parentOf(node)));
  };
  const luminance = (value: Colour): number => {
    const part = (index: 0 | 1 | 2): number => {
      const share = value[index] / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
  };
  const contrast = (one: Colour, other: Colour): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  let opacity = 1;
  for (let node: Element | null = button; node !== null; node = parentOf(node)) {
    opacity *= Number(getComputedStyle(node).opacity);
  }
  const style = getComputedStyle(button);
  const around = faceOf(parentOf(button));
  const face = faceOf(button);
  const border =
    Number.parseFloat(style.borderTopWidth) > 0 ? over(colour(style.borderTopColor), around) : around;
  const { x, y, width, height } = button.getBoundingClientRect();
  const focusedIn = (root: Document | ShadowRoot): Element | null => {
    const active = root.activeElement;
    return active?.shadowRoot?.activeElement ? focusedIn(active.shadowRoot) : active;
  };
  return {
    text: (button.textContent ?? '').trim().replace(/\s+/g, ' '),
    x,
    y,
    width,
    height,
    fontPixels: Number.parseFloat(style.fontSize),
    fontWeight: Number(style.fontWeight),
    opacity,
    textContrast: contrast(over(colour(style.color), face), face),
    weightContrast: Math.max(contrast(face, around), contrast(border, around)),
    picture: style.backgroundImage !== 'none',
    disabled: button.matches(':disabled, [aria-disabled="true"]'),
    focused: focusedIn(document) === button,
    inView: y >= -1 && x >= -1 && y + height <= innerHeight + 1 && x + width <= innerWidth + 1,
  };
}

/** Reads what an `<assent-consent-prompt>` was given; runs in the page. */
export function readPromptFacts(prompt: Element): Pick<PromptLook, 'notice' | 'scopes'> {
  const { notice = null, scopes = [] } = prompt as {
    readonly notice?: {
      readonly context: string;
      readonly jurisdictions: readonly string[];
      readonly controller: { readonly name: string };
      readonly impactAssessment: object | null;
      readonly retentionPolicy: object | null;
    } | null;
    readonly scopes?: PromptLook['scopes'];
  };
  return {
    notice: notice && {
      context: String(notice.context),
      jurisdictions: [...notice.jurisdictions],
      controller: String(notice.controller?.name ?? ''),
      impactAssessment: Boolean(notice.impactAssessment),
      retentionPolicy: Boolean(notice.retentionPolicy),
    },
    scopes: [...scopes].map(({ modality, purpose, tier }) => ({ modality, purpose, tier })),
  };
}
