// Single fields, so that a page's bundle carries neither cards nor sources: those belong to the workers that load models.
import { id as faceId, sha256 as faceSha256, version as faceVersion } from './face-landmarker.manifest.json';
import { id as voiceId, sha256 as voiceSha256, version as voiceVersion } from './silero-vad.manifest.json';

/** Which model it is and which bytes: what a participant is told of it. */
export interface ModelIdentity {
  readonly id: string;
  readonly version: string;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** The face landmarker's. */
export const faceLandmarkerIdentity: ModelIdentity = {
  id: faceId,
  version: faceVersion,
  sha256: faceSha256,
};

/** The speech network's. */
export const sileroVadIdentity: ModelIdentity = { id: voiceId, version: voiceVersion, sha256: voiceSha256 };
