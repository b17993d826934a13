/** Sounds of known truth, as functions of nothing but numbers. */

/** A pulse train of constant or gliding pitch through two resonances: a vowel whose F0 is known at every moment. */
export function vowel(options: {
  rateHz: number;
  seconds: number;
  pitchHz: (atSeconds: number) => number;
  level?: number;
}): Float32Array {
  const { rateHz, seconds, pitchHz, level = 0.3 } = options;
  const sound = new Float32Array(Math.round(seconds * rateHz));
  const glottis = new Float64Array(sound.length);
  let phase = 0;
  for (let i = 0; i < sound.length; i++) {
    const f0 = pitchHz(i / rateHz);
    phase += f0 / rateHz;
    // Band-limited: harmonics with a fall of 12 dB an octave, none over the Nyquist frequency.
    let value = 0;
    for (let h = 1; h * f0 < Math.min(rateHz / 2, 4500) && h <= 40; h++) {
      value += Math.cos(2 * Math.PI * h * phase) / h;
    }
    glottis[i] = value;
  }
  const voice = resonate(resonate(glottis, 700, 90, rateHz), 1200, 110, rateHz);
  let peak = 0;
  for (const value of voice) peak = Math.max(peak, Math.abs(value));
  for (let i = 0; i < sound.length; i++) sound[i] = (level * (voice[i] as number)) / peak;
  return sound;
}

function resonate(input: Float64Array, hertz: number, bandwidthHz: number, rateHz: number): Float64Array {
  const radius = Math.exp((-Math.PI * bandwidthHz) / rateHz);
  const a1 = 2 * radius * Math.cos((2 * Math.PI * hertz) / rateHz);
  const a2 = -radius * radius;
  const output = new Float64Array(input.length);
  for (let i = 0; i < input.length; i++) {
    output[i] = (1 - a1 - a2) * (input[i] as number) + a1 * (output[i - 1] ?? 0) + a2 * (output[i - 2] ?? 0);
  }
  return output;
}

export function sine(rateHz: number, seconds: number, hertz: number, amplitude: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * rateHz) },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / rateHz),
  );
}

/** White Gaussian noise of that root mean square, the same on every run. */
export function noise(length: number, rms: number, seed: number = 1): Float32Array {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_297;
  };
  return Float32Array.from(
    { length },
    () => rms * Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()),
  );
}

export function mix(...sounds: Float32Array[]): Float32Array {
  const length = Math.max(...sounds.map((sound) => sound.length));
  return Float32Array.from({ length }, (_, i) => sounds.reduce((sum, sound) => sum + (sound[i] ?? 0), 0));
}

export function concat(...sounds: Float32Array[]): Float32Array {
  const all = new Float32Array(sounds.reduce((sum, sound) => sum + sound.length, 0));
  let at = 0;
  for (const sound of sounds) {
    all.set(sound, at);
    at += sound.length;
  }
  return all;
}

export function rms(sound: Float32Array): number {
  return Math.sqrt(sound.reduce((sum, value) => sum + value * value, 0) / sound.length);
}
