import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type AuditVerification, verifyAuditLog } from '../accountability/verify-audit-log.ts';
import type { PublicKeyJwk } from '../integrity/signing-key.ts';
import { type Command, type CommandIo, exitCode } from './command-io.ts';
import { messageOf, parseJson } from './read-input.ts';

/** `assent verify-log`: checks the audit log in a file, or in standard input for `-`. */
export const verifyLogFile: Command = async (args, io) => {
  let call: Awaited<ReturnType<typeof readCall>>;
  try {
    call = await readCall(args, io);
  } catch (error) {
    io.complain(`verify-log: ${messageOf(error)}\n`);
    return exitCode.usage;
  }
  const result = await verifyAuditLog(parseJson(call.text), call.key);
  io.write(call.json ? `${JSON.stringify(result)}\n` : `${inWords(result, call.key)}\n`);
  return result.kind === 'valid' ? exitCode.fine : exitCode.failed;
};

async function readCall(
  args: readonly string[],
  io: CommandIo,
): Promise<{ readonly text: string; readonly json: boolean; readonly key?: PublicKeyJwk }> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, key: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new TypeError('name one file, or - for standard input');
  const text = file === '-' ? await io.readStdin() : await readFile(file, 'utf8');
  const { json } = values;
  return values.key === undefined ? { text, json } : { text, json, key: await readKey(values.key) };
}

async function readKey(file: string): Promise<PublicKeyJwk> {
  const key = parseJson(await readFile(file, 'utf8'));
  if (isPublicKey(key)) return key;
  throw new TypeError(`--key: ${file} holds no public key as JWK (EC, P-256)`);
}

function isPublicKey(value: unknown): value is PublicKeyJwk {
  if (typeof value !== 'object' || value === null) return false;
  const { kty, crv, x, y } = value as Record<string, unknown>;
  return kty === 'EC' && crv === 'P-256' && typeof x === 'string' && typeof y === 'string';
}

function inWords(result: AuditVerification, key: PublicKeyJwk | undefined): string {
  if (result.kind !== 'valid') return `${result.kind} at ${result.at}: ${result.reason}`;
  const whose = key === undefined ? '; whose key it is was not checked (--key)' : '';
  return `valid: ${result.lines} lines, ${result.signedLines} of them signed for${whose}`;
}
