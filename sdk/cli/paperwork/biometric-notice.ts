import type { PaperworkFacts } from './facts.ts';
import {
  controllerLines,
  heading,
  modalityWords,
  processTable,
  purposeWords,
  retentionOf,
  toFillIn,
} from './words.ts';

/** Written notice, written release and public retention policy of Illinois (BIPA). */
export function biometricNotice(facts: PaperworkFacts): string {
  const { deployment, notice } = facts;
  const applies = deployment.jurisdictions.some((code) => code === 'US' || code === 'US-IL');
  return `${heading('Written notice, release and retention policy', facts)}
After the Illinois Biometric Information Privacy Act, 740 ILCS 14/15(a), (b) and (d). ${applies ? 'The declared jurisdictions include, or may include, Illinois.' : 'The declared jurisdictions do not include Illinois; the text is here for a deployment that grows.'} Assent makes no template and no identifier of voice or face; whether what it makes in passing is a biometric identifier in the sense of the Act is for counsel: ${toFillIn('opinion of counsel')}

## Notice in writing (15(b)(1), (2))

${controllerLines(facts)}

With your agreement, the following is made from your voice or face, on your own device:

${notice.processes.map(({ modality, purpose, retention }) => `- from your ${modalityWords[modality]}, for ${purposeWords[purpose]}; held in the ${retentionOf(retention)}`).join('\n') || '- nothing: nothing is allowed under this declaration'}

## Release in writing (15(b)(3))

> I have read this notice. I agree that what I ticked is made from my voice or face, for the purposes and for the length of time stated. I may take this back at any moment.

The release is given in the consent prompt, one unticked box for each line, and recorded with time, notice \`${notice.id}\` (SHA-256 \`${notice.sha256}\`) and a signature of the participant’s own key.

## Retention schedule and destruction (15(a), to be published)

${processTable(facts)}

What is in memory is destroyed when the participant stops, when the purpose is met or when the meeting ends, whichever comes first; that is always sooner than three years after the last interaction. Recordings and templates are not made, so none are kept.

- Published at: ${deployment.retentionPolicy?.uri ?? toFillIn('public address of this policy; declare it as retentionPolicy.uri')}

## Disclosure (15(c), (d))

Nothing is sold, leased or traded. Nothing made from one person’s voice or face is disclosed to anyone but that person.
`;
}
