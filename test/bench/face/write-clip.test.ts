import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeClip } from '../../../bench/face/write-clip.ts';

it('writes each picture behind a line of its own, under one line that tells size and rate', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assent-clip-'));
  try {
    const file = join(folder, 'clip.y4m');
    const planes = Uint8Array.from({ length: 12 }, (_, index) => index);
    await writeClip(file, { width: 2, height: 2, framesPerSecond: 25 }, planes);
    const written = await readFile(file);
    const head = 'YUV4MPEG2 W2 H2 F25:1 Ip A1:1 C420jpeg\n';
    const parts = [
      head,
      'FRAME\n',
      String.fromCharCode(...planes.subarray(0, 6)),
      'FRAME\n',
      String.fromCharCode(...planes.subarray(6)),
    ];
    expect(written.toString('latin1')).toBe(parts.join(''));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
