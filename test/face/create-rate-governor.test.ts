import { describe, expect, it } from 'vitest';
import { createRateGovernor, type RateGovernorOptions } from '../../sdk/face/create-rate-governor.ts';

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
    governor.spent(busyUntil, took);
  }
  return taken / seconds;
}

const generous: RateGovernorOptions = { maximumRateHz: 12, maxCpuShare: 1 };

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

  it('sheds rate while the machine is busy and recovers after', () => {
    const governor = createRateGovernor(generous);
    expect(drive(governor, 0, 5, () => 35)).toBeGreaterThan(11);
    drive(governor, 5, 5, () => 90);
    expect(governor.rateHz).toBeLessThan(6);
    drive(governor, 10, 20, () => 35);
    expect(governor.rateHz).toBeGreaterThan(11);
  });

  it('does not fall below two frames a second for being crowded out', () => {
    const governor = createRateGovernor(generous);
    drive(governor, 0, 3, () => 20);
    drive(governor, 3, 30, () => 150);
    expect(governor.rateHz).toBeGreaterThanOrEqual(2);
    expect(drive(governor, 33, 10, () => 150)).toBeGreaterThan(1.5);
  });

  it('is not silenced by one frame that the whole machine slept through', () => {
    const governor = createRateGovernor({ maximumRateHz: 12, maxCpuShare: 0.5 });
    drive(governor, 0, 3, () => 30);
    governor.take(4000);
    governor.spent(9000, 5000);
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
