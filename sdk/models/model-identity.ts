// Single fields, so that a page's bundle carries neither cards nor sources: those belong to the workers that load models.
import { id as faceId, sha256 as faceSha256, version as faceVersion } from './face-landmarker.manifest.json';
import { id as voiceId, sha256 as voiceSha256, version as voiceVersion } from './silero-vad.manifest.json';

/** Which model it is and which bytes: what a participant is told of it. */
export interface ModelIdentity {
  readonly id: string;
  readonly version: string;
  /** In hexadecimal; `null` for arithmetic in the source, which has no file. */
  readonly sha256: string | null;
}

/** The face landmarker's. */
export const faceLandmarkerIdentity: ModelIdentity = {
  id: faceId,
  version: faceVersion,
  sha256: faceSha256,
};

/** The speech network's. */
export const sileroVadIdentity: ModelIdentity = { id: voiceId, version: voiceVersion, sha256: voiceSha256 };

/** The rules that estimate affect from a face. A changed rule is another version, and asks for consent anew. */
export const faceAffectIdentity: ModelIdentity = {
  id: 'assent-face-affect-rules-4',
  version: '4',
  sha256: null,
};

/** The rules that estimate affect from a voice. A changed rule is another version, and asks for consent anew. */
export const voiceAffectIdentity: ModelIdentity = {
  id: 'assent-voice-affect-rules-3',
  version: '3',
  sha256: null,
};
