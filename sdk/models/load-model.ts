import * as v from 'valibot';
import { AssentError } from '../errors.ts';
import { modelCardSchema } from './model-card.ts';
import { type ModelManifest, modelManifestSchema } from './model-manifest.ts';

/**
 * Fetches a model and resolves with its bytes once they are proven to be the ones that the manifest names.
 *
 * The card is checked before a byte is fetched, the length while they arrive
 * (a longer file is cut off, not stored), the SHA-256 at the end; only then
 * does the caller get something to instantiate. What is corrupt is fetched once
 * more past the browser's cache. The bytes belong to the caller.
 *
 * @param url - Where the file lies, on the app's own origin.
 * @param signal - Aborting it rejects with its reason.
 * @throws AssentError `model-without-card`, `model-unavailable`, `model-corrupt`, or `unsupported` where the page is
 * no secure context and so has no hash function.
 */
export async function loadModel(
  manifest: ModelManifest,
  url: string,
  signal: AbortSignal,
  fetcher: typeof fetch = fetch,
): Promise<Uint8Array<ArrayBuffer>> {
  signal.throwIfAborted();
  requireCard(manifest);
  requireShape(manifest);
  const { subtle } = globalThis.crypto ?? {};
  if (subtle === undefined) {
    throw new AssentError('unsupported', 'Checking a model needs a secure context (https or localhost).');
  }
  const fetchChecked = async (cache: RequestCache): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = await fetchBytes(manifest, url, { signal, credentials: 'same-origin', cache }, fetcher);
    const digest = hex(await subtle.digest('SHA-256', bytes));
    signal.throwIfAborted();
    if (digest === manifest.sha256) return bytes;
    throw new AssentError(
      'model-corrupt',
      `${manifest.file} at ${url} is not ${manifest.id} ${manifest.version}: its sha256 is ${digest}, expected ${manifest.sha256}.`,
    );
  };
  try {
    return await fetchChecked('default');
  } catch (error) {
    // The browser's cache may hold what the server mended long ago.
    if (error instanceof AssentError && error.code === 'model-corrupt') return await fetchChecked('reload');
    throw error;
  }
}

function requireCard(manifest: ModelManifest): void {
  const result = v.safeParse(modelCardSchema, manifest.card);
  if (!result.success) {
    const issue = result.issues[0];
    const field = v.getDotPath(issue);
    throw new AssentError(
      'model-without-card',
      `Model ${manifest.id} has no valid model card: ${field === null ? '' : `${field}: `}${issue.message}.`,
    );
  }
  const { id, sha256 } = result.output;
  if (id !== manifest.id || sha256 !== manifest.sha256) {
    throw new AssentError(
      'model-without-card',
      `Model ${manifest.id} comes with the card of another model (${id}, sha256 ${sha256}).`,
    );
  }
}

function requireShape(manifest: ModelManifest): void {
  const result = v.safeParse(modelManifestSchema, manifest);
  if (!result.success) {
    const issue = result.issues[0];
    throw new TypeError(`manifest.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  }
}

async function fetchBytes(
  manifest: ModelManifest,
  url: string,
  request: RequestInit & { readonly signal: AbortSignal },
  fetcher: typeof fetch,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(manifest.bytes);
  let length = 0;
  try {
    const response = await fetcher(url, request);
    if (!response.ok)
      throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
    if (response.body === null) throw new Error('the server answered without a body');
    for await (const chunk of chunks(response.body)) {
      if (length + chunk.length > bytes.length) throw wrongLength(manifest, url, `more than ${bytes.length}`);
      bytes.set(chunk, length);
      length += chunk.length;
    }
  } catch (cause) {
    request.signal.throwIfAborted();
    if (cause instanceof AssentError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AssentError('model-unavailable', `${manifest.file} could not be fetched from ${url}: ${why}.`, {
      cause,
    });
  }
  if (length !== bytes.length) throw wrongLength(manifest, url, String(length));
  return bytes;
}

/** Safari reads streams only through a reader. */
async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function wrongLength(manifest: ModelManifest, url: string, found: string): AssentError {
  return new AssentError(
    'model-corrupt',
    `${manifest.file} at ${url} has ${found} bytes, expected ${manifest.bytes}.`,
  );
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
