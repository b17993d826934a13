import { readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, it } from 'vitest';
import { consentRecordSchema } from '../../sdk/consent/record/consent-record-schema.ts';

const file = 'sdk/records/consent-record.schema.json';

it('the published JSON Schema is the one that records are checked by (UPDATE_SCHEMA=1 writes it anew)', () => {
  const { $schema, ...generated } = toJsonSchema(consentRecordSchema, {
    target: 'draft-2020-12',
    errorMode: 'throw',
  });
  const schema = {
    $schema,
    title: 'Assent consent record',
    description:
      'ISO/IEC TS 27560:2023 consent record, format assent-consent-record-1. The form only: hashes and signatures are checked by verifyRecord() or `npx assent verify-record`.',
    ...generated,
  };
  if (process.env.UPDATE_SCHEMA === '1') writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});
