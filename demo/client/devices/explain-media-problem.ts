/** A microphone or a camera. */
export type DeviceKind = 'microphone' | 'camera';

/** Why a device cannot be used, and what the participant can do about it. */
export interface MediaProblem {
  readonly reason: 'denied' | 'missing' | 'busy' | 'insecure' | 'unknown';
  readonly title: string;
  readonly advice: string;
}

const names: Record<DeviceKind, string> = { microphone: 'microphone', camera: 'camera' };

/** Says in plain words why `getUserMedia()` failed. */
export function explainMediaProblem(device: DeviceKind, cause: unknown): MediaProblem {
  const name = names[device];
  if (globalThis.navigator?.mediaDevices === undefined) {
    return {
      reason: 'insecure',
      title: `This page may not use your ${name}`,
      advice: 'Browsers allow it only over https or on localhost. Open the call by such an address.',
    };
  }
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return {
        reason: 'denied',
        title: `Your ${name} is blocked`,
        advice: `Allow it by the icon at the left of the address bar (and in your system's privacy settings), then try again. You can also join without.`,
      };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return {
        reason: 'missing',
        title: `No ${name} found`,
        advice: `Plug one in and it appears here by itself, or join without.`,
      };
    case 'NotReadableError':
    case 'AbortError':
      return {
        reason: 'busy',
        title: `Your ${name} is in use`,
        advice: 'Another program seems to hold it. Close that program, then try again, or join without.',
      };
    default:
      return {
        reason: 'unknown',
        title: `Your ${name} did not start`,
        advice: `Try again, choose another one, or join without. (${cause instanceof Error ? cause.message : 'no reason given'})`,
      };
  }
}
