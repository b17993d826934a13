import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { RecordExpectations, RecordVerification } from '../consent/record/record-verification.ts';
import { verifyRecord } from '../consent/record/verify-record.ts';
import { type Command, exitCode } from './command-io.ts';
import { messageOf, parseJson } from './read-input.ts';

/** `assent verify-record`: checks the record in a file, or in standard input for `-`. */
export const verifyRecordFile: Command = async (args, io) => {
  let call: ReturnType<typeof readCall>;
  try {
    call = readCall(args);
  } catch (error) {
    io.complain(`verify-record: ${messageOf(error)}\n`);
    return exitCode.usage;
  }
  let text: string;
  try {
    text = call.file === '-' ? await io.readStdin() : await readFile(call.file, 'utf8');
  } catch (error) {
    io.complain(`verify-record: ${messageOf(error)}\n`);
    return exitCode.usage;
  }
  const result = await verifyRecord(parseJson(text), call.expected);
  io.write(call.json ? `${JSON.stringify(result)}\n` : `${inWords(result)}\n`);
  return result.kind === 'valid' ? exitCode.fine : exitCode.failed;
};

function readCall(args: readonly string[]): { file: string; json: boolean; expected: RecordExpectations } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      meeting: { type: 'string' },
      subject: { type: 'string' },
      challenge: { type: 'string' },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new TypeError('name one file, or - for standard input');
  const { json, meeting, subject, challenge } = values;
  return {
    file,
    json,
    expected: {
      ...(meeting === undefined ? {} : { meetingId: meeting }),
      ...(subject === undefined ? {} : { subjectId: subject }),
      ...(challenge === undefined ? {} : { challenge }),
    },
  };
}

function inWords(result: RecordVerification): string {
  if (result.kind !== 'valid') return `${result.kind} at ${result.at}: ${result.reason}`;
  const { events, open, gaps } = result;
  const missing = gaps.length === 0 ? '' : `; left empty by the deployment: ${gaps.join(', ')}`;
  return `valid: ${events} events, ${open ? 'the meeting goes on' : 'the meeting has ended'}${missing}`;
}
