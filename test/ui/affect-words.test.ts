import fc from 'fast-check';
import { expect, test } from 'vitest';
import { affectSentences, evidenceInWords, leaning } from '../../sdk/ui/affect-words.ts';
import { en } from '../../sdk/ui/messages/en.ts';
import { abstained, affect, measured } from './examples.ts';

test('no direction is claimed while the middle is within the uncertainty, or the uncertainty is unknown', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      (value, sd) => {
        const claimed = leaning(measured(value, sd));
        expect(claimed === 'unsure').toBe(Math.abs(value) <= 1.96 * sd);
        expect(leaning(measured(value, null))).toBe('unsure');
      },
    ),
  );
});

test('as usual is claimed only where all of the uncertainty lies within the usual', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      (value, sd, usual) => {
        const claimed = leaning(measured(value, sd), usual);
        expect(claimed === 'level').toBe(value + 1.96 * sd <= usual && value - 1.96 * sd >= -usual);
        expect(claimed === 'up').toBe(value > usual + 1.96 * sd);
        expect(claimed === 'down').toBe(value < -usual - 1.96 * sd);
      },
    ),
  );
});

test('a voice within the usual range of its speaker is told neither calm nor lively', () => {
  const sentence = (value: number, modalities: typeof affect.modalities): string | undefined =>
    affectSentences({ ...affect, modalities, arousal: measured(value, 0.05) }, en)[1];
  for (const value of [-0.15, -0.1, 0, 0.17]) expect(sentence(value, ['voice'])).toBe(en.affect.seemsUsual);
  for (const value of [-0.36, -0.25, 0.18, 0.3])
    expect(sentence(value, ['voice'])).toBe(en.affect.seemsLevel);
  expect(sentence(0, ['face'])).toBe(en.affect.seemsLevel);
  expect(sentence(0.5, ['voice'])).toBe(en.affect.seemsLively);
  expect(sentence(-0.5, ['face', 'voice'])).toBe(en.affect.seemsCalm);
  expect(sentence(0.25, ['face'])).toBe(en.affect.seemsLively);
});

test('an abstained dimension gives its reasons', () => {
  const [valence] = affectSentences({ ...affect, valence: abstained('too-dark', 'blurred') }, en);
  expect(valence).toBe('Positive or negative: not measured. It is too dark. The picture is blurred.');
});

test('evidence says which way it moved the estimate', () => {
  const words = affect.evidence.map((evidence) => evidenceInWords(evidence, en, 'en'));
  expect(words).toEqual(['a smile: towards positive (62%)', 'how high the voice is: towards calm (12%)']);
});
