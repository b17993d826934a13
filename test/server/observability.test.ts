import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createAggregatorMetrics } from '../../sdk/server/create-aggregator-metrics.ts';
import { serveHealth } from '../../sdk/server/serve-health.ts';
import { type Service, startService, until } from './start-service.ts';

vi.setConfig({ testTimeout: 60_000 });

let service: Service;
afterEach(() => service.stop());

async function serve(): Promise<{ url: string; close(): void }> {
  const metrics = await createAggregatorMetrics();
  service = await startService({ observer: metrics.observer });
  const server = createServer((request, response) => {
    serveHealth(request, response, service.aggregator, metrics).then((known) => {
      if (!known) response.writeHead(404).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

test('metrics tell what happens, and nothing of anybody', async () => {
  const { url, close } = await serve();
  const people = await Promise.all(
    [0, 0.1, 0.1, 0.3, 0.5, 0.5].map((smile, index) => service.join(`person-${index}`, smile, 'meeting-x')),
  );
  await service.form(6);
  await until(() => people.every(({ views }) => views.at(-1)?.kind === 'digest'));
  const raw = await service.connect();
  raw.send('{}');
  await until(() => raw.closed() !== null);
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toMatch(/^assent_windows_total\{outcome="released"\} 1$/m);
  expect(text).toMatch(/^assent_contributions_total 12$/m);
  expect(text).toMatch(/^assent_refusals_total\{code="message-invalid"\} 1$/m);
  expect(text).toMatch(/^assent_connections 6$/m);
  expect(text).toMatch(/^assent_meetings 1$/m);
  expect(text).toMatch(/^assent_window_seconds_count 2$/m);
  expect(text).not.toMatch(/person-|meeting-x/);
  close();
});

test('health and readiness: a service that stops lives, and takes nobody new', async () => {
  const { url, close } = await serve();
  const codes = async (): Promise<readonly number[]> =>
    Promise.all(['/healthz', '/readyz', '/elsewhere'].map(async (path) => (await fetch(url + path)).status));
  expect(await codes()).toEqual([200, 200, 404]);
  expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
  await service.aggregator.close();
  expect(await codes()).toEqual([200, 503, 404]);
  close();
});

test('differential privacy: as many windows as were planned, then none; small groups never', async () => {
  service = await startService({
    privacy: {
      epsilon: 8,
      releases: 1,
      signals: ['smile-share'],
      smallestGroup: 6,
      maximumStandardError: 0.2,
    },
  });
  const people = await Promise.all(
    Array.from({ length: 6 }, (_, index) => service.join(`p${index}`, index / 10)),
  );
  const told = (): readonly string[] =>
    people.map(({ views }) => {
      const last = views.at(-1);
      return last?.kind === 'withheld' ? last.reason : (last?.kind ?? '');
    });
  await service.form(6);
  await until(() => told().every((what) => what === 'digest'));
  const view = people[0]?.views.at(-1);
  const others =
    view?.kind === 'digest' ? view.levels.filter(({ signal }) => signal !== 'smile-share') : null;
  expect(others).toEqual([]);
  await service.window(6);
  await until(() => told().every((what) => what === 'budget-spent'));
  await service.stop();
  service = await startService({
    privacy: {
      epsilon: 8,
      releases: 1,
      signals: ['smile-share'],
      smallestGroup: 7,
      maximumStandardError: 0.2,
    },
  });
  const fewer = await Promise.all(
    Array.from({ length: 6 }, (_, index) => service.join(`p${index}`, index / 10)),
  );
  await service.form(6);
  await until(() =>
    fewer.every(({ views }) =>
      views.some((v) => v.kind === 'withheld' && v.reason === 'too-few-contributors'),
    ),
  );
});
