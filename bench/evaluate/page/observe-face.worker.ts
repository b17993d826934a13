import { createPictureCopy } from '../../../sdk/face/create-picture-copy.ts';
import { describeGraphics } from '../../../sdk/face/describe-graphics.ts';
import { type FaceModel, openFaceModel } from '../../../sdk/face/face-model.ts';
import type { FaceObserverReply, RawFace } from './harness.ts';

/** As often as the harness shows a picture: what is followed settles. */
const looks = 3;
const graphics = describeGraphics();
const copy = createPictureCopy();
const { origin } = location;
const opening: Promise<FaceModel> = openFaceModel(
  { modelsUrl: `${origin}/models/`, visionWasmUrl: `${origin}/vision-wasm/` },
  graphics,
  new AbortController().signal,
);

async function look(model: FaceModel, picture: ImageBitmap): Promise<RawFace | null> {
  const { face } = await model.look(await copy.take(picture), 0);
  return face === null ? null : { blendshapes: Object.fromEntries(face.blendshapes), shape: face.shape };
}

const tell = (reply: FaceObserverReply): void => postMessage(reply);

addEventListener('message', ({ data }: MessageEvent<ImageBitmap>) => {
  opening
    .then(async (model) => {
      // What was followed in the picture before must not be followed into this one.
      const blank = new OffscreenCanvas(320, 240);
      blank.getContext('2d')?.fillRect(0, 0, 320, 240);
      await look(model, blank.transferToImageBitmap());
      let seen: RawFace | null = null;
      for (let index = 0; index < looks; index++) seen = await look(model, data);
      data.close();
      tell({ kind: 'seen', face: seen });
    })
    .catch((cause: unknown) => tell({ kind: 'failed', message: String(cause) }));
});
