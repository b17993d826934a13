import { describe, expect, it } from 'vitest';
import { createCaptureClock } from '../../sdk/voice/capture-clock.ts';

describe('createCaptureClock', () => {
  it('is not fooled by late arrivals', () => {
    const clock = createCaptureClock();
    for (let i = 0; i < 3000; i++) {
      const late = i % 7 === 0 ? 0.001 : 0.02 + 0.08 * ((i * 37) % 11);
      clock.observe(i * 0.01, 1000 + i * 0.01 + late);
    }
    expect(clock.toEpochSeconds(29)).toBeCloseTo(1029.001, 4);
  });

  it('follows a device clock that runs 200 parts in a million fast', () => {
    const clock = createCaptureClock();
    let last = 0;
    let backwards = 0;
    let worst = 0;
    for (let i = 0; i < 30_000; i++) {
      const wall = 1000 + i * 0.01;
      const context = (wall - 1000) * 1.0002;
      clock.observe(context, wall + 0.001);
      const at = clock.toEpochSeconds(context);
      if (at <= last) backwards++;
      last = at;
      worst = Math.max(worst, Math.abs(at - wall));
    }
    expect(backwards).toBe(0);
    expect(worst).toBeLessThan(0.006);
  });

  it('stamps no sound with a time to come for long when all of it was late at first, and goes on', () => {
    const clock = createCaptureClock();
    let last = 0;
    let backwards = 0;
    for (let i = 0; i < 300; i++) {
      const context = i * 0.01;
      clock.observe(context, 1000 + context + (i < 100 ? 0.4 : 0.001));
      const at = clock.toEpochSeconds(context);
      if (at <= last) backwards++;
      last = at;
      if (i >= 180) expect(at).toBeCloseTo(1000 + context + 0.001, 9);
    }
    expect(backwards).toBe(0);
  });

  it('starts anew after the context stood still', () => {
    const clock = createCaptureClock();
    for (let i = 0; i < 500; i++) clock.observe(i * 0.01, 1000 + i * 0.01);
    clock.restart();
    clock.observe(5.01, 1065.01);
    expect(clock.toEpochSeconds(5.01)).toBeCloseTo(1065.01, 6);
  });

  it('takes off the latency of the input', () => {
    const clock = createCaptureClock(0.02);
    clock.observe(1, 1001);
    expect(clock.toEpochSeconds(1)).toBeCloseTo(1000.98, 9);
  });
});
