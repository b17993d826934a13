import type { NoticeModel } from '../consent/notice.ts';
import type { AssetUrls } from '../models/asset-urls.ts';
import { faceLandmarkerModel } from '../models/face-landmarker-model.ts';
import type { ModelManifest } from '../models/model-manifest.ts';
import { sileroVadModel } from '../models/silero-vad-model.ts';
import type { Modality } from '../vocabulary.ts';

/** The model files that may be loaded with these assets, as a notice tells them. */
export function modelsTold(assets: AssetUrls): readonly NoticeModel[] {
  return [
    told('face', faceLandmarkerModel),
    ...(assets.onnxWasm === undefined ? [] : [told('voice', sileroVadModel)]),
  ];
}

function told(modality: Modality, { id, version, sha256 }: ModelManifest): NoticeModel {
  return { id, version, sha256, modality };
}
