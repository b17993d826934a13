import { Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OwnSignals, watchOwnSignals } from '../../sdk/session/watch-own-signals.ts';
import type { ActiveComputation, Measurement, Modality } from '../../sdk/vocabulary.ts';

const measured = (modality: Modality, name: Measurement['name'], value: number): Measurement => ({
  kind: 'measurement',
  modality,
  name,
  unit: '1',
  windowSeconds: 0,
  atSeconds: value,
  reading: { kind: 'measured', value, standardDeviation: null, quality: 1 },
});
const running = (modality: Modality, purpose: 'self-view' | 'group-summary'): ActiveComputation => ({
  scope: { modality, purpose, tier: 'behaviour' },
  state: 'running',
});

describe('watchOwnSignals', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function watch() {
    const mine$ = new Subject<Measurement>();
    const active$ = new Subject<readonly ActiveComputation[]>();
    const contested$ = new Subject<'smile' | 'affect'>();
    let shown: OwnSignals = new Map();
    watchOwnSignals({ mine$, active$, contested$ }).subscribe((signals) => {
      shown = signals;
    });
    return {
      mine$,
      active$,
      contested$,
      names: () => [...shown.keys()],
      value: (name: string) => shown.get(name)?.atSeconds,
    };
  }

  it('keeps the newest of each name', () => {
    const { mine$, names, value } = watch();
    mine$.next(measured('face', 'smile', 1));
    mine$.next(measured('face', 'smile', 2));
    mine$.next(measured('voice', 'pitch', 3));
    vi.advanceTimersByTime(200);
    expect(names()).toEqual(['face:smile', 'voice:pitch']);
    expect(value('face:smile')).toBe(2);
  });

  it('drops what was stopped at once and keeps the rest', () => {
    const { mine$, active$, names } = watch();
    mine$.next(measured('face', 'smile', 1));
    mine$.next(measured('voice', 'pitch', 1));
    active$.next([running('voice', 'self-view'), running('face', 'group-summary')]);
    expect(names()).toEqual(['voice:pitch']);
    active$.next([]);
    expect(names()).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(names()).toEqual([]);
  });

  it('drops what its subject says is wrong', () => {
    const { mine$, contested$, names } = watch();
    mine$.next(measured('face', 'smile', 1));
    mine$.next(measured('face', 'smile-share', 1));
    contested$.next('smile');
    vi.advanceTimersByTime(200);
    expect(names()).toEqual(['face:smile-share']);
  });
});
