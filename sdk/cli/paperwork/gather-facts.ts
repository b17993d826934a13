import { createNotice } from '../../consent/create-notice.ts';
import faceAffectCard from '../../models/face-affect-rules.card.json' with { type: 'json' };
import faceCard from '../../models/face-landmarker.card.json' with { type: 'json' };
import type { ModelCard } from '../../models/model-card.ts';
import voiceCard from '../../models/silero-vad.card.json' with { type: 'json' };
import voiceAffectCard from '../../models/voice-affect-rules.card.json' with { type: 'json' };
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
  const isAffectAllowed = policy.allowed.some(({ tier }) => tier === 'affect');
  // JSON modules widen literals; the cards are checked by the tests of sdk/models.
  const measuring = [faceCard, voiceCard] as unknown as readonly ModelCard[];
  const estimating = (isAffectAllowed ? [faceAffectCard, voiceAffectCard] : []) as unknown as ModelCard[];
  const cards = [...measuring, ...estimating];
  const ofVoice: readonly string[] = [voiceCard.id, voiceAffectCard.id];
  const notice = await createNotice({
    deployment,
    scopes: policy.allowed,
    models: cards.map((card) => ({
      id: card.id,
      version: card.version,
      sha256: card.sha256,
      modality: ofVoice.includes(card.id) ? 'voice' : 'face',
      tier: estimating.includes(card) ? 'affect' : 'behaviour',
    })),
  });
  return { deployment, policy, notice, cards, rulesVersion: policyRulesVersion, day };
}
