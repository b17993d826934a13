import type { createOnnxAffectHead } from '../../../sdk/affect/client.ts';
import type { AffectEstimate, FaceFrame } from '../../../sdk/vocabulary.ts';
import type { HeadFiles } from './harness.ts';

/** A head of somebody's own, loaded; it judges one person after the other. */
export interface OwnHead {
  judge(frames: readonly FaceFrame[]): Promise<readonly AffectEstimate[]>;
  close(): void;
}

/** Nothing of one person's is remembered so long. */
const pauseSeconds = 10;
/** Too soon to ask anew: such a frame only fetches what was answered. */
const soonSeconds = 0.01;

/** Opens it by the built package, as an app does; rejects where its card, its hash or the model itself is wrong. */
export async function openOwnHead({ manifest, modelsPath }: HeadFiles): Promise<OwnHead> {
  const { origin } = location;
  // Resolved at run time: it is the built file that apps get.
  const built = `${origin}/dist/affect.js`;
  const affect: { readonly createOnnxAffectHead: typeof createOnnxAffectHead } = await import(
    /* @vite-ignore */ built
  );
  const head = affect.createOnnxAffectHead({
    manifest,
    assets: {
      models: `${origin}${modelsPath}`,
      visionWasm: `${origin}/vision-wasm/`,
      onnxWasm: `${origin}/onnx-wasm/`,
    },
  });
  try {
    await head.settled();
  } catch (error) {
    head.close();
    throw error;
  }

  let now = 0;
  return {
    async judge(frames) {
      const [first] = frames;
      if (first === undefined) return [];
      const estimates: AffectEstimate[] = [];
      const begun = now + pauseSeconds;
      const moments = new Map<number, number>();
      const push = async (frame: FaceFrame, atSeconds: number): Promise<void> => {
        now = atSeconds;
        moments.set(now, frame.atSeconds);
        const estimate = head.push({ ...frame, atSeconds: now });
        if (estimate !== null)
          estimates.push({
            ...estimate,
            atSeconds: moments.get(estimate.atSeconds) ?? estimate.atSeconds,
          });
        await head.settled();
      };
      for (const frame of frames) await push(frame, begun + frame.atSeconds - first.atSeconds);
      await push(frames.at(-1) ?? first, now + soonSeconds);
      return estimates;
    },
    close: () => head.close(),
  };
}
