import { canAwaitFrames, canReadSound, canStreamFrames } from '../capture/capture-means.ts';

/** What depends on the browser: a session at all, measuring the voice or the face, and joining a group. */
export type SupportedPart = 'session' | 'voice' | 'face' | 'group';

/** Something that a browser has, or has not. */
export type CapabilityName =
  | 'secure-context'
  | 'web-crypto'
  | 'workers'
  | 'webassembly'
  | 'audio-worklet'
  | 'frame-stream'
  | 'frames'
  | 'offscreen-canvas'
  | 'webgl2'
  | 'web-socket';

/** What goes with a capability that is missing. */
export interface Loss {
  readonly part: SupportedPart;
  /** `reduced`: it runs in another way, and the message says which. */
  readonly effect: 'reduced' | 'unsupported';
  readonly message: string;
}

/** One row of the table. */
export interface CapabilityRule {
  readonly name: CapabilityName;
  isPresent(): boolean;
  readonly without: readonly Loss[];
}

const lost = (part: SupportedPart, message: string): Loss => ({ part, effect: 'unsupported', message });
const reduced = (part: SupportedPart, message: string): Loss => ({ part, effect: 'reduced', message });

/**
 * The table: what a browser must have, and what goes without. A worker's script
 * is whole in itself, so whether workers can be modules makes no difference.
 */
export const capabilityRules: readonly CapabilityRule[] = [
  {
    name: 'secure-context',
    isPresent: () => globalThis.isSecureContext === true,
    without: [
      lost(
        'session',
        'The page is not served over HTTPS (or from localhost), so browsers withhold WebCrypto.',
      ),
    ],
  },
  {
    name: 'web-crypto',
    isPresent: () => globalThis.crypto?.subtle !== undefined,
    without: [lost('session', 'There is no WebCrypto: notices, records and models could not be checked.')],
  },
  {
    name: 'workers',
    isPresent: () => typeof Worker === 'function',
    without: [
      lost('voice', 'There are no workers, and the voice is measured in one.'),
      lost('face', 'There are no workers, and the face is measured in one.'),
    ],
  },
  {
    name: 'webassembly',
    isPresent: canCompile,
    without: [
      lost('face', 'WebAssembly is missing or kept from compiling (script-src lacks ‘wasm-unsafe-eval’?).'),
      reduced('voice', 'Without WebAssembly speech is told by level and periodicity, not by the network.'),
    ],
  },
  {
    name: 'audio-worklet',
    isPresent: canReadSound,
    without: [lost('voice', 'There is no AudioWorklet, by which the microphone is read.')],
  },
  {
    name: 'frame-stream',
    isPresent: canStreamFrames,
    without: [
      reduced(
        'face',
        'Frames cannot be streamed (mediacapture-transform): they come through a video element, and pause while the page is hidden.',
      ),
    ],
  },
  {
    name: 'frames',
    isPresent: () => canStreamFrames() || canAwaitFrames(),
    without: [
      lost(
        'face',
        'Frames of the camera cannot be read: neither mediacapture-transform nor video-rvfc is there.',
      ),
    ],
  },
  {
    name: 'offscreen-canvas',
    isPresent: () => typeof OffscreenCanvas === 'function',
    without: [lost('face', 'Workers have no canvas (OffscreenCanvas).')],
  },
  {
    name: 'webgl2',
    isPresent: canDraw,
    without: [lost('face', 'WebGL 2 is missing or switched off, and the face model needs it.')],
  },
  {
    name: 'web-socket',
    isPresent: () => typeof WebSocket === 'function',
    without: [lost('group', 'There is no WebSocket to the aggregation service.')],
  },
];

/** A policy without `wasm-unsafe-eval` leaves the interface there and refuses to compile. */
function canCompile(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) !== undefined;
  } catch {
    return false;
  }
}

/** Where WebGL is switched off its interface is there all the same, so a context is made and given back. */
function canDraw(): boolean {
  try {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
    return gl !== null;
  } catch {
    return false;
  }
}
