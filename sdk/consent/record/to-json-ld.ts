import type { Notice } from '../notice.ts';
import type {
  ConsentRecord,
  RecordedEvent,
  RecordParty,
  RecordProcess,
  RecordRight,
} from './consent-record.ts';
import {
  dataDescription,
  dpvConsentStatus,
  dpvContext,
  dpvDataCategory,
  dpvLocation,
  dpvRight,
  dpvRole,
  purposeDescription,
  sourceDescription,
} from './dpv-terms.ts';

/** A value of JSON-LD. */
export type JsonLd =
  | string
  | number
  | boolean
  | null
  | readonly JsonLd[]
  | { readonly [key: string]: JsonLd };

/** A node of JSON-LD. */
export type JsonLdNode = { readonly [key: string]: JsonLd };

const id = (iri: string): JsonLdNode => ({ '@id': iri });
const ids = (iris: readonly string[]): readonly JsonLdNode[] => iris.map(id);
const dateTime = (iso: string): JsonLdNode => ({ '@type': 'xsd:dateTime', '@value': iso });

/**
 * Writes a record as JSON-LD with terms of the W3C Data Privacy Vocabulary 2.2,
 * by its guide for ISO/IEC TS 27560. The context is written out: no processor
 * has to fetch one. Hashes and signatures refer to the plain JSON form, which
 * stays the one that {@link verifyRecord} checks.
 */
export function toJsonLd(record: ConsentRecord): JsonLdNode {
  const { header, notices, processes, parties, rights, impactAssessments, events, seal } = record;
  const urn = (part: string): string => `urn:uuid:${header.recordId}#${part}`;
  return {
    '@context': dpvContext as JsonLdNode,
    '@id': `urn:uuid:${header.recordId}`,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': id(header.conformsTo),
    'dct:identifier': header.recordId,
    'dpv:hasIdentifier': header.recordId,
    'dct:created': dateTime(header.createdAt),
    'dct:isPartOf': { 'dct:identifier': header.meetingId },
    'dpv:hasDataSubject': id(urn('subject')),
    'dpv:hasEntity': parties.map((party) => partyNode(party, urn)),
    'dpv:hasNotice': notices.map(noticeNode),
    'dpv:hasProcess': processes.map((process) => processNode(process, rights, impactAssessments, urn)),
    'dpv:hasConsentStatus': events.map((event) => eventNode(event, urn)),
    'sec:publicKeyJwk': { '@type': '@json', '@value': { ...header.publicKey } },
    'dct:provenance': {
      'dct:extent': seal.events,
      'dct:modified': dateTime(seal.sealedAt),
      'sec:digestValue': seal.headHash,
      'sec:signatureValue': seal.signature,
    },
  };
}

function partyNode({ partyId, role, type, name, contact, address }: RecordParty, urn: Urn): JsonLdNode {
  return {
    '@id': urn(partyId),
    '@type': ['dpv:Entity', dpvRole[role]],
    'dpv:hasIdentifier': urn(partyId),
    'dct:identifier': partyId,
    'dct:type': type,
    'dpv:hasName': name,
    ...(contact === null ? {} : { 'dpv:hasContact': contact }),
    ...(address === null ? {} : { 'dpv:hasAddress': address }),
  };
}

function noticeNode({ id: noticeId, version, sha256, language }: Notice): JsonLdNode {
  return {
    '@id': noticeIri(sha256),
    '@type': 'dpv:ConsentNotice',
    'dct:identifier': noticeId,
    'dct:hasVersion': version,
    'dct:language': language,
  };
}

function processNode(
  process: RecordProcess,
  rights: readonly RecordRight[],
  assessments: ConsentRecord['impactAssessments'],
  urn: Urn,
): JsonLdNode {
  const { modality, purpose, dataTypes, storageLocation, retention } = process;
  return {
    '@id': processIri(process, urn),
    '@type': 'dpv:Process',
    'dpv:hasNotice': id(noticeIri(process.noticeSha256)),
    'dpv:hasPurpose': {
      '@type': 'dpv:Purpose',
      'dct:identifier': purpose,
      'skos:broader': id('dpv:ServiceProvision'),
      'dct:description': purposeDescription[purpose],
    },
    'dpv:hasPersonalData': dataTypes.map((type) => ({
      '@type': 'dpv:PersonalData',
      'dct:identifier': type,
      'skos:broader': ids(dpvDataCategory[type]),
      'dct:description': dataDescription[type],
      'dpv:hasNecessity': id('dpv:Optional'),
    })),
    'dpv:hasProcessing': ids(['dpv:Derive', ...(dataTypes.some(isInferred) ? ['dpv:Infer'] : [])]),
    'dpv:hasDataSource': {
      '@type': 'dpv:DataSubjectDataSource',
      'dct:description': sourceDescription[modality],
    },
    'dpv:hasStorageCondition': [
      { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': id(dpvLocation[storageLocation]) },
      { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': durationNode(retention) },
    ],
    'dpv:hasDataController': ids(process.controllers.map(urn)),
    'dpv:hasRecipient': ids(process.recipients.map(urn)),
    'dpv:hasLegalBasis': ids(['dpv:ExplicitlyExpressedConsent', 'eu-gdpr:A9-2-a']),
    'dpv:hasJurisdiction': ids(process.jurisdictions.map((code) => `loc:${code}`)),
    'dpv:hasConsentControl': {
      '@type': 'dpv:WithdrawConsent',
      'dpv:isExercisedAt': process.withdrawalMethod,
    },
    'dpv:hasRight': rights.map(({ right, exercisedAt }) => ({
      '@type': dpvRight[right],
      'dct:title': right,
      'dpv:isExercisedAt': exercisedAt,
    })),
    'dpv:hasAssessment': assessments.map(({ uri, date }) => ({
      '@type': 'dpv:ImpactAssessment',
      'schema:url': uri,
      'dct:date': date,
    })),
    ...(process.models.length === 0
      ? {}
      : {
          'dpv:isImplementedUsingTechnology': process.models.map((model) => ({
            'dct:identifier': `${model.id}@${model.version}`,
            ...(model.sha256 === null ? {} : { 'sec:digestValue': model.sha256 }),
          })),
        }),
  };
}

function eventNode(event: RecordedEvent, urn: Urn): JsonLdNode {
  const { modality, purpose, tier } = event.scope;
  return {
    '@id': urn(`event-${event.sequence}`),
    '@type': [dpvConsentStatus[event.eventState], 'dpv:ExplicitlyExpressedConsent'],
    'dct:identifier': event.sequence,
    'dct:type': event.eventState,
    'dct:subject': `${modality}-${tier}.${purpose}`,
    'dpv:isIndicatedAtTime': dateTime(event.eventTime),
    'dpv:hasDuration':
      event.validUntil === null
        ? { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'next event of this scope' }
        : { '@type': 'dpv:UntilTimeDuration', 'rdf:value': dateTime(event.validUntil) },
    'dpv:isIndicatedBy': id(urn(event.entityId)),
    'dpv:hasIndicationMethod': 'unticked box and one button, in the call',
    'dpv:hasNotice': id(noticeIri(event.noticeSha256)),
    'sec:digestValue': event.hash,
    'sec:signatureValue': event.signature,
  };
}

type Urn = (part: string) => string;

const noticeIri = (sha256: string): string => `urn:sha256:${sha256}`;

const isInferred = (type: string): boolean => type.endsWith('-affect');

function processIri({ modality, purpose, noticeSha256 }: RecordProcess, urn: Urn): string {
  return urn(`process-${modality}-${purpose}-${noticeSha256.slice(0, 16)}`);
}

function durationNode(retention: RecordProcess['retention']): JsonLdNode {
  return retention === 'meeting'
    ? { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'end of the meeting' }
    : {
        '@type': 'dpv:TemporalDuration',
        'rdf:value': { '@type': 'xsd:duration', '@value': `PT${retention}S` },
      };
}
