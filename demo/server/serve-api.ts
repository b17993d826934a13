import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { createRateLimit } from './create-rate-limit.ts';
import type { Rooms } from './create-rooms.ts';
import type { Sfu } from './create-sfu.ts';
import { type Tokens, tokenSeconds } from './create-tokens.ts';
import { Refusal } from './refusal.ts';
import type { RefusalCode } from './server-messages.ts';

const joinRequest = v.strictObject({
  room: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'letters, digits, - and _, at most 64'),
  ),
  name: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'is empty'),
    v.maxLength(60, 'has more than 60 characters'),
    v.regex(/^\P{Cc}*$/u, 'has control characters'),
  ),
  kind: v.picklist(['person', 'recording']),
});

const statusOf: Readonly<Record<RefusalCode, number>> = {
  'message-invalid': 400,
  'limit-exceeded': 429,
  'token-invalid': 401,
  'out-of-order': 409,
  'not-found': 404,
  'sfu-failed': 502,
};

/** What the API works on. */
export interface ApiServices {
  readonly rooms: Rooms;
  readonly tokens: Tokens;
  readonly sfu: Sfu;
}

/** `POST /api/rooms/:room/join` gives a token for the signalling; `GET /api/health` tells how the server is. */
export function serveApi(app: FastifyInstance, { rooms, tokens, sfu }: ApiServices): void {
  const allowJoin = createRateLimit(60, 20);

  app.post('/api/rooms/:room/join', { bodyLimit: 4_096 }, async (request, reply) => {
    if (!allowJoin()) throw new Refusal('limit-exceeded', 'too many people join at once; try again');
    const body = typeof request.body === 'object' && request.body !== null ? request.body : {};
    const read = v.safeParse(joinRequest, { ...body, ...(request.params as object) }, { abortEarly: true });
    if (!read.success) {
      const [issue] = read.issues;
      throw new Refusal('message-invalid', issue.message, v.getDotPath(issue) ?? undefined);
    }
    const { room: roomId, name, kind } = read.output;
    const taken =
      rooms
        .find(roomId)
        ?.seats()
        .some((seat) => seat.host) ?? false;
    const token = await tokens.issue('join', {
      participantId: randomUUID(),
      roomId,
      name,
      kind,
      host: kind === 'person' && !taken,
      meetingId: null,
    });
    return reply.header('cache-control', 'no-store').send({ token, expiresInSeconds: tokenSeconds.join });
  });

  app.get('/api/health', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send({ status: 'ok', transport: sfu.available() ? 'sfu' : 'mesh', ...rooms.count() }),
  );

  app.setErrorHandler((error: unknown, request, reply) => {
    if (error instanceof Refusal) {
      const { code, message, field } = error;
      return reply.code(statusOf[code]).send({ code, message, ...(field === undefined ? {} : { field }) });
    }
    // Fastify's own refusals (a body that is no JSON or too large) carry a status under 500.
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
        ? error.statusCode
        : 500;
    if (status >= 400 && status < 500) {
      const code: RefusalCode = status === 413 || status === 429 ? 'limit-exceeded' : 'message-invalid';
      return reply.code(status).send({ code, message: error instanceof Error ? error.message : 'refused' });
    }
    request.log.error(error);
    return reply.code(500).send({ code: 'failed', message: 'the server failed at this; it goes on' });
  });
}
