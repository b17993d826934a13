const behaviours =
  'speech-activity|speaking-share|pause-ratio|syllable-rate|pitch|pitch-range|loudness|loudness-range|smile|smile-share|brow-raise|brow-lower|mouth-open|head-nods|head-shakes|blink-rate|face-in-view';
const features =
  'cheek-raise|eye-widen|eye-closure|nose-wrinkle|upper-lip-raise|lip-corner-depress|chin-raise|high-frequency-energy|speech-probability|pitch-hz|loudness-dbfs|f0|mfcc|shimmer|hnr|gaze|head-pose';
const inferences =
  'valence|arousal|emotions?|mood|sentiment|engagement|attention|attentiveness|stress|happiness|sadness|anger|boredom';
const bodies = 'blend-?shapes?|landmarks?|face-mesh|face-?print|voice-?print|embeddings?|face-descriptor';

/** Names of what one person's voice and face yield, in any spelling: `smileShare`, `smile_share`, `smile-share`. */
const vocabulary = new RegExp(`^(${behaviours}|${features}|${inferences}|${bodies})$`);
/** The coefficients of ARKit and MediaPipe. */
const blendshape = /^(brow|cheek|eye|jaw|mouth|nose)[A-Z][A-Za-z]{3,}$/;
const naming = new Set([
  'name',
  'kind',
  'signal',
  'feature',
  'type',
  'label',
  'metric',
  'category',
  'categoryName',
]);
const inText = new RegExp(
  `\\b(${behaviours}|${features}|${inferences}|${bodies})"?\\s*[=:]\\s*\\[?-?\\d`,
  'i',
);

const pictures: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a sound or picture file (RIFF)', [0x52, 0x49, 0x46, 0x46]],
  ['a recording (WebM)', [0x1a, 0x45, 0xdf, 0xa3]],
  ['a recording (Ogg)', [0x4f, 0x67, 0x67, 0x53]],
];
const encoded = /data:(image|audio|video)\/|"(\/9j\/|iVBORw0|UklGR|GkXfo|T2dnU)[A-Za-z0-9+/]{200}/;

/** What a text or bytes say of one person's voice or face: each a short description; empty where there is nothing. */
export function findPersonal(text: string | null, bytes: Uint8Array | null): readonly string[] {
  const found = pictures
    .filter(([, magic]) => magic.every((byte, at) => bytes?.[at] === byte))
    .map(([name]) => name);
  if (text === null) return found;
  if (encoded.test(text)) found.push('a picture or sound in base64');
  const message = parse(text);
  if (message !== undefined) return [...found, ...inMessage(message, 'message', 0)];
  const [match] = inText.exec(text) ?? [];
  return match === undefined ? found : [...found, `'${match}'`];
}

/** Whether a number has digits enough to be known again: {@link findNumbers} passes over all others. */
export function isTelling(value: number): boolean {
  return /\.\d{3}/.test(String(value));
}

/** The measured numbers that a text or bytes hold: in decimal, or as 32-bit or 64-bit floats. */
export function findNumbers(
  text: string | null,
  bytes: Uint8Array | null,
  measured: ReadonlySet<number>,
): readonly number[] {
  const found = new Set<number>();
  const single = new Map([...measured].map((value) => [Math.fround(value), value]));
  const look = (value: number): void => {
    const known = measured.has(value) ? value : single.get(value);
    if (known !== undefined) found.add(known);
  };
  for (const [digits] of text?.matchAll(/-?\d+\.\d{3,}(?:e[-+]?\d+)?/gi) ?? []) look(Number(digits));
  if (bytes !== null && text === null) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 <= bytes.byteLength && at < 1_048_576; at++) {
      look(view.getFloat32(at, true));
      if (at + 8 <= bytes.byteLength) look(view.getFloat64(at, true));
    }
  }
  return [...found];
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function inMessage(value: unknown, path: string, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > 8) return [];
  // A histogram over the group is no person's.
  if ('bands' in value || 'histograms' in value) return [];
  const entries = Object.entries(value);
  const named = entries.find(
    ([key, item]) => naming.has(key) && typeof item === 'string' && isPersonal(item),
  );
  if (named && entries.some(([key, item]) => key !== named[0] && holdsNumber(item, 0))) {
    return [`${path}.${named[0]} '${String(named[1])}' with a value`];
  }
  return entries.flatMap(([key, item]) =>
    isPersonal(key) && holdsNumber(item, 0)
      ? [`${path}.${key}`]
      : inMessage(item, Array.isArray(value) ? `${path}[]` : `${path}.${key}`, depth + 1),
  );
}

function isPersonal(name: string): boolean {
  if (blendshape.test(name)) return true;
  return vocabulary.test(
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .replace(/[_\s]+/g, '-')
      .toLowerCase(),
  );
}

function holdsNumber(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return true;
  if (typeof value === 'string') return value !== '' && Number.isFinite(Number(value));
  return (
    typeof value === 'object' &&
    value !== null &&
    depth < 4 &&
    Object.values(value).some((item) => holdsNumber(item, depth + 1))
  );
}
