import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Aggregator } from './create-aggregator.ts';
import type { AggregatorMetrics } from './create-aggregator-metrics.ts';

/**
 * Answers `/healthz` (200 while the process serves), `/readyz` (200 if new participants can be taken, otherwise 503:
 * it is stopping, or its store is out of reach) and `/metrics`. For a port that only operators reach.
 *
 * @param metrics - without it `/metrics` is not found
 * @returns whether the request was one of these; others are left to the caller
 */
export async function serveHealth(
  request: IncomingMessage,
  response: ServerResponse,
  aggregator: Aggregator,
  metrics: AggregatorMetrics | null = null,
): Promise<boolean> {
  const path = (request.url ?? '').split('?')[0];
  const isMetrics = path === '/metrics' && metrics !== null;
  if (!isMetrics && path !== '/healthz' && path !== '/readyz') return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return true;
  }
  const status = await aggregator.status();
  const code = path === '/readyz' && !status.isReady ? 503 : 200;
  const body = isMetrics
    ? await metrics.text(status)
    : `${JSON.stringify({ status: code === 200 ? 'ok' : 'not ready' })}\n`;
  response
    .writeHead(code, {
      'content-type': isMetrics ? metrics.contentType : 'application/json',
      'cache-control': 'no-store',
    })
    .end(request.method === 'HEAD' ? undefined : body);
  return true;
}
