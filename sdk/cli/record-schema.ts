import { consentRecordJsonSchema } from '../records/consent-record-json-schema.ts';
import { type Command, exitCode } from './command-io.ts';

/** `assent record-schema`. */
export const recordSchema: Command = async (_args, io) => {
  io.write(`${JSON.stringify(consentRecordJsonSchema, null, 2)}\n`);
  return exitCode.fine;
};
