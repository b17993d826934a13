import type {
  AbstentionReason,
  BehaviourName,
  FaceActions,
  FaceFrame,
  Measurement,
  Reading,
  Unit,
} from '../vocabulary.ts';
import { createBlinks } from './create-blinks.ts';
import { createFramePace } from './create-frame-pace.ts';
import { createFrameWindow, type WindowEntry } from './create-frame-window.ts';
import { createHeadGestures } from './create-head-gestures.ts';

/** Turns frames of the face into measurements. */
export interface FaceBehaviour {
  /** Takes a frame in; yields the whole set of measurements about four times a second, otherwise none. */
  push(frame: FaceFrame): readonly Measurement[];
}

/** A frame and how many came in a second when it did. */
type PacedFrame = FaceFrame & { readonly rateHz: number };
type Entries = readonly WindowEntry<PacedFrame>[];

const emitEverySeconds = 0.25;
const momentSeconds = 0.5;
const minuteSeconds = 60;
const viewSeconds = 10;
/** Where the smile's score parts what people call a smile from what they do not. */
const smileThreshold = 0.5;
/** What a minute's share or count needs to rest on. */
const leastSeconds = 5;
/** A nod and a shake go to and fro up to three times a second: with fewer frames they are missed. */
const gestureRateHz = 6;
/**
 * In a blink the lids are down for an eighth to a fifth of a second (a recorded man's at 25 frames a second; the whole
 * of it lasts 0.1 to 0.4 s: Stern, Walrath & Goldstein 1984). Frames farther apart than that miss some, and nobody
 * knows how many: of the recorded ones, one in eight at 6 frames a second, two in three at 2.
 */
const blinkRateHz = 8;
/** Longest time that one frame stands for: shares are sampled, so they hold while the rate is shed to one a second. */
const longestFrameSeconds = 1.2;

/**
 * Measures smile, brows and mouth (mean of half a second), smile share, nods,
 * shakes and blinks (last minute) and whether the face is in view (last ten
 * seconds). What cannot be told abstains, with the reasons. Under load, when
 * frames come more rarely, blinks go first, then nods and shakes: they are
 * counted only while frames come fast enough for them, and abstain once that was not so for ten seconds.
 *
 * Until the person's neutral is settled the actions stand against what was seen so far, at half the quality.
 */
export function createFaceBehaviour(): FaceBehaviour {
  const window = createFrameWindow<PacedFrame>(minuteSeconds, longestFrameSeconds);
  const pace = createFramePace();
  const gestures = createHeadGestures();
  const blinks = createBlinks();
  let events: { readonly name: 'head-nods' | 'head-shakes' | 'blink-rate'; readonly atSeconds: number }[] =
    [];
  let newestAtSeconds = Number.NEGATIVE_INFINITY;
  let emittedAtSeconds = Number.NEGATIVE_INFINITY;

  return {
    push(frame) {
      const { atSeconds } = frame;
      if (atSeconds <= newestAtSeconds) return [];
      newestAtSeconds = atSeconds;
      const rateHz = pace.push(atSeconds);
      window.push({ ...frame, rateHz });
      const gesture = gestures.push(atSeconds, frame.pose);
      if (gesture !== null && rateHz >= gestureRateHz)
        events.push({ name: gesture === 'nod' ? 'head-nods' : 'head-shakes', atSeconds });
      const blinked = blinks.push(atSeconds, frame.actions?.eyeClosure ?? null);
      if (blinked && rateHz >= blinkRateHz) events.push({ name: 'blink-rate', atSeconds });
      events = events.filter((event) => event.atSeconds > atSeconds - minuteSeconds);
      if (atSeconds - emittedAtSeconds < emitEverySeconds) return [];
      emittedAtSeconds = atSeconds;

      const moment = window.last(momentSeconds);
      const minute = window.last(minuteSeconds);
      const measurement = (
        name: BehaviourName,
        unit: Unit,
        windowSeconds: number,
        reading: Reading,
      ): Measurement => ({
        kind: 'measurement',
        modality: 'face',
        atSeconds,
        name,
        unit,
        windowSeconds,
        reading,
      });
      // What is left out is not told from what there was before.
      const seen = frame.shortfalls.includes('processor-busy') ? 0 : secondsOf(minute, usable);
      const view = window.last(viewSeconds);
      const counted = (
        name: (typeof events)[number]['name'],
        leastRateHz: number,
        read: (count: number, watchedSeconds: number) => number,
      ): Reading => {
        if (seen < leastSeconds) return abstain(minute);
        const watched = (one: PacedFrame): boolean => usable(one) && one.rateHz >= leastRateHz;
        const seconds = secondsOf(minute, watched);
        if (seconds < leastSeconds || !view.some((entry) => watched(entry.frame))) return tooFewPictures;
        return measured(read(events.filter((event) => event.name === name).length, seconds), minute);
      };

      return [
        measurement('smile', '1', momentSeconds, meanAction(moment, 'smile')),
        measurement('brow-raise', '1', momentSeconds, meanAction(moment, 'browRaise')),
        measurement('brow-lower', '1', momentSeconds, meanAction(moment, 'browLower')),
        measurement('mouth-open', '1', momentSeconds, meanAction(moment, 'mouthOpen')),
        measurement('smile-share', '1', minuteSeconds, smileShare(minute, seen)),
        measurement(
          'head-nods',
          '{count}',
          minuteSeconds,
          counted('head-nods', gestureRateHz, (count) => count),
        ),
        measurement(
          'head-shakes',
          '{count}',
          minuteSeconds,
          counted('head-shakes', gestureRateHz, (count) => count),
        ),
        measurement(
          'blink-rate',
          '1/min',
          minuteSeconds,
          counted('blink-rate', blinkRateHz, (count, watchedSeconds) => (60 * count) / watchedSeconds),
        ),
        measurement('face-in-view', '1', viewSeconds, faceInView(view)),
      ];
    },
  };
}

const usable = (frame: FaceFrame): boolean => frame.actions !== null;

function secondsOf(entries: Entries, counts: (frame: PacedFrame) => boolean): number {
  return entries.reduce((sum, { frame, seconds }) => sum + (counts(frame) ? seconds : 0), 0);
}

function meanAction(entries: Entries, action: keyof FaceActions): Reading {
  const values = entries.flatMap(({ frame }) => (frame.actions === null ? [] : [frame.actions[action]]));
  if (values.length === 0) return abstain(entries);
  return measured(values.reduce((sum, value) => sum + value, 0) / values.length, entries);
}

function smileShare(entries: Entries, seenSeconds: number): Reading {
  if (seenSeconds < leastSeconds) return abstain(entries);
  const smiled = secondsOf(entries, ({ actions }) => actions !== null && actions.smile > smileThreshold);
  return measured(smiled / seenSeconds, entries);
}

function faceInView(entries: Entries): Reading {
  const all = secondsOf(entries, () => true);
  if (all === 0) {
    const alone = entries.at(-1)?.frame.presence === 'single';
    return { kind: 'measured', value: alone ? 1 : 0, standardDeviation: null, quality: 0.5 };
  }
  const value = secondsOf(entries, (frame) => frame.presence === 'single') / all;
  return { kind: 'measured', value, standardDeviation: null, quality: 1 };
}

function measured(value: number, entries: Entries): Reading {
  const frames = entries.filter(({ frame }) => usable(frame)).map(({ frame }) => frame);
  const sum = frames.reduce(
    (total, frame) => total + frame.quality * (frame.baseline === 'settled' ? 1 : 0.5),
    0,
  );
  return {
    kind: 'measured',
    value,
    standardDeviation: null,
    quality: frames.length === 0 ? 0 : sum / frames.length,
  };
}

/** The newest frame that could not be used tells why; if all could, there were too few. */
function abstain(entries: Entries): Reading {
  const reasons = entries.findLast(({ frame }) => !usable(frame))?.frame.shortfalls ?? [];
  return { kind: 'abstained', reasons: reasons.length > 0 ? reasons : noData };
}

const noData: readonly AbstentionReason[] = ['too-little-data'];
const tooFewPictures: Reading = { kind: 'abstained', reasons: ['low-frame-rate'] };
