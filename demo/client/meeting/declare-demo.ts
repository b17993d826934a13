import { type Deployment, type DeploymentContext, declareDeployment, type PolicyParticipant } from 'assent';

const contexts: readonly DeploymentContext[] = [
  'workplace',
  'education',
  'recruitment',
  'customer-service',
  'health',
  'safety',
  'research',
  'consumer',
  'self-only',
];

/** The context that the address names (`?context=workplace`), so that one can see what policy refuses; else `consumer`. */
export function readContext(address: URL): DeploymentContext {
  const named = address.searchParams.get('context');
  return contexts.find((context) => context === named) ?? 'consumer';
}

/** The mode that the address names: with `?mode=unanimous` nothing is measured until everyone in the call agrees. */
export function readMode(address: URL): Deployment['mode'] {
  return address.searchParams.get('mode') === 'unanimous' ? 'unanimous' : 'individual';
}

/**
 * What a platform would know of its own user, as the address names it: `?minor=1`, and `?jurisdiction=US-IL`
 * where that is another one than the deployment's.
 */
export function readParticipant(address: URL): PolicyParticipant {
  const jurisdiction = address.searchParams.get('jurisdiction');
  return {
    minor: address.searchParams.get('minor') === '1',
    ...(jurisdiction === null ? {} : { jurisdiction }),
  };
}

/** What this deployment declares about itself: every session needs it, and policy is decided by it. */
export function declareDemo(context: DeploymentContext, mode: Deployment['mode']): Deployment {
  return declareDeployment({
    context,
    mode,
    jurisdictions: ['EU'],
    controller: {
      name: 'Parley (the Assent demo, run by whoever started it)',
      contact: `mailto:host@${location.hostname}`,
    },
    purposes: ['self-view', 'group-summary'],
  });
}
