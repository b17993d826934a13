import type { NoticeModel } from '../consent/notice.ts';
import type { AssetUrls } from '../models/asset-urls.ts';
import {
  faceAffectIdentity,
  faceLandmarkerIdentity,
  sileroVadIdentity,
  voiceAffectIdentity,
} from '../models/model-identity.ts';
import type { Scope } from '../vocabulary.ts';
import type { ToldModel } from './model-gate.ts';

const ownAffectModels: readonly NoticeModel[] = [
  { ...faceAffectIdentity, modality: 'face' },
  { ...voiceAffectIdentity, modality: 'voice' },
];

/**
 * The models that may run for these scopes, as a notice tells them.
 *
 * @param affectModels - of the affect entry that the app passes in, where it is not `assent/affect`.
 */
export function modelsTold(
  assets: AssetUrls,
  scopes: readonly Scope[],
  affectModels: readonly NoticeModel[] = ownAffectModels,
): readonly ToldModel[] {
  const measuring: readonly NoticeModel[] = [
    { ...faceLandmarkerIdentity, modality: 'face' },
    ...(assets.onnxWasm === undefined ? [] : [{ ...sileroVadIdentity, modality: 'voice' as const }]),
  ];
  const affect = scopes.some(({ tier }) => tier === 'affect') ? affectModels : [];
  return [
    ...measuring.map((model) => ({ ...model, tier: 'behaviour' as const })),
    ...affect.map((model) => ({ ...model, tier: 'affect' as const })),
  ];
}
