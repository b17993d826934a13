import type { PaperworkFacts } from './facts.ts';
import { controllerLines, heading, processTable, table, toFillIn } from './words.ts';

/** Entry in the record of processing activities (Art. 30(1) GDPR). */
export function processingRecord(facts: PaperworkFacts): string {
  const { deployment, notice } = facts;
  return `${heading('Record of processing: entry', facts)}
After Regulation (EU) 2016/679 (GDPR), Art. 30(1).

${table(
  ['Item', 'Entry'],
  [
    [
      '(a) Controller',
      `${deployment.controller.name}, ${deployment.controller.contact}${deployment.controller.address === undefined ? '' : `, ${deployment.controller.address}`}`,
    ],
    ['(a) Data protection officer', toFillIn('name and contact')],
    ['(b) Purposes', deployment.purposes.join(', ')],
    ['(c) People concerned', `Participants in video calls (${deployment.context}) who opted in`],
    ['(c) Data', [...new Set(notice.processes.map(({ modality }) => modality))].join(', ') || 'none'],
    [
      '(d) Recipients',
      notice.processes.some(({ purpose }) => purpose === 'group-summary')
        ? 'For the group’s summary: host and participants, as a group of at least five. Otherwise nobody.'
        : 'Nobody but the participant',
    ],
    [
      '(e) Transfers to third countries',
      toFillIn('where the servers of the call stand; individual values are not sent anywhere'),
    ],
    ['(f) Erasure', 'At the end of the meeting at the latest; see the table below'],
    [
      '(g) Security',
      'Processing on the participant’s device; own origin only under a Content-Security-Policy; models verified by SHA-256; consent recorded in a signed hash chain',
    ],
  ],
)}

## Processes

${processTable(facts)}

## Contact

${controllerLines(facts)}
`;
}
