import { createNotice } from '../../consent/create-notice.ts';
import faceCard from '../../models/face-landmarker.card.json' with { type: 'json' };
import type { ModelCard } from '../../models/model-card.ts';
import voiceCard from '../../models/silero-vad.card.json' with { type: 'json' };
import { declareDeployment } from '../../policy/declare-deployment.ts';
import type { DeploymentOptions } from '../../policy/deployment.ts';
import { evaluatePolicy } from '../../policy/evaluate-policy.ts';
import { policyRulesVersion } from '../../policy/policy-rules.ts';
import type { PaperworkFacts } from './facts.ts';

/**
 * Draws from a declaration what the documents say.
 *
 * @param declaration - what is in the file: the options of `declareDeployment()`
 * @throws TypeError naming the field at fault
 */
export async function gatherFacts(declaration: unknown, day: string): Promise<PaperworkFacts> {
  if (typeof declaration !== 'object' || declaration === null || Array.isArray(declaration)) {
    throw new TypeError('expected a JSON object with the options of declareDeployment()');
  }
  const deployment = declareDeployment(declaration as DeploymentOptions);
  const policy = evaluatePolicy(deployment);
  // JSON modules widen literals; the cards are checked by the tests of sdk/models.
  const cards = [faceCard, voiceCard] as unknown as readonly ModelCard[];
  const notice = await createNotice({
    deployment,
    scopes: policy.allowed,
    models: cards.map(({ id, version, sha256 }) => ({
      id,
      version,
      sha256: sha256 ?? '',
      modality: id === voiceCard.id ? 'voice' : 'face',
    })),
  });
  return { deployment, policy, notice, cards, rulesVersion: policyRulesVersion, day };
}
