import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers, findPersonal, isTelling } from '../../../sdk/testing/audit/personal-content.ts';

const found = (message: unknown): readonly string[] => findPersonal(JSON.stringify(message), null);

describe('what is personal in a message', () => {
  it.each([
    [{ smile: 0.3 }],
    [{ data: { speakingShare: 0.4 } }],
    [{ speaking_share: 0.4 }],
    [{ list: [{ name: 'pitch', reading: { value: 120.5 } }] }],
    [{ signal: 'smile-share', value: 1 }],
    [{ blendshapes: [0.1, 0.2] }],
    [{ mouthSmileLeft: 0.71 }],
    [{ user: 'a', emotion: { happy: 0.8 } }],
    [{ embedding: '0.25' }],
    [{ picture: `data:image/jpeg;base64,${'A'.repeat(300)}` }],
  ])('%j', (message) => {
    expect(found(message)).not.toEqual([]);
  });

  it('is nothing where a call only calls', () => {
    const harmless = [
      { type: 'hello', version: 1, token: 'a.b.c' },
      { type: 'contribution', window: 4, x: [1, 0, 0, 1, 0] },
      { type: 'chat', text: 'smile', at: 17 },
      { type: 'stats', jitter: 0.003, audioLevel: 0.2, browser: 'Chromium 156' },
      {
        kind: 'released',
        histograms: [{ signal: 'smile-share', bands: [{ fromBin: 0, toBin: 1, share: 0.4 }] }],
      },
      { scope: { modality: 'face', purpose: 'self-view', tier: 'affect' }, state: 'given', at: 5 },
      { sdp: 'v=0\r\no=- 46117 2 IN IP4 127.0.0.1\r\na=rtcp-fb:96 goog-remb\r\n' },
    ];
    expect(harmless.flatMap(found)).toEqual([]);
  });

  it('reads other texts and the first bytes of pictures and recordings too', () => {
    expect(findPersonal('t=1;valence=0.4', null)).toEqual(["'valence=0'"]);
    expect(findPersonal(null, new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1]))).toEqual(['a JPEG picture']);
    expect(findPersonal(null, new Uint8Array([1, 2, 3]))).toEqual([]);
  });

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.uint8Array(), (text, bytes) => {
        findPersonal(text, bytes);
        findNumbers(null, bytes, new Set([0.123456]));
      }),
    );
  });
});

describe('measured numbers', () => {
  const some = fc
    .double({ min: -1e4, max: 1e4, noNaN: true })
    .filter((value) => /\.\d{3,}$/.test(String(value)));

  it('are known again by three digits behind the point', () => {
    expect([0.125, -48.875, 120.4567].filter(isTelling)).toHaveLength(3);
    expect([0, 1, 0.5, 220.25, -3].filter(isTelling)).toEqual([]);
    fc.assert(
      fc.property(fc.oneof(some, fc.integer(), fc.constantFrom(0.5, 2.25)), (value) => {
        expect(findNumbers(`[${value}]`, null, new Set([value])).length > 0).toBe(isTelling(value));
      }),
    );
  });

  it('are found in text, as 64-bit and as 32-bit floats, at any place', () => {
    fc.assert(
      fc.property(some, fc.nat(7), (value, shift) => {
        const measured = new Set([value]);
        expect(findNumbers(JSON.stringify({ a: [value] }), null, measured)).toEqual([value]);
        const bytes = new Uint8Array(shift + 12);
        const view = new DataView(bytes.buffer);
        view.setFloat64(shift, value, true);
        expect(findNumbers(null, bytes, measured)).toEqual([value]);
        bytes.fill(0);
        view.setFloat32(shift, value, true);
        expect(findNumbers(null, bytes, measured)).toEqual([value]);
      }),
    );
  });

  it('are not found where others are', () => {
    expect(findNumbers('{"a":0.12345}', null, new Set([0.54321]))).toEqual([]);
  });
});
