import type { SessionOptions } from 'assent';

type Revocations = NonNullable<SessionOptions['revocations']>;

/**
 * Where the list of revoked models is and by which key it is checked. The demo's server publishes both;
 * an app whose models come from elsewhere has their publisher's key built in.
 */
export async function fetchRevocationKey(): Promise<Revocations> {
  const response = await fetch('/api/revocation-key', { cache: 'no-store' });
  if (!response.ok) throw new Error(`the revocation key is missing: ${response.status}`);
  const { publicKey, intervalSeconds } = (await response.json()) as Required<
    Pick<Revocations, 'publicKey' | 'intervalSeconds'>
  >;
  return { url: '/assent/revocations.json', publicKey, intervalSeconds };
}
