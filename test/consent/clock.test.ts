import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from '../../sdk/consent/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.now() + 60_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createSystemClock', () => {
  it('tells the time and never runs backwards', () => {
    const clock = createSystemClock();
    const before = clock.now();
    expect(Math.abs(before - Date.now())).toBeLessThan(1000);
    vi.setSystemTime(before - 3_600_000);
    expect(clock.now()).toBeGreaterThanOrEqual(before);
  });

  it('calls back once, after the delay', () => {
    const callback = vi.fn();
    createSystemClock().schedule(callback, 5000);
    vi.advanceTimersByTime(4999);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it('waits longer than a timer of the platform can', () => {
    const callback = vi.fn();
    const fortyDays = 40 * 24 * 60 * 60 * 1000;
    createSystemClock().schedule(callback, fortyDays);
    vi.advanceTimersByTime(fortyDays - 1000);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1001);
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it('can be cancelled', () => {
    const callback = vi.fn();
    createSystemClock().schedule(callback, 1000)();
    vi.advanceTimersByTime(2000);
    expect(callback).not.toHaveBeenCalled();
  });
});
