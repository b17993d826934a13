import 'assent/ui';
import { createSession, declareDeployment, type Tap } from 'assent';
import { BehaviorSubject } from 'rxjs';
import { openCamera } from '../face/open-camera.ts';
import { runRounds } from './run-rounds.ts';
import { watchEnds } from './watch-ends.ts';

async function openMicrophone(): Promise<MediaStreamTrack> {
  const context = new AudioContext();
  const sound = await context.decodeAudioData(await (await fetch('/media/jfk.wav')).arrayBuffer());
  const source = new AudioBufferSourceNode(context, { buffer: sound, loop: true });
  const destination = context.createMediaStreamDestination();
  source.connect(destination);
  source.start();
  const [track] = destination.stream.getAudioTracks();
  if (track === undefined) throw new Error('no microphone');
  return track;
}

/** Paints at the screen's rate, as the tiles of a call do. */
function paintForever(): void {
  const context = document.querySelector<HTMLCanvasElement>('#load')?.getContext('2d');
  const paint = (at: number): void => {
    if (context) {
      context.fillStyle = `hsl(${at / 20}deg 50% 50%)`;
      context.fillRect(0, 0, 640, 360);
    }
    requestAnimationFrame(paint);
  };
  requestAnimationFrame(paint);
}

const taps: readonly Tap[] = [
  { id: 'camera', modality: 'face', track: await openCamera({ kind: 'feed', hz: 60 }), muted: false },
  { id: 'microphone', modality: 'voice', track: await openMicrophone(), muted: false },
];
// From here on: the worker and the audio context of the devices are not the session's.
const ends = watchEnds();
const session = await createSession({
  adapter: { platform: 'bench', taps$: new BehaviorSubject(taps) },
  deployment: declareDeployment({
    context: 'consumer',
    jurisdictions: ['CH'],
    controller: { name: 'Bench', contact: 'bench@example.org' },
    purposes: ['self-view'],
  }),
  meetingId: 'bench',
  assets: { models: '/models/', visionWasm: '/vision-wasm/', onnxWasm: '/onnx-wasm/' },
  affect: () => import('assent/affect'),
  budget: { faceRateHz: 60, faceCpuShare: 1 },
});
paintForever();
Object.assign(window, { consentBench: runRounds(session, ends) });
