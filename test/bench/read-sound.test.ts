import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import flacFactory from 'libflacjs';
import { Encoder } from 'libflacjs/lib/encoder.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need, needNumber, readManifest } from '../../bench/evaluate/read-manifest.ts';
import { readSegments } from '../../bench/evaluate/read-segments.ts';
import { readSound } from '../../bench/evaluate/read-sound.ts';
import { readWav } from '../../bench/evaluate/read-wav.ts';
import { writeWav } from '../../bench/golden/write-wav.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-read-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keep(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** PCM of whole numbers, as bytes of so many bits. */
function pcm(values: readonly number[], bits: 8 | 16 | 24 | 32, channels: number): Uint8Array {
  const size = bits / 8;
  const bytes = new Uint8Array(44 + values.length * size);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF    WAVEfmt '));
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 16_000, true);
  view.setUint16(34, bits, true);
  bytes.set(new TextEncoder().encode('data'), 36);
  view.setUint32(40, values.length * size, true);
  for (const [index, value] of values.entries()) {
    const whole = Math.round(value * 2 ** (bits - 1)) + (bits === 8 ? 128 : 0);
    for (let byte = 0; byte < size; byte++)
      view.setUint8(44 + index * size + byte, (whole >> (8 * byte)) & 255);
  }
  return bytes;
}

async function flac(values: readonly number[], bits: 16 | 24): Promise<Uint8Array> {
  const library = flacFactory('release.asmjs');
  if (!library.isReady()) await new Promise<void>((resolve) => library.on('ready', () => resolve()));
  const encoder = new Encoder(library, {
    sampleRate: 16_000,
    channels: 1,
    bitsPerSample: bits,
    compression: 5,
  });
  encoder.encode([Int32Array.from(values, (value) => Math.round(value * 2 ** (bits - 1)))]);
  encoder.encode();
  const bytes = encoder.getSamples();
  encoder.destroy();
  return bytes;
}

const shape = [0, 0.5, -0.5, 0.25, -1];

describe('readSound', () => {
  it.each([8, 16, 24, 32] as const)(
    'reads WAV of %i bits, and mixes channels to their mean',
    async (bits) => {
      const { samples, rateHz } = await readSound(keep('a.wav', pcm(shape, bits, 1)));
      expect(rateHz).toBe(16_000);
      expect([...samples]).toEqual(shape);
      const two = await readSound(keep('b.wav', pcm([0.5, 0, -0.5, -0.25], bits, 2)));
      expect([...two.samples]).toEqual([0.25, -0.375]);
    },
  );

  it.each([16, 24] as const)('reads FLAC of %i bits', async (bits) => {
    const tone = Array.from({ length: 5000 }, (_, i) => Math.round(2 ** 14 * Math.sin(i / 9)) / 2 ** 15 || 0);
    const { samples, rateHz } = await readSound(keep('a.flac', await flac(tone, bits)));
    expect(rateHz).toBe(16_000);
    expect([...samples]).toEqual(tone);
  });

  it('reads a damaged or foreign file as sound or says what is wrong, and never anything else', async () => {
    const tone = Array.from({ length: 400 }, (_, i) => Math.sin(i / 9) / 2);
    const wholes = [
      pcm(tone, 16, 2),
      writeWav({ samples: Float32Array.from(tone), rateHz: 8000 }),
      await flac(tone, 16),
    ];
    const damaged = fc.tuple(
      fc.constantFrom(...wholes),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
    );
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      damaged.map(([whole, cut, edits]) => {
        const bytes = whole.slice(0, 1 + (cut % whole.length));
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        return bytes;
      }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const file = keep('damaged', bytes);
        const result = await readSound(file).catch((error: unknown) => error);
        if (result instanceof Error) {
          expect(result.message).toMatch(/^(it|its) /);
          return;
        }
        const { samples, rateHz } = result as Awaited<ReturnType<typeof readSound>>;
        expect(rateHz).toBeGreaterThan(0);
        expect(samples.length).toBeGreaterThan(0);
        expect(samples.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, noDefaultInfinity: true, minLength: 1 }), (samples) => {
        expect(readWav(writeWav({ samples, rateHz: 48_000 })).samples).toEqual(samples);
      }),
    );
  });
});

describe('readManifest', () => {
  it('keeps every row with its line, whatever the cells hold', async () => {
    const cell = fc
      .string({ unit: 'binary', maxLength: 12 })
      .map((text) => text.replaceAll(/[\s"]/g, ' ').trim());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
        const lines = rows.map((row) => row.map((text) => `"${text}"`).join(','));
        const manifest = await readManifest(keep('m.csv', ['audio,note', ...lines, ''].join('\n')));
        expect(manifest.rows.map(({ values }) => [values.audio, values.note])).toEqual(rows);
        expect(manifest.rows.map(({ line }) => line)).toEqual(rows.map((_, index) => index + 2));
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it('takes every kind of line end in one file', async () => {
    const { rows } = await readManifest(keep('ends.csv', 'audio,note\r\na,1\nb,2\r\nc,3\rd,4'));
    expect(rows.map(({ line, values }) => [line, values.audio, values.note])).toEqual([
      [2, 'a', '1'],
      [3, 'b', '2'],
      [4, 'c', '3'],
      [5, 'd', '4'],
    ]);
  });

  it('survives any text, and names the column that a row lacks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const read = await readManifest(keep('any.csv', `audio,syllables\n${text}`)).catch((error) => error);
        if (read instanceof Error) {
          expect(read.message).not.toBe('');
          return;
        }
        for (const row of read.rows) {
          expect(Number.isInteger(row.line)).toBe(true);
          if (row.values.syllables === '')
            expect(() => need(row, 'syllables')).toThrow("it has no 'syllables'");
          else if (!(Number(row.values.syllables) >= 1))
            expect(() => needNumber(row, 'syllables', 1)).toThrow("'syllables' is");
        }
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});

describe('readSegments', () => {
  it('takes the rest for silence only where nothing else is labelled', async () => {
    const onlySpeech = await readSegments(keep('a.csv', 'start,end,speech\n0.5,1,1\n'));
    expect([0.2, 0.5, 1].map((at) => onlySpeech.at(at))).toEqual([false, true, false]);
    const both = await readSegments(keep('b.csv', '0,0.5,no\n0.5,1,yes\n'));
    expect([0.2, 0.5, 1].map((at) => both.at(at))).toEqual([false, true, null]);
  });

  it.each(['', '0,1\n', '1,0,1\n', ',1,1\n', '0,1,perhaps\n'])('refuses %j', async (text) => {
    await expect(readSegments(keep('bad.csv', text))).rejects.toThrow("'segments'");
  });
});
