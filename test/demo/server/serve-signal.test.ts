import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokens } from '../../../demo/server/create-tokens.ts';
import { signalLimits } from '../../../demo/server/serve-signal.ts';
import { askToken, join, openSignal, type SignalClient } from './signal-client.ts';
import { startDemo } from './start-demo.ts';

const mesh = { env: { ASSENT_NO_SFU: '1' } };

/** Whoever else is in the room gets on with the call: told of a change, and answered. */
async function expectUndisturbed(bystander: SignalClient & { id: string }): Promise<void> {
  const before = bystander.heard.length;
  bystander.say({ type: 'media', microphone: 'on', camera: 'off' });
  bystander.say({ type: 'aggregate-token', request: 77 });
  await bystander.hears('reply', ({ request }) => request === 77);
  expect(bystander.heard.length).toBeGreaterThan(before);
  expect(bystander.socket.readyState).toBe(bystander.socket.OPEN);
}

describe('a room', () => {
  it('tells everybody the same roster: who came first is host, mute states, who left', async () => {
    const server = await startDemo(mesh);
    const ann = await join(server, 'room', 'Ann');
    const bob = await join(server, 'room', 'Bob');
    await join(server, 'room', 'Clip', 'recording');
    bob.say({ type: 'media', microphone: 'muted', camera: 'on' });
    for (const client of [ann, bob]) {
      const roster = await client.roster((all) => all.length === 3 && all[1]?.microphone === 'muted');
      expect(roster.map(({ name, host, kind }) => ({ name, host, kind }))).toEqual([
        { name: 'Ann', host: true, kind: 'person' },
        { name: 'Bob', host: false, kind: 'person' },
        { name: 'Clip', host: false, kind: 'recording' },
      ]);
      expect(roster[1]).toMatchObject({ microphone: 'muted', camera: 'on', present: true });
    }
    ann.say({ type: 'leave' });
    const rest = await bob.roster((all) => all.length === 2);
    expect(rest[0]).toMatchObject({ name: 'Bob', host: true });
    expect(await ann.closed).toBe(1000);
  });

  it('keeps rooms apart', async () => {
    const server = await startDemo(mesh);
    const ann = await join(server, 'one', 'Ann');
    const eve = await join(server, 'two', 'Eve');
    expect((await ann.hears('welcome')).meetingId).not.toBe((await eve.hears('welcome')).meetingId);
    eve.say({ type: 'relay', to: ann.id, signal: { kind: 'candidate', candidate: { candidate: '' } } });
    await eve.hears('error', ({ code, field }) => code === 'not-found' && field === 'to');
    await expectUndisturbed(ann);
    expect(ann.heard.some(({ type }) => type === 'relay')).toBe(false);
  });

  it('keeps the place of somebody whose connection broke, then lets it go', async () => {
    const server = await startDemo({ ...mesh, graceMs: 300 });
    const ann = await join(server, 'room', 'Ann');
    const bob = await join(server, 'room', 'Bob');
    const { resumeToken, meetingId } = await bob.hears('welcome');
    bob.socket.terminate();
    await ann.roster((all) => all[1]?.present === false);
    ann.say({ type: 'relay', to: bob.id, signal: { kind: 'candidate', candidate: { candidate: 'kept' } } });
    const again = await openSignal(server);
    again.say({ type: 'hello', token: resumeToken, receive: true });
    const welcome = await again.hears('welcome');
    expect(welcome).toMatchObject({ self: { id: bob.id }, meetingId });
    await again.hears('relay', ({ from }) => from === ann.id);
    await ann.roster((all) => all[1]?.present === true);

    again.socket.terminate();
    await ann.roster((all) => all.length === 1);
    const late = await openSignal(server);
    late.say({ type: 'hello', token: resumeToken, receive: true });
    await late.hears('error', ({ code }) => code === 'token-invalid');
    expect(await late.closed).toBe(4001);
  });

  it('is full at its capacity', async () => {
    const server = await startDemo({ ...mesh, capacity: 1 });
    const ann = await join(server, 'room', 'Ann');
    const token = await askToken(server, 'room', 'Bob');
    const bob = await openSignal(server);
    bob.say({ type: 'hello', token, receive: true });
    await bob.hears('error', ({ code }) => code === 'limit-exceeded');
    expect(await bob.closed).toBe(4003);
    await expectUndisturbed(ann);
  });
});

describe('a token is refused that', () => {
  const subject = {
    participantId: 'p',
    roomId: 'room',
    name: 'Eve',
    kind: 'person',
    host: true,
    meetingId: null,
  } as const;

  it.each([
    ['is none', async () => 'nonsense'],
    ['has no signature', async () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: 'p' }))}.`],
    ['another key signed', () => createTokens().issue('join', subject)],
  ])('%s', async (_name, make) => {
    const server = await startDemo(mesh);
    const ann = await join(server, 'room', 'Ann');
    const eve = await openSignal(server);
    eve.say({ type: 'hello', token: await make(), receive: true });
    const error = await eve.hears('error');
    expect(error).toMatchObject({ code: 'token-invalid', field: 'token' });
    expect(error.message).not.toMatch(/at .*\.ts/);
    expect(await eve.closed).toBe(4001);
    await expectUndisturbed(ann);
    expect((await ann.roster(() => true)).length).toBe(1);
  });

  it('has expired, or is for another use', async () => {
    const key = new Uint8Array(32).fill(7);
    const server = await startDemo({ ...mesh, tokens: createTokens(key) });
    const old = await createTokens(key, () => Date.now() - 121_000).issue('join', subject);
    const foreign = await createTokens(key).issue('aggregate', subject);
    for (const [token, why] of [
      [old, 'expired'],
      [foreign, 'for this use'],
    ] as const) {
      const eve = await openSignal(server);
      eve.say({ type: 'hello', token, receive: true });
      const error = await eve.hears('error');
      expect(error.code).toBe('token-invalid');
      expect(error.message).toContain(why);
      expect(await eve.closed).toBe(4001);
    }
  });
});

describe('a message is refused that', () => {
  it.each([
    ['is no JSON', '{', 'message-invalid', undefined],
    ['is no object', '17', 'message-invalid', undefined],
    ['has no known type', '{"type":"shout"}', 'message-invalid', 'type'],
    [
      'has a wrong field',
      '{"type":"media","microphone":"loud","camera":"on"}',
      'message-invalid',
      'microphone',
    ],
    ['has a field too many', '{"type":"leave","why":1}', 'message-invalid', 'why'],
    ['is too large', `{"type":"leave","x":"${'x'.repeat(70_000)}"}`, 'limit-exceeded', undefined],
    ['comes out of order', '{"type":"hello","token":"x","receive":true}', 'out-of-order', 'type'],
    ['needs an SFU', '{"type":"consume","request":3,"producerId":"x"}', 'out-of-order', 'type'],
    [
      'goes to nobody',
      '{"type":"relay","to":"x","signal":{"kind":"candidate","candidate":{"candidate":""}}}',
      'not-found',
      'to',
    ],
  ])('%s', async (_name, text, code, field) => {
    const server = await startDemo(mesh);
    const ann = await join(server, 'room', 'Ann');
    const eve = await join(server, 'room', 'Eve');
    eve.say(text);
    const error = await eve.hears('error');
    expect(error).toMatchObject({ code, ...(field === undefined ? {} : { field }) });
    await expectUndisturbed(eve);
    await expectUndisturbed(ann);
  });

  it('is binary, or comes before hello', async () => {
    const server = await startDemo(mesh);
    const early = await openSignal(server);
    early.say({ type: 'leave' });
    await early.hears('error', ({ code }) => code === 'out-of-order');
    early.socket.send(new Uint8Array([1, 2, 3]));
    await early.hears('error', ({ message }) => message === 'messages are text');
    expect(server.rooms.count()).toEqual({ rooms: 0, participants: 0 });
  });

  it('is over the hard limit of a frame: that connection ends, nobody else notices', async () => {
    const server = await startDemo(mesh);
    const ann = await join(server, 'room', 'Ann');
    const eve = await join(server, 'room', 'Eve');
    eve.say('x'.repeat(300_000));
    expect(await eve.closed).toBe(1009);
    await expectUndisturbed(ann);
  });

  it('is one of a flood: refused, then put out', async () => {
    const server = await startDemo(mesh);
    const ann = await join(server, 'room', 'Ann');
    const eve = await join(server, 'room', 'Eve');
    const flood = signalLimits.messageBurst + signalLimits.mostRefusals + 50;
    for (let sent = 0; sent < flood; sent += 1) eve.say({ type: 'media', microphone: 'on', camera: 'on' });
    await eve.hears('error', ({ code }) => code === 'limit-exceeded');
    expect(await eve.closed).toBe(4008);
    await expectUndisturbed(ann);
  });

  it('comes from a page of another origin', async () => {
    const server = await startDemo(mesh);
    await expect(openSignal(server, { origin: 'https://elsewhere.example' })).rejects.toThrow('403');
    const { host } = new URL(server.url);
    const own = await openSignal(server, { origin: `http://${host}` });
    own.socket.close();
  });
});

it('whatever a participant says, of every type, the others go on', async () => {
  const server = await startDemo({ ...mesh, graceMs: 50 });
  const ann = await join(server, 'room', 'Ann');
  const types = [
    'media',
    'aggregate-token',
    'relay',
    'open-transport',
    'connect-transport',
    'restart-ice',
    'produce',
    'close-producer',
    'consume',
    'resume-consumer',
    'hello',
    'other',
  ];
  const fields = fc.dictionary(
    fc.constantFrom(
      'request',
      'to',
      'signal',
      'token',
      'transportId',
      'producerId',
      'rtpParameters',
      'kind',
      'x',
    ),
    fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.nat(), fc.constant(ann.id), fc.string()),
  );
  const message = fc.oneof(
    fc.tuple(fc.constantFrom(...types), fields).map(([type, rest]) => JSON.stringify({ ...rest, type })),
    fc.json(),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 40 }), async (messages) => {
      const eve = await join(server, 'room', 'Eve');
      for (const text of messages) eve.say(text);
      eve.say({ type: 'aggregate-token', request: 1_000 });
      await eve.hears('reply', ({ request }) => request === 1_000);
      for (const error of eve.heard) {
        if (error.type === 'error') expect(error.message).not.toContain('the server failed');
      }
      expect(eve.heard.some(({ type }) => type === 'error' || type === 'reply')).toBe(true);
      eve.say({ type: 'leave' });
      await eve.closed;
    }),
    { numRuns: 40 },
  );
  await expectUndisturbed(ann);
  expect(server.rooms.count()).toEqual({ rooms: 1, participants: 1 });
});
