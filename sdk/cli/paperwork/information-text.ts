import type { PaperworkFacts } from './facts.ts';
import {
  controllerLines,
  heading,
  modalityWords,
  purposeWords,
  recipientsOf,
  retentionOf,
  tierWords,
} from './words.ts';

/** What people are told at first exposure (AI Act, Art. 50(3)), and under Art. 13 GDPR. */
export function informationText(facts: PaperworkFacts): string {
  const { deployment, notice } = facts;
  const affect = notice.scopes.some(({ tier }) => tier === 'affect');
  const processes = notice.processes.map(
    (process) =>
      `- **${modalityWords[process.modality]}**, for ${purposeWords[process.purpose]}: ${process.tiers.map((tier) => tierWords[tier]).join('; ')}. Seen by ${recipientsOf(process)}. Held in the ${retentionOf(process.retention)}.`,
  );
  return `${heading('Information for participants', facts)}
After Regulation (EU) 2024/1689 (AI Act), Art. 50(3), and Regulation (EU) 2016/679 (GDPR), Art. 13. To be given at the latest when somebody first meets the system.

## In this call something can be measured, if you say yes

${
  affect
    ? 'If you agree, software on your own device **estimates the emotion that your voice or face expresses**, as measured: how positive and how lively it looks or sounds. It does not know what you feel, and it may be wrong. '
    : '**No emotion is estimated in this call.** '
}Without your yes nothing is measured. Each box is a choice of its own.

${processes.length === 0 ? 'Under this declaration nothing can be measured.' : processes.join('\n')}

- **If you say no**, the call goes on as before; nobody is told, and you are not asked again in this meeting.
- **To stop**, press stop in the call: everything ends at once.
- **If it is wrong**, say so beside the value: it is not measured again in this meeting.
- **Your record** of what you agreed to stays with you: you can export and delete it.
- **Your rights**: access, rectification, erasure, restriction, portability, withdrawal at any time, complaint to an authority.

${controllerLines(facts)}
${deployment.retentionPolicy === undefined ? '' : `- Retention policy: ${deployment.retentionPolicy.uri}\n`}`;
}
