import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { join } from './signal-client.ts';
import { startDemo } from './start-demo.ts';

const mesh = { env: { ASSENT_NO_SFU: '1' } };

describe('every answer', () => {
  it.each(['/', '/api/health', '/assets/app-1a2b3c.js', '/nowhere'])(
    'of %s names no foreign origin',
    async (path) => {
      const server = await startDemo(mesh);
      const { headers } = await fetch(server.url + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'self'");
      expect(policy).not.toContain('unsafe-inline');
      const { host } = new URL(server.url);
      const origins = policy.match(/\b[a-z]+:\/\/[^ ;]+/g) ?? [];
      expect(origins.every((origin) => new URL(origin).host === host)).toBe(true);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toContain('camera=(self)');
    },
  );

  it('does not repeat a Host that is no host', async () => {
    const server = await startDemo(mesh);
    const { headers } = await server.app.inject({
      url: '/',
      headers: { host: "x; script-src 'unsafe-inline'" },
    });
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  });
});

describe('files', () => {
  it('are served from the page, the rooms of the page, and the caches', async () => {
    const server = await startDemo(mesh);
    for (const path of ['/', '/r/some-room']) {
      expect(await (await fetch(server.url + path)).text()).toContain('<title>page</title>');
    }
    const asset = await fetch(`${server.url}/assets/app-1a2b3c.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(server.url)).headers.get('cache-control')).toBe('no-cache');
    const wasm = await fetch(`${server.url}/assent/vision-wasm/vision_wasm_module_internal.wasm`, {
      method: 'HEAD',
    });
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
  });

  it('come in ranges, as browsers ask for recordings', async () => {
    const server = await startDemo(mesh);
    const part = await fetch(`${server.url}/assent/media/clip.mp4`, { headers: { range: 'bytes=2-4' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(await part.text()).toBe('234');
  });

  it.each(['/assent/media/../../../etc/passwd', '/assets/..%2f..%2fcache', '/assent/models/%00'])(
    'outside of them are not: %s',
    async (path) => {
      const server = await startDemo(mesh);
      const { statusCode, body } = await server.app.inject({ url: path });
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(body).not.toContain('root:');
    },
  );
});

it.each([
  ['room', '/api/rooms/a%20b/join', { name: 'Ann', kind: 'person' }],
  ['name', '/api/rooms/ab/join', { name: ' ', kind: 'person' }],
  ['kind', '/api/rooms/ab/join', { name: 'Ann', kind: 'robot' }],
  ['host', '/api/rooms/ab/join', { name: 'Ann', kind: 'person', host: true }],
])('joining names the field at fault: %s', async (field, path, body) => {
  const server = await startDemo(mesh);
  const answer = await server.app.inject({ method: 'POST', url: path, payload: body });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'message-invalid', field });
});

it('joining refuses what is no JSON without a stack trace', async () => {
  const server = await startDemo(mesh);
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/rooms/ab/join',
    headers: { 'content-type': 'application/json' },
    payload: '{',
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'message-invalid' });
  expect(answer.body).not.toContain('node_modules');
});

describe('aggregation', () => {
  async function connect(url: string, token: string) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/aggregate`);
    const heard: { type: string }[] = [];
    socket.on('message', (data, isBinary) => {
      if (!isBinary) heard.push(JSON.parse(String(data)) as { type: string });
    });
    const closed = new Promise<string>((resolve) =>
      socket.once('close', (_code, reason) => resolve(String(reason))),
    );
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'hello', v: 1, token }));
    const until = performance.now() + 3_000;
    while (heard.length === 0 && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return { heard, closed };
  }

  it('follows the roster of the call: who leaves the call is out, and the token is good no more', async () => {
    const server = await startDemo(mesh);
    const ann = await join(server, 'room', 'Ann');
    await join(server, 'room', 'Bob');
    ann.say({ type: 'aggregate-token', request: 1 });
    const { value } = await ann.hears('reply');
    const { token } = value as { token: string };
    const connection = await connect(server.url, token);
    expect(connection.heard[0]).toMatchObject({ type: 'welcome', windowSeconds: 10, k: 5 });
    ann.say({ type: 'leave' });
    await connection.closed;
    expect((await connect(server.url, token)).heard[0]).toMatchObject({
      type: 'refused',
      code: 'token-invalid',
    });
  });

  it('takes no token that is for joining', async () => {
    const server = await startDemo(mesh);
    const { token } = (
      await server.app.inject({
        method: 'POST',
        url: '/api/rooms/ab/join',
        payload: { name: 'A', kind: 'person' },
      })
    ).json() as { token: string };
    expect((await connect(server.url, token)).heard[0]).toMatchObject({
      type: 'refused',
      code: 'token-invalid',
    });
  });
});

it('closing tells every page, soon', async () => {
  const server = await startDemo(mesh);
  const ann = await join(server, 'room', 'Ann');
  const began = performance.now();
  await server.close();
  expect(await ann.closed).toBe(1001);
  expect(performance.now() - began).toBeLessThan(2_000);
});
