import { afterEach, describe, expect, it } from 'vitest';
import type { CallRoster } from '../../../sdk/server/call/call-roster.ts';
import { createAggregator } from '../../../sdk/server/create-aggregator.ts';
import { createMemoryStore } from '../../../sdk/server/create-memory-store.ts';
import { issueToken, type Service, startService, until } from '../start-service.ts';

let service: Service;
afterEach(() => service?.stop());

const names = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];

/** The call's side, as it is at each moment. */
function callOf(ids: readonly string[]) {
  const call = {
    present: new Set(ids),
    trouble: null as Error | null,
    async participantsOf(meetingId: string): Promise<ReadonlySet<string>> {
      if (call.trouble !== null) throw call.trouble;
      return meetingId === 'm' ? call.present : new Set();
    },
  } satisfies CallRoster & Record<string, unknown>;
  return call;
}

const refusals = async (participantId: string, meetingId = 'm'): Promise<string[]> => {
  const raw = await service.connect();
  const token = await issueToken(meetingId, participantId, service.clock.nowMs() + 600_000);
  raw.send(JSON.stringify({ type: 'hello', v: 1, token }));
  await until(() => raw.closed() !== null);
  return raw.messages.flatMap((message) => (message.type === 'refused' ? [message.code] : []));
};

describe('a service that knows who is in the call', () => {
  it('lets in nobody who is not, however good the token', async () => {
    service = await startService({ roster: callOf(names) });
    await service.join('p0', 0.5);
    expect(await refusals('stranger')).toEqual(['token-invalid']);
    expect(await refusals('p0', 'another')).toEqual(['token-invalid']);
  });

  it('sums those alone who are still in the call when a window ends, and takes them again when they are back', async () => {
    const call = callOf(names);
    service = await startService({ roster: call });
    const [first, ...others] = await Promise.all(names.map((name) => service.join(name, 0.5)));
    await service.form(6);
    await until(() => first?.views.at(-1)?.kind === 'digest');
    call.present = new Set(names.slice(0, 5));
    await service.collect(5);
    expect(others.at(-1)?.problems.join()).toContain('token-invalid');
    service.settle();
    expect((await service.aggregator.status()).connections).toBe(5);
    call.present = new Set(names);
    await until(async () => (await service.aggregator.status()).connections === 6);
    await service.window(6);
    expect(service.problems).toEqual([]);
  });

  it('lets nobody in and publishes nothing while the call cannot be asked', async () => {
    const call = callOf(names);
    service = await startService({ roster: call });
    const [first] = await Promise.all(names.map((name) => service.join(name, 0.5)));
    call.trouble = new Error('out of reach');
    expect(await refusals('p0')).toEqual(['token-invalid']);
    service.clock.advance(10);
    await until(() => {
      const view = first?.views.at(-1);
      return view?.kind === 'withheld' && view.reason === 'service-stopped';
    });
    expect(service.store.held().vectors).toBe(0);
    expect(service.problems.length).toBeGreaterThan(0);
  });

  it('does not wait for a roster that never answers', async () => {
    const call = callOf(names);
    service = await startService({ roster: call });
    const [first] = await Promise.all(names.map((name) => service.join(name, 0.5)));
    call.participantsOf = () => new Promise(() => {});
    service.clock.advance(10);
    // The question is asked by now, and half of the time for collecting goes by.
    await new Promise((resolve) => setTimeout(resolve, 50));
    service.clock.advance(1);
    await until(() => {
      const view = first?.views.at(-1);
      return view?.kind === 'withheld' && view.reason === 'service-stopped';
    });
  });

  it('names a roster that is none', () => {
    const store = createMemoryStore();
    const verifyToken = () => Promise.reject(new Error('never asked'));
    expect(() => createAggregator({ store, verifyToken, roster: {} as never })).toThrow(/^roster:/);
  });
});
