import type { AffectEstimate, Reading } from '../vocabulary.ts';

/**
 * Writes a participant's own estimates as EmotionML 1.0 (W3C Recommendation,
 * 22 May 2014), for that participant, on that participant's device.
 *
 * Valence and arousal go to the dimensions of that name in the W3C vocabulary
 * `fsre-dimensions`, from [-1, 1] to EmotionML's [0, 1], with `confidence` the
 * quality of the evidence. Times are milliseconds since the Unix epoch. The
 * standard deviation stands in `info`, in the unit of the dimension. An
 * estimate that abstained in both dimensions is left out: EmotionML has no
 * word for "cannot tell".
 */
export function toEmotionMl(estimates: readonly AffectEstimate[]): string {
  const emotions = estimates.flatMap(({ atSeconds, modalities, valence, arousal, modelIds }) => {
    const dimensions = [dimension('valence', valence), dimension('arousal', arousal)].filter(
      (written) => written !== '',
    );
    if (dimensions.length === 0) return [];
    const deviations = [deviation('valence', valence), deviation('arousal', arousal)].join('');
    const attributes = [
      `start="${Math.round(atSeconds * 1000)}"`,
      `expressed-through="${escapeXml(modalities.join(' '))}"`,
    ];
    const models = modelIds.map((id) => `<assent:model id="${escapeXml(id)}"/>`).join('');
    return [
      `  <emotion ${attributes.join(' ')}>\n    <info>${models}${deviations}</info>\n    ${dimensions.join('\n    ')}\n  </emotion>`,
    ];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<emotionml version="1.0" xmlns="http://www.w3.org/2009/10/emotionml" xmlns:assent="urn:assent:emotionml"
  dimension-set="http://www.w3.org/TR/emotion-voc/xml#fsre-dimensions">
  <info><assent:note>The expression as measured. It may be wrong, and it says nothing about what a person feels.</assent:note></info>
${emotions.map((emotion) => `${emotion}\n`).join('')}</emotionml>
`;
}

function dimension(name: string, reading: Reading): string {
  if (reading.kind === 'abstained') return '';
  const { value, quality } = reading;
  return `<dimension name="${name}" value="${unit((value + 1) / 2)}" confidence="${unit(quality)}"/>`;
}

function deviation(name: string, reading: Reading): string {
  if (reading.kind === 'abstained' || reading.standardDeviation === null) return '';
  return `<assent:standard-deviation dimension="${name}" value="${unit(reading.standardDeviation / 2)}"/>`;
}

function unit(value: number): string {
  return String(Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000);
}

function escapeXml(text: string): string {
  // Control characters have no place in XML 1.0, not even escaped.
  const printable = Array.from(text, (letter) => (letter < ' ' ? '�' : letter)).join('');
  return printable.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
