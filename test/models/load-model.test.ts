import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AssentError } from '../../sdk/errors.ts';
import publishedCard from '../../sdk/models/face-landmarker.card.json';
import { faceLandmarkerModel } from '../../sdk/models/face-landmarker-model.ts';
import { loadModel } from '../../sdk/models/load-model.ts';
import type { ModelCard } from '../../sdk/models/model-card.ts';
import { type ModelManifest, modelManifestSchema } from '../../sdk/models/model-manifest.ts';
import { modelUrl } from '../../sdk/models/model-url.ts';

const url = 'https://app.example/assent/models/tiny.bin';

function manifestOf(bytes: Uint8Array): ModelManifest {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    ...faceLandmarkerModel,
    file: 'tiny.bin',
    bytes: bytes.length,
    sha256,
    card: { ...faceLandmarkerModel.card, sha256 },
  };
}

function serving(bytes: Uint8Array, chunkLength = 7): { fetcher: typeof fetch; requests: () => number } {
  let requests = 0;
  return {
    requests: () => requests,
    fetcher: async () => {
      requests += 1;
      let at = 0;
      return new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            if (at >= bytes.length) controller.close();
            else controller.enqueue(bytes.slice(at, at + chunkLength));
            at += chunkLength;
          },
        }),
      );
    },
  };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AssentError) return error.code;
    throw error;
  }
  return 'resolved';
}

const unaborted = new AbortController().signal;
const payload = Uint8Array.from({ length: 100 }, (_, index) => index);

describe('loadModel', () => {
  it('yields exactly the bytes that the manifest names, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 400 }),
        async (bytes, chunk) => {
          const loaded = await loadModel(manifestOf(bytes), url, unaborted, serving(bytes, chunk).fetcher);
          expect(loaded).toEqual(bytes);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('refuses any single changed byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(99), fc.integer({ min: 1, max: 255 }), async (at, difference) => {
        const changed = payload.slice();
        changed[at] = ((changed[at] ?? 0) + difference) % 256;
        const loading = loadModel(manifestOf(payload), url, unaborted, serving(changed).fetcher);
        expect(await codeOf(loading)).toBe('model-corrupt');
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a file that is longer or shorter and says how long it should be', async () => {
    const manifest = manifestOf(payload);
    for (const wrong of [payload.slice(1), Uint8Array.from([...payload, 1]), new Uint8Array(0)]) {
      const loading = loadModel(manifest, url, unaborted, serving(wrong).fetcher);
      await expect(loading).rejects.toThrow(/expected 100/);
      expect(await codeOf(loadModel(manifest, url, unaborted, serving(wrong).fetcher))).toBe('model-corrupt');
    }
  });

  it('stops reading an endless file at the length it should have', async () => {
    const sentPerRequest: number[] = [];
    const endless: typeof fetch = async () => {
      const request = sentPerRequest.push(0) - 1;
      return new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            sentPerRequest[request] = (sentPerRequest[request] ?? 0) + 10;
            controller.enqueue(new Uint8Array(10));
          },
        }),
      );
    };
    expect(await codeOf(loadModel(manifestOf(payload), url, unaborted, endless))).toBe('model-corrupt');
    expect(sentPerRequest).toHaveLength(2);
    for (const sent of sentPerRequest) expect(sent).toBeLessThan(200);
  });

  it('asks once more past the browser’s cache when that holds something corrupt', async () => {
    const caches: (RequestCache | undefined)[] = [];
    const mended: typeof fetch = async (_url, init) => {
      caches.push(init?.cache);
      return new Response(init?.cache === 'reload' ? payload.slice() : payload.map((byte) => byte ^ 1));
    };
    expect(await loadModel(manifestOf(payload), url, unaborted, mended)).toEqual(payload);
    expect(caches).toEqual(['default', 'reload']);
  });

  it.each([
    ['no card', undefined],
    ['an empty card', {}],
    ['a card without limits', { ...faceLandmarkerModel.card, limits: [] }],
    ['the card of other bytes', faceLandmarkerModel.card],
    ['the card of another model', { ...manifestOf(payload).card, id: 'another' }],
  ])('requests nothing with %s', async (_, card) => {
    const server = serving(payload);
    const manifest = { ...manifestOf(payload), card } as ModelManifest;
    expect(await codeOf(loadModel(manifest, url, unaborted, server.fetcher))).toBe('model-without-card');
    expect(server.requests()).toBe(0);
  });

  it('names what could not be fetched and why', async () => {
    const missing: typeof fetch = async () => new Response('', { status: 404, statusText: 'Not Found' });
    const offline: typeof fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(loadModel(manifestOf(payload), url, unaborted, missing)).rejects.toThrow(/tiny\.bin .*404/);
    expect(await codeOf(loadModel(manifestOf(payload), url, unaborted, missing))).toBe('model-unavailable');
    expect(await codeOf(loadModel(manifestOf(payload), url, unaborted, offline))).toBe('model-unavailable');
  });

  it('rejects with the reason of the abort and requests nothing after it', async () => {
    const server = serving(payload);
    const reason = new Error('withdrawn');
    const loading = loadModel(manifestOf(payload), url, AbortSignal.abort(reason), server.fetcher);
    await expect(loading).rejects.toBe(reason);
    expect(server.requests()).toBe(0);
  });

  it('takes a manifest field by field and names the one at fault', async () => {
    const manifest = { ...manifestOf(payload), bytes: -1 };
    await expect(loadModel(manifest, url, unaborted, serving(payload).fetcher)).rejects.toThrow(
      new TypeError('manifest.bytes: Invalid value: Expected >=1 but received -1'),
    );
  });
});

describe('a card with any one field spoiled', () => {
  const paths: readonly (readonly string[])[] = [
    ...Object.keys(publishedCard).map((key) => [key]),
    ...['measure', 'data', 'by', 'value', 'interval', 'groups'].map((key) => ['evaluations', '0', key]),
    ...['kind', 'severity', 'measure', 'value'].map((key) => ['corruption', '0', key]),
    ...['feature', 'edges', 'counts', 'estimated', 'abstained'].map((key) => ['drift', '0', key]),
  ];
  /** No field of a card takes any of these. */
  const junk = fc.constantFrom<unknown>(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1.5,
    '',
    true,
    {},
    [null],
    Symbol.iterator,
  );

  it('is refused before anything is fetched, and the field named', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), junk, async (path, wrong) => {
        // Finite numbers below zero are figures as well as others.
        fc.pre(!(wrong === -1.5 && path.at(-1) === 'value'));
        const card = structuredClone(publishedCard) as unknown as ModelCard;
        const holder = path.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key), card);
        Reflect.set(holder, path.at(-1) ?? '', wrong);
        const server = serving(payload);
        const loading = loadModel({ ...faceLandmarkerModel, card }, url, unaborted, server.fetcher);
        await expect(loading).rejects.toMatchObject({
          code: 'model-without-card',
          message: expect.stringContaining(path.join('.')),
        });
        expect(server.requests()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('faceLandmarkerModel', () => {
  it('is a valid manifest with a valid card', () => {
    expect(v.safeParse(modelManifestSchema, faceLandmarkerModel).issues).toBeUndefined();
    const { drift: _, ...published } = publishedCard;
    expect(faceLandmarkerModel.card).toEqual({ ...published, evaluations: [], corruption: [] });
  });

  const cached = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'assent',
    'models',
    faceLandmarkerModel.file,
  );
  it.runIf(existsSync(cached))('names the bytes that the set-up fetched', async () => {
    const bytes = new Uint8Array(readFileSync(cached));
    const loaded = await loadModel(faceLandmarkerModel, url, unaborted, serving(bytes, 1 << 20).fetcher);
    expect(loaded.length).toBe(3_758_596);
  });
});

describe('modelUrl', () => {
  it('joins with or without a closing slash', () => {
    expect(modelUrl('/assent/models', 'a.task')).toBe('/assent/models/a.task');
    expect(modelUrl('https://app.example/models/', 'a b')).toBe('https://app.example/models/a%20b');
  });
});
