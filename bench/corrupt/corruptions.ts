import type { Sound } from '../evaluate/sound.ts';
import { addNoise } from './add-noise.ts';
import { clip } from './clip.ts';
import type { Corruption } from './corruption.ts';
import { encodeOpus } from './encode-opus.ts';
import { losePackets } from './lose-packets.ts';
import { reverberate } from './reverberate.ts';

/** A corruption at one of its severities. */
export interface CorruptionAt {
  readonly corruption: Corruption;
  readonly severity: number;
}

/** Every corruption of sound; `noise` is a recording to take instead of generated noise. */
export function soundCorruptions(noise: Sound | null): readonly Corruption[] {
  return [addNoise(noise), encodeOpus, clip, reverberate, losePackets];
}

/**
 * Reads what to corrupt by: `all`, a name (all its severities) or a name and a
 * severity, as `noise:10`.
 *
 * @throws Error naming what there is, for another name or a severity that is no number.
 */
export function readCorruptions(text: string, noise: Sound | null): readonly CorruptionAt[] {
  const known = soundCorruptions(noise);
  const every = (corruption: Corruption): readonly CorruptionAt[] =>
    corruption.severities.map((severity) => ({ corruption, severity }));
  if (text === 'all') return known.flatMap(every);
  const [name, severity] = text.split(':');
  const corruption = known.find((one) => one.name === name);
  if (corruption === undefined)
    throw new Error(`--corrupt: '${name}' is none of all, ${known.map((one) => one.name).join(', ')}`);
  if (severity === undefined) return every(corruption);
  if (severity === '' || !Number.isFinite(Number(severity)))
    throw new Error(
      `--corrupt: '${severity}' is no severity; ${name} has ${corruption.severities.join(', ')}`,
    );
  return [{ corruption, severity: Number(severity) }];
}
