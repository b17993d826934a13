import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaptureClock } from '../../sdk/capture/create-capture-clock.ts';

describe('createCaptureClock', () => {
  it('finds the moment of capture behind any queueing, once one frame came through quickly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.4, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        (delays, origin) => {
          const clock = createCaptureClock();
          const captured = (index: number): number => 1.7e9 + index / 15;
          clock.at(captured(0) - origin, captured(0));
          for (const [index, delay] of delays.entries()) {
            const at = clock.at(captured(index + 1) - origin, captured(index + 1) + delay);
            expect(at).toBeCloseTo(captured(index + 1), 4);
          }
        },
      ),
    );
  });

  it('never places a capture after its arrival', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 0, max: 1e4, noNaN: true }),
            fc.double({ min: 0, max: 0.2, noNaN: true }),
          ),
        ),
        (frames) => {
          const clock = createCaptureClock();
          let arrived = 1.7e9;
          for (const [stamp, step] of frames) {
            arrived += step;
            expect(clock.at(stamp, arrived)).toBeLessThanOrEqual(arrived + 1e-6);
          }
        },
      ),
    );
  });

  it('starts anew when the camera is replaced and its stamps begin again', () => {
    const clock = createCaptureClock();
    clock.at(500, 1000);
    clock.at(500.1, 1000.1);
    expect(clock.at(0, 1000.5)).toBe(1000.5);
    expect(clock.at(0.1, 1000.7)).toBeCloseTo(1000.6, 6);
  });

  it('follows a clock that drifts', () => {
    const clock = createCaptureClock(2);
    let error = 0;
    for (let index = 0; index < 3000; index += 1) {
      const seconds = index / 30;
      error = clock.at(seconds * 0.999, 1e9 + seconds) - (1e9 + seconds);
    }
    expect(Math.abs(error)).toBeLessThan(0.01);
  });
});
