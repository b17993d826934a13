import { expect, it } from 'vitest';
import { toEmotionMl } from '../../sdk/accountability/to-emotion-ml.ts';
import { affect } from '../ui/examples.ts';

it('is well-formed XML with the structure of EmotionML 1.0, whatever an id contains', () => {
  const odd = { ...affect, modelIds: ['<&"\u0001\'>', 'face-affect@1'] };
  const page = new DOMParser().parseFromString(toEmotionMl([odd, affect]), 'application/xml');
  expect(page.querySelector('parsererror')).toBeNull();
  const { documentElement: root } = page;
  expect([root.localName, root.namespaceURI, root.getAttribute('version')]).toEqual([
    'emotionml',
    'http://www.w3.org/2009/10/emotionml',
    '1.0',
  ]);
  const emotions = [...root.getElementsByTagName('emotion')];
  expect(emotions).toHaveLength(2);
  for (const emotion of emotions) {
    const dimensions = [...emotion.getElementsByTagName('dimension')];
    expect(dimensions.map((dimension) => dimension.getAttribute('name'))).toEqual(['valence', 'arousal']);
    for (const dimension of dimensions) {
      for (const name of ['value', 'confidence']) {
        const value = Number(dimension.getAttribute(name));
        expect(value >= 0 && value <= 1, `${name} ${value}`).toBe(true);
      }
    }
  }
});
