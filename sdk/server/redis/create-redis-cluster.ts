import * as v from 'valibot';
import type { ClusterListener, MeetingCluster } from '../cluster/meeting-cluster.ts';
import type { RedisLink } from './redis-link.ts';

/** Times of a cluster, in milliseconds. */
export interface RedisClusterOptions {
  /** A node that says nothing for so long is taken for dead. */
  readonly leaseMs: number;
  /** So long after Redis was found empty no meeting gets a home: its nodes give back the guards first. */
  readonly settleMs: number;
  /** A meeting's home is forgotten after so long without anyone joining. */
  readonly homeMs: number;
}

const envelope = v.object({ from: v.string(), text: v.string() });

/** Joins the nodes that share a Redis. Begins to say that this one is alive. */
export async function createRedisCluster(
  link: RedisLink,
  options: RedisClusterOptions,
): Promise<MeetingCluster & { close(): void; alive(): boolean }> {
  const { leaseMs, settleMs, homeMs } = options;
  const nodes = `${link.prefix}node:`;
  const channelOf = (node: string): string => `${link.prefix}to:${node}`;
  const homeOf = (meetingId: string): string => `${link.prefix}home:${meetingId}`;
  /** Those with whom something is underway. */
  const peers = new Set<string>();
  let listener: ClusterListener | null = null;
  let leaseUntilMs = 0;
  let closed = false;

  function lose(node: string): void {
    if (peers.delete(node)) listener?.lost(node);
  }

  function lapse(): void {
    leaseUntilMs = 0;
    for (const node of [...peers]) lose(node);
    listener?.lapsed();
  }

  async function beat(): Promise<void> {
    const begunMs = performance.now();
    try {
      const held = leaseUntilMs > 0;
      const known = await link.run('assentBeat', nodes + link.node, leaseMs);
      // Away for too long, or Redis has forgotten: in both cases others may have taken over.
      if (held && known === 0) lapse();
      leaseUntilMs = begunMs + leaseMs;
      for (const node of [...peers]) {
        if ((await link.command((redis) => redis.exists(nodes + node))) === 0) lose(node);
      }
    } catch {
      if (leaseUntilMs > 0 && performance.now() >= leaseUntilMs) lapse();
    }
  }

  await beat();
  await link.ear.subscribe(channelOf(link.node));
  link.ear.on('message', (_channel: string, message: string) => {
    const read = v.safeParse(envelope, parseJson(message));
    if (!read.success) return;
    peers.add(read.output.from);
    listener?.received(read.output.from, read.output.text);
  });
  // What the others said meanwhile is lost, and with it the order of what they say from now on.
  link.ear.on('close', () => {
    for (const node of [...peers]) lose(node);
  });
  const timer = setInterval(() => void beat(), leaseMs / 3);
  timer.unref();

  return {
    async locate(meetingId) {
      const keys = [homeOf(meetingId), `${link.prefix}born`];
      const home = String(await link.run('assentLocate', ...keys, link.node, nodes, settleMs, homeMs));
      if (home === '' || leaseUntilMs === 0) return { kind: 'unsettled' };
      return home === link.node ? { kind: 'here' } : { kind: 'elsewhere', node: home };
    },
    async release(meetingId) {
      await link.run('assentRelease', homeOf(meetingId), link.node);
    },
    async send(node, text) {
      if (closed) return false;
      const message = JSON.stringify({ from: link.node, text });
      const heard = await link.command((redis) => redis.publish(channelOf(node), message)).catch(() => 0);
      if (heard > 0) peers.add(node);
      else listener?.lost(node);
      return heard > 0;
    },
    listen(next) {
      listener = next;
      return () => {
        if (listener === next) listener = null;
      };
    },
    alive: () => link.connected() && leaseUntilMs > performance.now(),
    close() {
      closed = true;
      clearInterval(timer);
      link.command((redis) => redis.del(nodes + link.node)).catch(() => {});
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
