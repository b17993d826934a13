import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { Figure } from './figure.ts';

const reportSchema = v.array(v.object({ name: v.string(), size: v.number(), sizeLimit: v.number() }));

/** What each entry weighs for an app that bundles it: size-limit's own bundling, gzipped, without rxjs. */
export async function measureSizes(): Promise<readonly Figure[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['node_modules/size-limit/bin.js', '--json'],
    { maxBuffer: 1e7 },
  );
  return v.parse(reportSchema, JSON.parse(stdout)).map(({ name, size, sizeLimit }) => ({
    id: `size ${name}`,
    what: name,
    value: size / 1000,
    unit: 'kB',
    budget: { atMost: sizeLimit / 1000 },
  }));
}
