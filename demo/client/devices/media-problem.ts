/** A microphone or a camera. */
export type DeviceKind = 'microphone' | 'camera';

/** Why a device cannot be used. */
export interface MediaProblem {
  readonly reason: 'denied' | 'missing' | 'busy' | 'insecure' | 'unknown';
  /** The browser's own words. */
  readonly detail: string;
}

/** Reads why `getUserMedia()` failed. */
export function readMediaProblem(cause: unknown): MediaProblem {
  const detail = cause instanceof Error ? cause.message : '';
  if (globalThis.navigator?.mediaDevices === undefined) return { reason: 'insecure', detail };
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return { reason: 'denied', detail };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return { reason: 'missing', detail };
    case 'NotReadableError':
    case 'AbortError':
      return { reason: 'busy', detail };
    default:
      return { reason: 'unknown', detail };
  }
}

/** What is wrong with one device or both, and what the participant can do about it. */
export function mediaProblemInWords(
  devices: readonly DeviceKind[],
  { reason, detail }: MediaProblem,
): { readonly title: string; readonly advice: string } {
  const both = devices.length > 1;
  const name = devices.join(' and ');
  switch (reason) {
    case 'denied':
      return {
        title: `Your ${name} ${both ? 'are' : 'is'} blocked`,
        advice: `Allow ${both ? 'them' : 'it'} by the icon at the left of the address bar, and in your system’s privacy settings, then try again. You can also join without.`,
      };
    case 'missing':
      return {
        title: both ? 'No microphone and no camera found' : `No ${name} found`,
        advice: `Plug one in and it appears here by itself, or join without.`,
      };
    case 'busy':
      return {
        title: `Your ${name} ${both ? 'are' : 'is'} in use`,
        advice: `Another program seems to hold ${both ? 'them' : 'it'}. Close that program, then try again, or join without.`,
      };
    case 'insecure':
      return {
        title: `This page may not use your ${name}`,
        advice: 'Browsers allow that only over https or on localhost. Open the call by such an address.',
      };
    case 'unknown':
      return {
        title: `Your ${name} did not start`,
        advice: `Try again, or join without.${detail === '' ? '' : ` The browser says: ${detail}`}`,
      };
  }
}
