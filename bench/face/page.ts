import { createConsentLedger, createNotice, declareDeployment, measureFace, whileConsented } from 'assent';
import type { Contender, ContenderOptions, FaceBenchPage } from './contender.ts';
import { openCamera } from './open-camera.ts';
import type { PeerRequest } from './peer.worker.ts';

/** The package as an app uses it: declared, consented, measured; the function that it returns withdraws. */
async function startAssent(
  track: MediaStreamTrack,
  { budget }: ContenderOptions,
  measured: () => void,
): Promise<() => void> {
  const scope = { modality: 'face', purpose: 'self-view', tier: 'behaviour' } as const;
  const deployment = declareDeployment({
    context: 'consumer',
    jurisdictions: ['EU'],
    controller: { name: 'Bench', contact: 'bench@example.org' },
    purposes: ['self-view'],
  });
  const notice = await createNotice({ deployment, scopes: [scope], models: [] });
  const ledger = createConsentLedger({
    meetingId: 'bench',
    subjectId: 'bench',
    notice,
    scopes: [scope],
    expiresAt: Date.now() + 24 * 3_600_000,
  });
  const assets = { models: '/models/', visionWasm: '/vision-wasm/' };
  ledger
    .watch({ modality: 'face' })
    .pipe(whileConsented((grant) => measureFace({ track, grant, assets, ...budget })))
    .subscribe(({ presence }) => {
      if (presence !== 'single') throw new Error(`assent: presence is ${presence} in the recording`);
      measured();
    });
  ledger.request();
  ledger.decide([scope]);
  return () => ledger.withdraw();
}

function startPeer(
  track: MediaStreamVideoTrack,
  contender: Exclude<Contender, 'assent'>,
  measured: () => void,
): () => void {
  const frames = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable;
  const worker = new Worker(new URL('./peer.worker.ts', import.meta.url), { type: 'module' });
  const request: PeerRequest = { contender, frames };
  worker.addEventListener('message', measured);
  worker.postMessage(request, [frames]);
  return () => worker.terminate();
}

function createFaceBench(): FaceBenchPage {
  let count = 0;
  let camera: Promise<MediaStreamVideoTrack> | null = null;
  let end: () => void = () => undefined;
  return {
    async start(contender, options) {
      camera ??= openCamera(options.camera);
      const track = await camera;
      const before = count;
      const measured = (): void => {
        count += 1;
      };
      end =
        contender === 'assent'
          ? await startAssent(track, options, measured)
          : startPeer(track, contender, measured);
      while (count === before) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    stop: () => end(),
    frames: () => count,
  };
}

Object.assign(window, { faceBench: createFaceBench() });
