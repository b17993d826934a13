import { type Deployment, type DeploymentContext, declareDeployment } from 'assent';

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
