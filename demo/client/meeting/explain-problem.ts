import type { AssentErrorCode } from 'assent';

const words: Record<AssentErrorCode, string> = {
  unsupported: 'This browser lacks something that measuring needs. The call is not affected.',
  'no-consent': 'A measurement was stopped because there was no consent for it.',
  'consent-refused': 'That choice could not be recorded. Nothing is measured because of it.',
  'model-unavailable':
    'The face model could not be loaded, so your face is not measured. The call is not affected.',
  'model-corrupt': 'The face model is damaged and was refused. Your face is not measured.',
  'model-without-card': 'A model without a description of its limits was refused.',
  'model-revoked': 'A model was called back, so what it measured has stopped. The call is not affected.',
  'revocations-unusable': 'It cannot be checked whether a model was called back, so nothing is estimated.',
  'worker-failed': 'A measurement stopped unexpectedly and is started again. The call is not affected.',
  'capture-failed': 'Your track could not be read for measuring. The call is not affected.',
  'track-ended': 'A device went away, so its measurement has paused.',
  'message-invalid': 'The group service sent something that makes no sense, and it was ignored.',
  'limit-exceeded': 'The group service is being asked too often. It goes on by itself.',
  'token-invalid': 'The group service did not accept this meeting’s pass. A new one is fetched.',
  'aggregation-failed': 'The group summary is out of reach at the moment. The call is not affected.',
};

/** A problem of the session in words for people; what exactly happened goes to the console. */
export function explainProblem(problem: {
  readonly code: AssentErrorCode;
  readonly message: string;
}): string {
  return words[problem.code] ?? problem.message;
}
