import type { NoticeModel } from '../consent/notice.ts';
import type { AssetUrls } from '../models/asset-urls.ts';
import { faceLandmarkerIdentity, sileroVadIdentity } from '../models/model-identity.ts';

/** The model files that may be loaded with these assets, as a notice tells them. */
export function modelsTold(assets: AssetUrls): readonly NoticeModel[] {
  return [
    { ...faceLandmarkerIdentity, modality: 'face' },
    ...(assets.onnxWasm === undefined ? [] : [{ ...sileroVadIdentity, modality: 'voice' as const }]),
  ];
}
