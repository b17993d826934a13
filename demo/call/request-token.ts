import type { ParticipantKind } from './call.ts';
import { CallProblem } from './call-problem.ts';

/** Asks the server for a place in a room. @throws CallProblem (rejection) `refused` or `connection-lost` */
export async function requestToken(place: {
  readonly roomId: string;
  readonly name: string;
  readonly kind: ParticipantKind;
}): Promise<string> {
  const { roomId, name, kind } = place;
  let answer: unknown;
  try {
    const response = await fetch(`/api/rooms/${encodeURIComponent(roomId)}/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, kind }),
    });
    answer = await response.json();
  } catch (cause) {
    throw new CallProblem('connection-lost', 'The server of the call does not answer.', { cause });
  }
  if (has(answer, 'token')) return answer.token;
  const why = has(answer, 'message') ? answer.message : 'the server gave no reason';
  throw new CallProblem('refused', `Joining was refused: ${why}.`);
}

function has<K extends string>(value: unknown, key: K): value is Record<K, string> {
  return (
    typeof value === 'object' && value !== null && typeof (value as Record<K, unknown>)[key] === 'string'
  );
}
