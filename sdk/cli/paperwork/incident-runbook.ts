import type { PaperworkFacts } from './facts.ts';
import { controllerLines, heading, toFillIn } from './words.ts';

/** What to do when a promise seems broken. */
export function incidentRunbook(facts: PaperworkFacts): string {
  return `${heading('Incident runbook', facts)}
An incident is whatever breaks one of the ten promises: something measured without consent, something personal that left a device, a group figure that pointed at a person, a stop that did not stop, a model that is not the one on its card.

${controllerLines(facts)}
- On call: ${toFillIn('who is reached at any hour, and how')}

1. **Stop it.** Take Assent out of the app, or publish a revocation list that names the models (${facts.cards.map(({ id }) => `\`${id}\``).join(', ')}): clients stop within one fetch interval and tell their participants.
2. **Keep the evidence.** Run \`npx assent audit <address> --junit audit.xml --json > audit.json\` against the running app. Keep the app’s version, its headers and the audit logs that deployments export; consent records are the participants’ own, so ask for them.
3. **Find what and whom.** Which promise, since which version, in which meetings. Records and logs are verified with \`npx assent verify-record <file>\`.
4. **Tell.** The supervisory authority within 72 hours where people’s rights are at risk (GDPR Art. 33), the people themselves where the risk is high (Art. 34), serious incidents of a high-risk system to the market surveillance authority (AI Act, Art. 73). ${toFillIn('authorities, addresses, who writes')}
5. **Mend and prove it.** A test that fails with the fault and passes without; the audit in CI. A changed notice asks everybody anew.
6. **Look back.** ${toFillIn('who reviews, within how many days, where it is published')}
`;
}
