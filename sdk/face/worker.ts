import { createCaptureClock } from '../capture/create-capture-clock.ts';
import { AssentError } from '../errors.ts';
import { createCollectorNudge } from './create-collector-nudge.ts';
import { createFaceFeatures } from './create-face-features.ts';
import { createFaceLightMeter } from './create-face-light-meter.ts';
import { createPictureCopy, type PictureCopy } from './create-picture-copy.ts';
import { createRateGovernor, type RateGovernor } from './create-rate-governor.ts';
import { describeGraphics } from './describe-graphics.ts';
import { type FaceModel, openFaceModel } from './face-model.ts';
import { writeFaceFrame } from './frame-row.ts';
import type { FaceWorkerReply, FaceWorkerRequest } from './protocol.ts';

type Image = VideoFrame | ImageBitmap;
type Measure = (image: Image, atSeconds: number) => Promise<void>;

/** The first frames include lazy set-up of the model and say nothing about its speed. */
const warmUpFrames = 3;
/** A frame may fail; a model that fails so often in a row is broken. */
const failuresInARow = 5;
/** How often light and other faces are looked for, however scarce the time is; in every picture where these come more rarely. */
const lookAroundSeconds = 0.5;

const tell = (reply: FaceWorkerReply): void => postMessage(reply);
const nowSeconds = (): number => (performance.timeOrigin + performance.now()) / 1000;

function fail(cause: unknown): void {
  const code = cause instanceof AssentError ? cause.code : 'worker-failed';
  tell({ kind: 'failed', code, message: cause instanceof Error ? cause.message : String(cause) });
}

function createMeasure(model: FaceModel, copy: PictureCopy, governor: RateGovernor): Measure {
  const features = createFaceFeatures();
  const meter = createFaceLightMeter();
  const nudge = createCollectorNudge();
  let frames = 0;
  let failures = 0;
  return async (image, atSeconds) => {
    const began = performance.now();
    const ageSeconds = Math.max(0, nowSeconds() - atSeconds);
    try {
      const picture = await copy.take(image);
      image.close();
      const {
        faces,
        face: seen,
        confidence,
      } = await (governor.level === 'presence'
        ? model.search(picture)
        : model.look(picture, lookAroundSeconds));
      const light = seen === null ? null : await meter.read(picture, seen, atSeconds, lookAroundSeconds);
      const face = seen === null ? null : { ...seen, confidence, light };
      const frame = features.push({ atSeconds, ageSeconds, faces, face });
      const busyMilliseconds = performance.now() - began;
      frames += 1;
      failures = 0;
      if (frames > warmUpFrames) governor.spent(busyMilliseconds);
      tell({ kind: 'measured', row: writeFaceFrame(frame), busyMilliseconds });
    } catch (cause) {
      failures += 1;
      if (failures >= failuresInARow) throw cause;
    } finally {
      image.close();
      nudge.push(performance.now());
    }
  };
}

/** Reads every frame as it comes and closes those that are not due: what is measured is always the newest. */
async function follow(
  frames: ReadableStream<VideoFrame>,
  governor: RateGovernor,
  measure: Measure,
): Promise<void> {
  const reader = frames.getReader();
  const clock = createCaptureClock();
  for (;;) {
    const { done, value: frame } = await reader.read();
    if (done) return tell({ kind: 'ended' });
    const atSeconds = clock.at(frame.timestamp / 1e6, nowSeconds());
    if (governor.take(performance.now())) await measure(frame, atSeconds);
    else frame.close();
  }
}

/** Asks for one frame at a time, when it is due. */
function fetchFrames(governor: RateGovernor, measure: Measure): Measure {
  const want = (): void => {
    setTimeout(() => tell({ kind: 'want' }), governor.waitMilliseconds(performance.now()));
  };
  want();
  return async (image, atSeconds) => {
    governor.take(performance.now());
    await measure(image, atSeconds);
    want();
  };
}

/** What is done with frames, one by one or as they come, once the model is loaded. */
let onImage: Measure = async (image) => image.close();
let onFrames = async (_frames: ReadableStream<VideoFrame>): Promise<void> => undefined;

async function start(request: FaceWorkerRequest & { kind: 'start' }): Promise<void> {
  const governor = createRateGovernor(request);
  // Nobody aborts it: the page ends this worker by terminating it.
  const graphics = describeGraphics();
  const model = await openFaceModel(request, graphics, new AbortController().signal);
  const measure = createMeasure(model, createPictureCopy(), governor);
  tell({ kind: 'ready' });
  onFrames = (frames) => follow(frames, governor, measure);
  onImage = fetchFrames(governor, measure);
}

addEventListener('message', ({ data }: MessageEvent<FaceWorkerRequest>) => {
  if (data.kind === 'start') start(data).catch(fail);
  else if (data.kind === 'frames') onFrames(data.frames).catch(fail);
  else onImage(data.image, data.atSeconds).catch(fail);
});
