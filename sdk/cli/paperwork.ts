import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, exitCode } from './command-io.ts';
import { biometricNotice } from './paperwork/biometric-notice.ts';
import type { PaperworkFacts } from './paperwork/facts.ts';
import { gatherFacts } from './paperwork/gather-facts.ts';
import { impactAssessment } from './paperwork/impact-assessment.ts';
import { incidentRunbook } from './paperwork/incident-runbook.ts';
import { informationText } from './paperwork/information-text.ts';
import { modelCards } from './paperwork/model-cards.ts';
import { processingRecord } from './paperwork/processing-record.ts';

const documents: Readonly<Record<string, (facts: PaperworkFacts) => string>> = {
  'impact-assessment.md': impactAssessment,
  'information-text.md': informationText,
  'biometric-notice-and-retention.md': biometricNotice,
  'processing-record.md': processingRecord,
  'model-cards.md': modelCards,
  'incident-runbook.md': incidentRunbook,
};

/** `assent paperwork`: writes what a data protection officer or a works council asks for, filled with the facts. */
export const paperwork: Command = async (args, io) => {
  let call: { readonly declaration: string; readonly out: string; readonly force: boolean };
  try {
    call = readCall(args);
  } catch (error) {
    io.complain(`paperwork: ${messageOf(error)}\n`);
    return exitCode.usage;
  }
  const { declaration, out, force } = call;
  try {
    const text = declaration === '-' ? await io.readStdin() : await readFile(declaration, 'utf8');
    const facts = await gatherFacts(parse(text), new Date().toISOString().slice(0, 10));
    await mkdir(out, { recursive: true });
    for (const [file, write] of Object.entries(documents)) {
      // What people have filled in is not overwritten by chance.
      await writeFile(join(out, file), write(facts), { flag: force ? 'w' : 'wx' });
      io.write(`${join(out, file)}\n`);
    }
    return exitCode.fine;
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    io.complain(`paperwork: ${messageOf(error)}${exists ? '; --force writes over it' : ''}\n`);
    return exitCode.failed;
  }
};

function readCall(args: readonly string[]): { declaration: string; out: string; force: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      declaration: { type: 'string' },
      out: { type: 'string' },
      force: { type: 'boolean', default: false },
    },
  });
  const { declaration, out, force } = values;
  if (declaration === undefined)
    throw new TypeError('--declaration: name a JSON file, or - for standard input');
  if (out === undefined) throw new TypeError('--out: name a folder');
  return { declaration, out, force };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError(`the declaration is no JSON: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
