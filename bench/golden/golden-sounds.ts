import { createRandom, normal } from '../random.ts';

/** A generated sound and what is known of it beyond doubt. */
export interface GoldenSound {
  readonly name: string;
  readonly samples: Float32Array;
  /** Fundamental frequency at a moment; absent where there is none to know. */
  readonly pitchHz?: (atSeconds: number) => number;
  readonly jitterPercent?: number;
  readonly shimmerDb?: number;
  readonly harmonicsToNoiseDb?: number;
}

/** Rate of every generated sound. */
export const GOLDEN_RATE_HZ = 16_000;
const SECONDS = 2;
const BAND = 0.9;
const HALF_WIDTH = 24;

/** Every generated sound of the golden values: the same samples on every machine that computes sines alike. */
export function goldenSounds(): readonly GoldenSound[] {
  return [
    ...[70, 110, 180, 240, 330].map((hertz) => pulses({ name: `steady ${hertz} Hz`, hertz })),
    ...[0.3, 0.6, 1].map((jitter) => pulses({ name: `jitter ${jitter} %`, hertz: 120, jitter })),
    pulses({ name: 'jitter 1 %, high voice', hertz: 230, jitter: 1 }),
    ...[0.2, 0.5, 1].map((shimmer) => pulses({ name: `shimmer ${shimmer} dB`, hertz: 120, shimmer })),
    pulses({ name: 'shimmer 0.5 dB, high voice', hertz: 230, shimmer: 0.5 }),
    ...[10, 15, 20, 30].map((decibels) => noisy(decibels)),
    glide('glide up', 80, 400),
    glide('glide down', 400, 80),
    harmonics('octave trap: weak first harmonic', 120, [0.05, 1, 0.3, 0.2]),
    harmonics('octave trap: no first harmonic', 150, [0, 1, 0.8, 0.6]),
    harmonics('octave trap: equal harmonics', 240, [1, 1, 1]),
  ];
}

interface Pulses {
  readonly name: string;
  readonly hertz: number;
  /** Wanted local jitter, per cent. */
  readonly jitter?: number;
  /** Wanted local shimmer, dB. */
  readonly shimmer?: number;
}

/** A train of band-limited pulses through two resonances; what the pulses truly are is told, not what was wanted. */
function pulses({ name, hertz, jitter = 0, shimmer = 0 }: Pulses): GoldenSound {
  const random = createRandom(Math.round(hertz + 1000 * jitter + 7000 * shimmer));
  // The mean difference of two normal deviates is 2 / sqrt(pi) of their deviation.
  const spread = Math.sqrt(Math.PI) / 2;
  const train = new Float64Array(SECONDS * GOLDEN_RATE_HZ);
  const times: number[] = [];
  const decibels: number[] = [];
  const period = GOLDEN_RATE_HZ / hertz;
  for (let at = 40; at < train.length - 40; at += period * (1 + (jitter / 100) * spread * clipped(random))) {
    const level = shimmer * spread * clipped(random);
    times.push(at);
    decibels.push(level);
    addPulse(train, at, 10 ** (level / 20));
  }
  const periods = times.slice(1).map((at, i) => at - (times[i] ?? 0));
  const samples = scale(resonate(resonate(train, 700, 400), 1900, 500), 0.3);
  const truth = {
    jitterPercent: (100 * meanDifference(periods)) / (periods.reduce((a, b) => a + b) / periods.length),
    shimmerDb: meanDifference(decibels),
  };
  return { name, samples, ...truth, ...(jitter === 0 ? { pitchHz: () => hertz } : {}) };
}

/** A steady voice in white noise, so that the ratio of their energies is known. */
function noisy(decibels: number): GoldenSound {
  const { samples } = pulses({ name: '', hertz: 140 });
  const random = createRandom(decibels);
  const noise = samples.map(() => normal(random));
  const gain = Math.sqrt(energy(samples) / energy(noise) / 10 ** (decibels / 10));
  return {
    name: `voice ${decibels} dB above noise`,
    samples: samples.map((sample, i) => sample + gain * (noise[i] as number)),
    pitchHz: () => 140,
    harmonicsToNoiseDb: decibels,
  };
}

function glide(name: string, from: number, to: number): GoldenSound {
  const pitchHz = (at: number): number => from * (to / from) ** (at / SECONDS);
  const train = new Float64Array(SECONDS * GOLDEN_RATE_HZ);
  let phase = 0;
  for (let i = 0; i < train.length; i++) {
    const hertz = pitchHz(i / GOLDEN_RATE_HZ);
    phase += hertz / GOLDEN_RATE_HZ;
    let sum = 0;
    for (let h = 1; h * hertz < 5000; h++) sum += Math.cos(2 * Math.PI * h * phase);
    train[i] = sum;
  }
  return { name, samples: scale(resonate(resonate(train, 700, 200), 1900, 300), 0.3), pitchHz };
}

function harmonics(name: string, hertz: number, amplitudes: readonly number[]): GoldenSound {
  const sound = Float64Array.from({ length: SECONDS * GOLDEN_RATE_HZ }, (_, i) =>
    amplitudes.reduce(
      (sum, amplitude, h) => sum + amplitude * Math.sin((2 * Math.PI * (h + 1) * hertz * i) / GOLDEN_RATE_HZ),
      0,
    ),
  );
  return { name, samples: scale(sound, 0.3), pitchHz: () => hertz };
}

/** Adds a pulse at a place between the samples: a windowed sinc. */
function addPulse(into: Float64Array, at: number, height: number): void {
  for (let i = Math.ceil(at - HALF_WIDTH); i <= at + HALF_WIDTH; i++) {
    const distance = i - at;
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * BAND * distance) / (Math.PI * BAND * distance);
    into[i] = (into[i] ?? 0) + height * sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / HALF_WIDTH));
  }
}

function resonate(input: Float64Array, hertz: number, bandwidthHz: number): Float64Array {
  const radius = Math.exp((-Math.PI * bandwidthHz) / GOLDEN_RATE_HZ);
  const a1 = 2 * radius * Math.cos((2 * Math.PI * hertz) / GOLDEN_RATE_HZ);
  const a2 = -radius * radius;
  const output = new Float64Array(input.length);
  for (let i = 0; i < input.length; i++)
    output[i] = (input[i] as number) + a1 * (output[i - 1] ?? 0) + a2 * (output[i - 2] ?? 0);
  return output;
}

function scale(sound: Float64Array, peak: number): Float32Array {
  const highest = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return Float32Array.from(sound, (sample) => (peak * sample) / highest);
}

const energy = (sound: Float32Array): number => sound.reduce((sum, sample) => sum + sample * sample, 0);

function meanDifference(values: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += Math.abs((values[i] as number) - (values[i - 1] as number));
  return sum / (values.length - 1);
}

const clipped = (random: () => number): number => Math.max(-2.5, Math.min(2.5, normal(random)));
