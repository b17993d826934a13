import type { AbstentionReason, VoiceFrame, VoiceQuality } from '../vocabulary.ts';
import { readSpectralFeatures, SPECTRAL_FIELDS } from './spectral-row.ts';

/** Places of a voice frame's values in a row of numbers: rows travel between threads without allocation. */
export const ROW: {
  readonly atSeconds: 0;
  readonly speechProbability: 1;
  readonly pitchHz: 2;
  readonly pitchStrength: 3;
  readonly loudnessDbfs: 4;
  readonly signalToNoiseDb: 5;
  readonly quality: 6;
  readonly flags: 7;
  readonly voiceQuality: 8;
  readonly spectral: 11;
} = {
  atSeconds: 0,
  speechProbability: 1,
  pitchHz: 2,
  pitchStrength: 3,
  loudnessDbfs: 4,
  signalToNoiseDb: 5,
  quality: 6,
  flags: 7,
  voiceQuality: 8,
  spectral: 11,
};

/** Numbers in a row. */
export const ROW_LENGTH: number = ROW.spectral + SPECTRAL_FIELDS.length;

/** Bits of `ROW.flags`. */
export const FLAG: {
  readonly described: 1;
  readonly digitalSilence: 2;
  readonly tooNoisy: 4;
  readonly clipping: 8;
  readonly gaps: 16;
  readonly settling: 32;
  readonly network: 64;
  readonly reverberant: 128;
  readonly narrowBand: 256;
} = {
  described: 1,
  digitalSilence: 2,
  tooNoisy: 4,
  clipping: 8,
  gaps: 16,
  settling: 32,
  network: 64,
  reverberant: 128,
  narrowBand: 256,
};

/**
 * Reads the row at `at` as a frame. Exact digital silence alone does not mean
 * muted, some devices fade to it between words: `isMuted` tells.
 */
export function readVoiceFrame(rows: Float64Array, at: number, isMuted: boolean): VoiceFrame {
  const read = (place: number): number => rows[at + place] as number;
  const flags = read(ROW.flags);
  const shortfalls: AbstentionReason[] = [];
  if (isMuted && flags & FLAG.digitalSilence) shortfalls.push('muted');
  if (flags & FLAG.tooNoisy) shortfalls.push('too-noisy');
  if (flags & FLAG.clipping) shortfalls.push('clipping');
  if (flags & FLAG.gaps) shortfalls.push('audio-gaps');
  if (flags & FLAG.reverberant) shortfalls.push('reverberant');
  if (flags & FLAG.narrowBand) shortfalls.push('narrow-band');
  if (flags & FLAG.settling) shortfalls.push('too-little-data');
  const pitchHz = read(ROW.pitchHz);
  return {
    modality: 'voice',
    atSeconds: read(ROW.atSeconds),
    speechProbability: read(ROW.speechProbability),
    speechDetector: flags & FLAG.network ? 'network' : 'energy',
    pitchHz: pitchHz > 0 ? pitchHz : null,
    pitchStrength: read(ROW.pitchStrength),
    loudnessDbfs: read(ROW.loudnessDbfs),
    voiceQuality: readVoiceQuality(rows, at + ROW.voiceQuality),
    spectral: flags & FLAG.described ? readSpectralFeatures(rows, at + ROW.spectral) : null,
    signalToNoiseDb: flags & FLAG.settling ? null : read(ROW.signalToNoiseDb),
    quality: read(ROW.quality),
    shortfalls,
  };
}

function readVoiceQuality(rows: Float64Array, at: number): VoiceQuality | null {
  const [jitterPercent, shimmerDb, harmonicsToNoiseDb] = [rows[at], rows[at + 1], rows[at + 2]] as [
    number,
    number,
    number,
  ];
  const isKnown = !Number.isNaN(jitterPercent + shimmerDb + harmonicsToNoiseDb);
  return isKnown ? { jitterPercent, shimmerDb, harmonicsToNoiseDb } : null;
}
