import { describe, expect, it } from 'vitest';
import { createRateGovernor } from '../../sdk/face/create-rate-governor.ts';

/** Runs a camera of 30 frames a second against a model of some speed; tells how many frames were taken per second. */
function drive(
  governor: ReturnType<typeof createRateGovernor>,
  fromSeconds: number,
  seconds: number,
  frameMilliseconds: (atSeconds: number) => number,
): number {
  let taken = 0;
  let busyUntil = 0;
  for (let frame = 0; frame < seconds * 30; frame += 1) {
    const now = (fromSeconds + frame / 30) * 1000;
    if (now < busyUntil || !governor.take(now)) continue;
    taken += 1;
    const took = frameMilliseconds(now / 1000);
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
    expect(governor.scarce).toBe(false);
    drive(governor, 5, 5, () => 55);
    expect(drive(governor, 10, 10, () => 55)).toBeCloseTo(0.5 / 0.055, 0);
    drive(governor, 20, 20, () => 20);
    expect(governor.rateHz).toBe(12);
  });

  it('falls with the square where the processor is crowded, and says that time is scarce', () => {
    const governor = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.5 });
    drive(governor, 0, 5, () => 20);
    drive(governor, 5, 20, () => 120);
    expect(governor.rateHz).toBeLessThan(0.5 / 0.12 / 1.8);
    expect(governor.rateHz).toBeGreaterThan(1.5);
    expect(governor.scarce).toBe(true);
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
