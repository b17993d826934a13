import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluateManifest } from '../../bench/evaluate/evaluate-manifest.ts';
import { pitchTask } from '../../bench/evaluate/evaluate-pitch.ts';
import { readWav } from '../../bench/evaluate/read-wav.ts';
import { vowel } from '../voice/signals.ts';

/** A WAV file of 16 bits or of float, mono or the same on two channels. */
function wav(samples: Float32Array, rateHz: number, bits: 16 | 32, channels: 1 | 2): Uint8Array {
  const size = bits / 8;
  const view = new DataView(new ArrayBuffer(44 + samples.length * size * channels));
  const tag = (at: number, text: string) =>
    [...text].forEach((letter, i) => {
      view.setUint8(at + i, letter.charCodeAt(0));
    });
  tag(0, 'RIFF');
  tag(8, 'WAVE');
  tag(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, bits === 16 ? 1 : 3, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rateHz, true);
  view.setUint16(34, bits, true);
  tag(36, 'data');
  // A streaming writer leaves the length open.
  view.setUint32(40, 0xffffffff, true);
  for (let i = 0; i < samples.length * channels; i++) {
    const value = samples[Math.floor(i / channels)] as number;
    if (bits === 16) view.setInt16(44 + i * size, Math.round(value * 32_767), true);
    else view.setFloat32(44 + i * size, value, true);
  }
  return new Uint8Array(view.buffer);
}

describe('evaluateManifest', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assent-evaluate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('measures a known pitch, names the rows it cannot use, and makes a table per group', async () => {
    const sound = vowel({ rateHz: 22_050, seconds: 0.6, pitchHz: () => 150 });
    writeFileSync(join(folder, 'a.wav'), wav(sound, 22_050, 16, 2));
    writeFileSync(join(folder, 'a.f0'), '150\n'.repeat(60));
    writeFileSync(join(folder, 'wrong.f0'), '150\nhigh\n');
    const rows = [
      'audio,f0,hop_seconds,group_sex',
      'a.wav,a.f0,0.01,f',
      'b.wav,a.f0,0.01,f',
      'a.wav,wrong.f0,0.01,m',
      'a.wav,a.f0,,m',
    ];
    writeFileSync(join(folder, 'm.csv'), rows.join('\r\n'));
    const { metrics, groups, skipped } = await evaluateManifest(
      pitchTask,
      join(folder, 'm.csv'),
      null,
      () => {},
    );
    expect(metrics.grossErrorRate?.value).toBe(0);
    expect(metrics.voicedRecall?.value).toBeGreaterThan(0.9);
    expect(metrics.medianErrorCents?.value).toBeLessThan(5);
    expect(Object.keys(groups.group_sex ?? {})).toEqual(['f']);
    expect(skipped.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(skipped.map(({ reason }) => reason).join()).toMatch(/b\.wav.*line 2.*hop_seconds/s);
  });

  it('leaves moments whose truth is not known out of every rate', async () => {
    writeFileSync(
      join(folder, 'a.wav'),
      wav(vowel({ rateHz: 16_000, seconds: 0.6, pitchHz: () => 150 }), 16_000, 16, 1),
    );
    writeFileSync(join(folder, 'known.f0'), `${'150\n'.repeat(20)}${'?\n'.repeat(20)}${'150\n'.repeat(20)}`);
    writeFileSync(
      join(folder, 'wrong.f0'),
      `${'150\n'.repeat(20)}${'400\n'.repeat(20)}${'150\n'.repeat(20)}`,
    );
    const errorsBy = async (f0: string) => {
      writeFileSync(join(folder, 'm.csv'), `audio,f0,hop_seconds\na.wav,${f0},0.01`);
      return (await evaluateManifest(pitchTask, join(folder, 'm.csv'), null, () => {})).metrics;
    };
    const known = await errorsBy('known.f0');
    expect(known.grossErrorRate?.value).toBe(0);
    expect(known.voicingErrorRate?.n).toBe(40);
    const wrong = await errorsBy('wrong.f0');
    expect(wrong.grossErrorRate?.value).toBeGreaterThan(0.3);
    expect(wrong.voicingErrorRate?.n).toBe(60);
  });

  it.each([16, 32] as const)('reads WAV files of %i bits whose length was left open', (bits) => {
    const { samples, rateHz } = readWav(wav(Float32Array.of(0, 0.5, -0.5, 0.25), 8000, bits, 1));
    expect(rateHz).toBe(8000);
    expect([...samples].map((value) => Math.round(value * 100))).toEqual([0, 50, -50, 25]);
  });
});
