import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { types } from 'mediasoup';

/** The least server of a mediasoup call with one participant. */
export interface MediasoupServer {
  readonly router: types.Router;
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  close(): void;
}

const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
];

/**
 * Answers what `demo/examples/mediasoup.ts` asks for, with a real SFU.
 *
 * @param participantId - whom the server takes the page's user for
 */
export async function openMediasoupServer(
  workerBin: string,
  participantId: string,
): Promise<MediasoupServer> {
  // mediasoup reads this once, when it is first imported.
  process.env.MEDIASOUP_WORKER_BIN = workerBin;
  const { createWorker } = await import('mediasoup');
  const worker = await createWorker({ logLevel: 'error' });
  const router = await worker.createRouter({ mediaCodecs });
  let transport: types.WebRtcTransport | null = null;

  async function handle(path: string, body: Record<string, unknown>): Promise<unknown> {
    if (path === 'capabilities') return router.rtpCapabilities;
    if (path === 'transport') {
      const listenInfos: types.TransportListenInfo[] = [{ protocol: 'udp', ip: '127.0.0.1' }];
      transport = await router.createWebRtcTransport({ listenInfos, appData: { participantId } });
      const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
      return { id, iceParameters, iceCandidates, dtlsParameters };
    }
    if (transport === null) throw new Error('no transport yet');
    if (path === 'connect') {
      await transport.connect({ dtlsParameters: body.dtlsParameters as types.DtlsParameters });
      return {};
    }
    const { id } = await transport.produce({
      kind: body.kind as types.MediaKind,
      rtpParameters: body.rtpParameters as types.RtpParameters,
    });
    return { id };
  }

  return {
    router,
    answer(request, response) {
      const [, path] = /^\/call\/(\w+)$/.exec(request.url ?? '') ?? [];
      if (path === undefined) return false;
      json(request)
        .then((body) => handle(path, body as Record<string, unknown>))
        .then(
          (answer) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      return true;
    },
    close: () => worker.close(),
  };
}
