import { describe, expect, it } from 'vitest';
import { createRateGovernor, type MeasuringLevel } from '../../sdk/face/create-rate-governor.ts';

/** Runs a camera of 30 frames a second against a model of some speed; tells how many frames were taken per second. */
function drive(
  governor: ReturnType<typeof createRateGovernor>,
  fromSeconds: number,
  seconds: number,
  frameMilliseconds: (atSeconds: number, level: MeasuringLevel) => number,
): number {
  let taken = 0;
  let busyUntil = 0;
  for (let frame = 0; frame < seconds * 30; frame += 1) {
    const now = (fromSeconds + frame / 30) * 1000;
    if (now < busyUntil || !governor.take(now)) continue;
    taken += 1;
    const took = frameMilliseconds(now / 1000, governor.level);
    busyUntil = now + took;
    governor.spent(took);
  }
  return taken / seconds;
}

describe('createRateGovernor', () => {
  it('keeps the mean rate although the camera has a beat of its own', () => {
    for (const maximumRateHz of [2, 5, 7, 12, 20, 30]) {
      const rate = drive(createRateGovernor({ maximumRateHz, maxCpuShare: 1 }), 0, 20, () => 5);
      expect(rate).toBeGreaterThan(0.93 * maximumRateHz);
      expect(rate).toBeLessThan(1.05 * maximumRateHz);
    }
  });

  it('keeps to its share of the processor', () => {
    for (const maxCpuShare of [0.1, 0.3, 0.5]) {
      const rate = drive(createRateGovernor({ maximumRateHz: 30, maxCpuShare }), 0, 30, () => 40);
      expect(rate * 0.04).toBeLessThan(1.1 * maxCpuShare);
      expect(rate * 0.04).toBeGreaterThan(0.8 * maxCpuShare);
    }
  });

  it('sheds rate in proportion while others want the processor, and recovers after', () => {
    const governor = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.5 });
    expect(drive(governor, 0, 5, () => 20)).toBeGreaterThan(11);
    expect(governor.level).toBe('expression');
    drive(governor, 5, 5, () => 55);
    expect(drive(governor, 10, 10, () => 55)).toBeCloseTo(0.5 / 0.055, 0);
    drive(governor, 20, 20, () => 20);
    expect(governor.rateHz).toBe(12);
  });

  it('falls with the square where the processor is crowded', () => {
    const governor = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.5 });
    drive(governor, 0, 5, () => 20);
    drive(governor, 5, 20, () => 120);
    expect(governor.rateHz).toBeLessThan(0.5 / 0.12 / 1.8);
    expect(governor.rateHz).toBeGreaterThan(1.5);
    expect(governor.level).toBe('expression');
  });

  /** A whole frame takes 40 ms in a quiet moment, a look for faces a third; all of it so many times as long. */
  const times =
    (factor: number) =>
    (_: number, level: MeasuringLevel): number =>
      factor * (level === 'expression' ? 40 : 40 / 3);

  it('drops the expression once the rate is down to one a second, and not before', () => {
    const scanty = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.045 });
    expect(drive(scanty, 0, 60, times(1))).toBeGreaterThan(1);
    expect(scanty.level).toBe('expression');
    const poor = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.035 });
    expect(drive(poor, 0, 60, times(1))).toBeGreaterThan(0.9);
    expect(poor.level).toBe('presence');
    expect(poor.rateHz).toBe(1);
  });

  it('keeps to its share by looking for faces more rarely, where it affords nothing else', () => {
    const governor = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.004 });
    const rate = drive(governor, 0, 300, times(1));
    expect(governor.level).toBe('presence');
    expect((rate * 0.04) / 3).toBeLessThan(1.2 * 0.004);
    expect(rate).toBeGreaterThan(0.2);
  });

  it('takes the expression up again only where there is time to spare, and not at once', () => {
    const governor = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.1 });
    drive(governor, 0, 30, times(3));
    expect(governor.level).toBe('presence');
    // Enough for more than one whole frame a second, but not for half as many again.
    drive(governor, 30, 60, times(2));
    expect(governor.level).toBe('presence');
    drive(governor, 90, 10, times(1));
    expect(governor.level).toBe('expression');
    expect(governor.rateHz).toBeCloseTo(2.5, 5);
    let seconds = 100;
    for (; governor.level === 'expression'; seconds += 1) drive(governor, seconds, 1, times(8));
    drive(governor, seconds, 4, times(1));
    expect(governor.level).toBe('presence');
    drive(governor, seconds + 4, 2, times(1));
    expect(governor.level).toBe('expression');
  });

  it('leaves to those who ask for less than one frame a second what they can afford', () => {
    const governor = createRateGovernor({ maximumRateHz: 0.5, maxCpuShare: 0.03 });
    expect(drive(governor, 0, 60, times(1))).toBeCloseTo(0.5, 1);
    expect(governor.level).toBe('expression');
  });

  it('takes every frame that it can where it may fill a core', () => {
    let taken = 0;
    let now = 0;
    const governor = createRateGovernor({ maximumRateHz: 60, maxCpuShare: 1 });
    // Frames of uneven length, and a camera that always has the next one.
    for (let frame = 0; frame < 1000; frame += 1) {
      const took = frame % 5 === 0 ? 60 : 20;
      if (governor.take(now)) {
        taken += 1;
        governor.spent(took);
        now += took;
      } else now += 1;
    }
    expect(taken / (now / 1000)).toBeGreaterThan(0.97 * (5 / 0.14));
  });

  it('is not silenced by one frame that the whole machine slept through', () => {
    const governor = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.5 });
    drive(governor, 0, 3, () => 30);
    governor.take(4000);
    governor.spent(5000);
    expect(governor.rateHz).toBeGreaterThan(5);
  });

  it('says how long to wait', () => {
    const governor = createRateGovernor({ maximumRateHz: 10, maxCpuShare: 1 });
    expect(governor.waitMilliseconds(1000)).toBe(0);
    expect(governor.take(1000)).toBe(true);
    expect(governor.take(1050)).toBe(false);
    expect(governor.waitMilliseconds(1040)).toBeGreaterThan(0);
    expect(governor.take(1100)).toBe(true);
  });
});
