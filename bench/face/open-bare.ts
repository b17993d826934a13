import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import type { Analyse } from './contender.ts';

/** The engine alone: one face, with what the package asks of it, and nothing done with the result. */
export async function openBare(): Promise<Analyse> {
  const fileset = await FilesetResolver.forVisionTasks(`${location.origin}/vision-wasm`, true);
  const landmarker = await FaceLandmarker.createFromOptions(fileset, {
    baseOptions: { modelAssetPath: `${location.origin}/models/face_landmarker.task`, delegate: 'CPU' },
    runningMode: 'VIDEO',
    numFaces: 1,
    outputFaceBlendshapes: true,
  });
  let lastStamp = 0;
  return (frame) => {
    lastStamp = Math.max(lastStamp + 1, Math.round(performance.now()));
    const result = landmarker.detectForVideo(frame, lastStamp);
    if (result.faceBlendshapes.length === 0) throw new Error('bare: no face in the recording');
  };
}
