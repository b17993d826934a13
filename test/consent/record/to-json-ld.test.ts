import jsonld from 'jsonld';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConsentRecord } from '../../../sdk/consent/record/consent-record.ts';
import { type JsonLdNode, toJsonLd } from '../../../sdk/consent/record/to-json-ld.ts';
import { exampleRecord } from './example-record.ts';

let record: ConsentRecord;
let expanded: Record<string, unknown>;

const noNetwork = {
  documentLoader: (url: string): never => {
    throw new Error(`nothing may be fetched: ${url}`);
  },
};

beforeAll(async () => {
  record = await exampleRecord();
  const [node] = await jsonld.expand(toJsonLd(record) as jsonld.JsonLdDocument, noNetwork);
  expanded = node as Record<string, unknown>;
});

const dpv = (term: string): string => `https://w3id.org/dpv#${term}`;
const dct = (term: string): string => `http://purl.org/dc/terms/${term}`;
const items = (node: unknown, iri: string): Record<string, unknown>[] => {
  const found = (node as Record<string, unknown>)[iri];
  if (!Array.isArray(found) || found.length === 0) throw new Error(`${iri} is missing`);
  return found;
};

// The mandatory fields of the DPV guide for ISO/IEC TS 27560, with the property that it gives for each.
describe('every mandatory field of the guide is there, after expansion by a JSON-LD processor', () => {
  it.each([
    ['schema version', dct('conformsTo')],
    ['record id', dct('identifier')],
    ['record id', dpv('hasIdentifier')],
    ['data subject', dpv('hasDataSubject')],
    ['notice', dpv('hasNotice')],
    ['process', dpv('hasProcess')],
    ['entity', dpv('hasEntity')],
    ['event', dpv('hasConsentStatus')],
  ])('%s: %s', (_field, iri) => {
    expect(items(expanded, iri).length).toBeGreaterThan(0);
  });

  it('of a notice: its language', () => {
    for (const notice of items(expanded, dpv('hasNotice'))) {
      expect(notice['@type']).toEqual([dpv('ConsentNotice')]);
      expect(items(notice, dct('language'))).toEqual([{ '@value': 'en' }]);
    }
  });

  it.each([
    ['purpose', 'hasPurpose'],
    ['personal data', 'hasPersonalData'],
    ['storage', 'hasStorageCondition'],
    ['controller', 'hasDataController'],
    ['recipient', 'hasRecipient'],
    ['withdrawal', 'hasConsentControl'],
    ['jurisdiction', 'hasJurisdiction'],
    ['rights', 'hasRight'],
  ])('of a process: %s', (_field, term) => {
    const processes = items(expanded, dpv('hasProcess'));
    expect(processes).toHaveLength(record.processes.length);
    for (const process of processes) expect(items(process, dpv(term)).length).toBeGreaterThan(0);
  });

  it('of personal data: its type; of storage: where and how long', () => {
    for (const process of items(expanded, dpv('hasProcess'))) {
      for (const data of items(process, dpv('hasPersonalData'))) {
        expect(items(data, 'http://www.w3.org/2004/02/skos/core#broader')).toContainEqual({
          '@id': 'https://w3id.org/dpv/pd#Behavioural',
        });
      }
      const conditions = items(process, dpv('hasStorageCondition'));
      expect(conditions.map((condition) => (condition['@type'] as string[])[0])).toEqual([
        dpv('StorageLocation'),
        dpv('StorageDuration'),
      ]);
    }
  });

  it('of the controller: id, name, contact and address', () => {
    const controller = items(expanded, dpv('hasEntity')).find((entity) =>
      (entity['@type'] as string[]).includes(dpv('DataController')),
    );
    for (const term of ['hasIdentifier', 'hasName', 'hasContact', 'hasAddress']) {
      expect(items(controller, dpv(term)).length).toBeGreaterThan(0);
    }
  });

  it('of an event: type, state, time, validity and entity', () => {
    const events = items(expanded, dpv('hasConsentStatus'));
    expect(events).toHaveLength(record.events.length);
    const entities = new Set(items(expanded, dpv('hasEntity')).map((entity) => entity['@id']));
    const states = new Set<string>();
    for (const event of events) {
      const [state = '', type] = event['@type'] as string[];
      states.add(state);
      expect(type).toBe(dpv('ExplicitlyExpressedConsent'));
      expect(items(event, dpv('isIndicatedAtTime'))[0]).toMatchObject({
        '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
      });
      expect(items(event, dpv('hasDuration'))).toHaveLength(1);
      expect(entities).toContain(items(event, dpv('isIndicatedBy'))[0]?.['@id']);
    }
    // As DPV 2.2 lists them (module consent_status).
    const known = 'Requested RequestDeferred Refused Given Withdrawn Expired Revoked Invalidated Unknown'
      .split(' ')
      .map((name) => dpv(`Consent${name}`));
    for (const state of states) expect([...known, dpv('RenewedConsentGiven')]).toContain(state);
  });
});

it('becomes RDF in which no statement is lost for want of an IRI', async () => {
  const quads = (await jsonld.toRDF(toJsonLd(record) as jsonld.JsonLdDocument, noNetwork)) as object[];
  expect(quads.length).toBeGreaterThan(300);
  await expect(
    jsonld.expand(toJsonLd(record) as jsonld.JsonLdDocument, { ...noNetwork, safe: true } as object),
  ).resolves.toHaveLength(1);
});

it('a key without a prefix would be lost, and the check above would say so', async () => {
  const broken: JsonLdNode = { ...toJsonLd(record), stray: 'value' };
  await expect(
    jsonld.expand(broken as jsonld.JsonLdDocument, { ...noNetwork, safe: true } as object),
  ).rejects.toThrow();
});
