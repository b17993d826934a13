import schema from './consent-record.schema.json' with { type: 'json' };

/** The form of a consent record as JSON Schema (draft 2020-12), for tools that are not written in JavaScript. */
export const consentRecordJsonSchema: Readonly<Record<string, unknown>> = schema;
