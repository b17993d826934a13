import { assets } from './assets.ts';
import { audit } from './audit.ts';
import { type Command, type CommandIo, exitCode } from './command-io.ts';
import { paperwork } from './paperwork.ts';
import { auditUsage } from './read-audit-call.ts';
import { recordSchema } from './record-schema.ts';
import { verifyLogFile } from './verify-log-file.ts';
import { verifyRecordFile } from './verify-record-file.ts';

const commands: Readonly<Record<string, { readonly run: Command; readonly help: string }>> = {
  assets: {
    run: assets,
    help: 'assets <folder> [--from <folder>]... [--check]\n      puts the models and the WebAssembly into a folder that your app serves, from installed packages or by npm,\n      each checked by its SHA-256; --from looks in a folder of yours first, --check only looks',
  },
  audit: { run: audit, help: auditUsage },
  'verify-record': {
    run: verifyRecordFile,
    help: 'verify-record <file.json | -> [--json] [--meeting <id>] [--subject <id>] [--challenge <text>]\n      checks a consent record: form, hashes, signatures, order',
  },
  'verify-log': {
    run: verifyLogFile,
    help: 'verify-log <file.json | -> [--json] [--key <public-key.json>]\n      checks an audit log: form, hashes, order of time, signed checkpoints',
  },
  paperwork: {
    run: paperwork,
    help: 'paperwork --declaration <file.json | -> --out <folder> [--force]\n      writes an impact assessment, notices, a processing record, model cards and a runbook, filled from the declaration',
  },
  'record-schema': {
    run: recordSchema,
    help: 'record-schema\n      prints the JSON Schema of consent records',
  },
};

/** Runs `assent <command>`; resolves to the exit code: 0 fine, 1 the check failed, 2 the call was wrong. */
export async function runCli(args: readonly string[], io: CommandIo): Promise<number> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command.run(rest, io);
  const help = Object.values(commands).map((known) => `  assent ${known.help}\n`);
  const asked = ['--help', '-h', 'help'].includes(name);
  (asked ? io.write : io.complain)(`usage:\n${help.join('')}`);
  return asked ? exitCode.fine : exitCode.usage;
}
