import { from, lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { DriftReport } from '../../sdk/accountability/create-drift-monitor.ts';
import { driftReferences } from '../../sdk/affect/drift-references.ts';
import { watchDrift } from '../../sdk/session/watch-drift.ts';
import type { AbstentionReason, Reading } from '../../sdk/vocabulary.ts';

const measured = (value: number): Reading => ({
  kind: 'measured',
  value,
  standardDeviation: 0.05,
  quality: 1,
});
const abstained = (reason: AbstentionReason): Reading => ({ kind: 'abstained', reasons: [reason] });

/** The last verdict on the arousal of a voice, after twenty minutes of an answer each second. */
async function verdictOn(arousalAt: (second: number) => Reading): Promise<string | undefined> {
  let last: readonly DriftReport[] = [];
  const answers = Array.from({ length: 1200 }, (_, second) => ({
    atSeconds: second,
    readings: { arousal: arousalAt(second) },
  }));
  await lastValueFrom(
    from(answers).pipe(
      watchDrift(
        driftReferences('voice'),
        (answer) => answer,
        (reports) => {
          if (reports.length > 0) last = reports;
        },
      ),
    ),
  );
  return last[0]?.verdict;
}

/** Spread as ordinary speech is where the card's figures come from. */
const ordinary = (second: number): Reading => measured(0.07 + 0.22 * Math.sin(second * 1.7));

describe('the drift of the voice’s arousal', () => {
  it('is none while a person speaks in their usual voice', async () => {
    expect(await verdictOn(ordinary)).toMatch(/^(fits|watch)$/);
  });

  it('is none of a person who listens most of the time', async () => {
    const listens = (second: number): Reading =>
      second % 5 === 0 ? ordinary(second) : abstained(second % 2 === 0 ? 'no-speech' : 'muted');
    expect(await verdictOn(listens)).toMatch(/^(fits|watch)$/);
  });

  it('is told where the voice is told to be activated nearly always', async () => {
    expect(await verdictOn((second) => measured(0.7 + 0.1 * Math.sin(second)))).toBe('no-longer-fits');
  });

  it('is told where the model seldom answers although somebody speaks', async () => {
    expect(await verdictOn((second) => (second % 5 === 0 ? ordinary(second) : abstained('too-noisy')))).toBe(
      'no-longer-fits',
    );
  });
});
