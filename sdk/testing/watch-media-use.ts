/** What was done with media since the last `reset()`. */
export interface MediaUse {
  seen(): readonly string[];
  reset(): void;
  /** Puts the platform back as it was. */
  restore(): void;
}

/** Everything by which a page can begin to read a track. */
const readers = [
  'AudioContext',
  'MediaStreamTrackProcessor',
  'MediaRecorder',
  'ImageCapture',
  'Worker',
  'AudioWorkletNode',
] as const;
const methods = ['clone', 'stop', 'applyConstraints'] as const;

/**
 * Counts, on the platform's own objects, what reads or changes a track.
 * Does nothing where the platform has none of them, as on Node.
 */
export function watchMediaUse(): MediaUse {
  const seen: string[] = [];
  const restores: (() => void)[] = [];
  const global = globalThis as unknown as Record<string, unknown>;

  for (const name of readers) {
    const original = global[name];
    if (typeof original !== 'function') continue;
    global[name] = new Proxy(original, {
      construct(target, parameters, newTarget) {
        seen.push(`new ${name}`);
        return Reflect.construct(target, parameters, newTarget) as object;
      },
    });
    restores.push(() => {
      global[name] = original;
    });
  }

  const prototype = typeof MediaStreamTrack === 'function' ? MediaStreamTrack.prototype : null;
  for (const name of prototype ? methods : []) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    const original: unknown = descriptor?.value;
    if (!prototype || !descriptor || typeof original !== 'function') continue;
    Object.defineProperty(prototype, name, {
      ...descriptor,
      value(this: MediaStreamTrack, ...parameters: unknown[]): unknown {
        seen.push(`track.${name}()`);
        return Reflect.apply(original, this, parameters);
      },
    });
    restores.push(() => Object.defineProperty(prototype, name, descriptor));
  }

  return {
    seen: () => [...seen],
    reset() {
      seen.length = 0;
    },
    restore() {
      for (const restore of restores) restore();
    },
  };
}
