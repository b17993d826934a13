import type { Recorder } from './install-recorder.ts';
import type { SentReport } from './page-report.ts';

/** Tells of what leaves by ways whose content the browser's network log does not show; runs in the page. */
export function watchSending(recorder: Recorder): void {
  const mostBytes = 262_144;
  const blobs = { text: Blob.prototype.arrayBuffer };

  function tell(channel: SentReport['channel'], url: string, data: unknown): void {
    const atMs = recorder.now();
    const binary = (bytes: Uint8Array): void => {
      let text = '';
      for (const byte of bytes.subarray(0, mostBytes)) text += String.fromCharCode(byte);
      recorder.tell({ type: 'sent', channel, url, text: null, bytes: btoa(text), atMs });
    };
    if (typeof data === 'string' || data instanceof URLSearchParams) {
      recorder.tell({
        type: 'sent',
        channel,
        url,
        text: String(data).slice(0, mostBytes),
        bytes: null,
        atMs,
      });
    } else if (data instanceof ArrayBuffer) binary(new Uint8Array(data));
    else if (ArrayBuffer.isView(data)) binary(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    else if (data instanceof Blob) {
      (Reflect.apply(blobs.text, data, []) as Promise<ArrayBuffer>).then(
        (buffer) => binary(new Uint8Array(buffer)),
        () => undefined,
      );
    } else if (data instanceof FormData) {
      for (const value of data.values()) tell(channel, url, value);
    }
  }
  const absolute = (url: unknown): string =>
    new URL(url instanceof Request ? url.url : String(url), document.baseURI).href;

  recorder.onCall(globalThis.RTCDataChannel?.prototype, 'send', {
    before: (self, [data]) => tell('data channel', `channel ${(self as RTCDataChannel).label}`, data),
  });
  recorder.onCall(Navigator.prototype, 'sendBeacon', {
    before: (_self, [url, data]) => tell('beacon', absolute(url), data),
  });
  const isOpaque = (body: unknown): boolean => body instanceof Blob || body instanceof FormData;
  recorder.onCall(globalThis, 'fetch', {
    before: (_self, [url, init]) => {
      const body = (init as RequestInit | undefined)?.body;
      if (isOpaque(body)) tell('request', absolute(url), body);
    },
  });
  recorder.onCall(XMLHttpRequest.prototype, 'send', {
    before: (self, [body]) => {
      if (isOpaque(body)) tell('request', (self as XMLHttpRequest).responseURL || 'an XMLHttpRequest', body);
    },
  });
}
