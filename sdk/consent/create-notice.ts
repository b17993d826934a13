import { canonicalText } from '../integrity/canonical-text.ts';
import { freezeDeep } from '../integrity/freeze-deep.ts';
import { sha256Hex } from '../integrity/sha256-hex.ts';
import type { Modality, Purpose, Scope, Tier } from '../vocabulary.ts';
import type { Notice, NoticeController, NoticeModel, NoticeProcess, Recipient, Retention } from './notice.ts';
import { scopeKey } from './scope-query.ts';

/** What a notice says; a `Deployment` of the policy room is a fitting `deployment`. */
export interface NoticeOptions {
  readonly deployment: {
    readonly context: string;
    readonly jurisdictions: readonly string[];
    readonly controller: NoticeController;
    readonly mode: 'individual' | 'unanimous';
    readonly impactAssessment?: { readonly uri: string; readonly date: string };
    readonly retentionPolicy?: { readonly uri: string };
  };
  /** What policy allows; nothing else is asked for. */
  readonly scopes: readonly Scope[];
  /** Every model that may take part; one for the affect tier stands only where affect is on offer. */
  readonly models: readonly (NoticeModel & { readonly tier?: Tier })[];
  /** Version of the wording; `1` unless told. */
  readonly version?: string;
  /** BCP 47; `en` unless told. */
  readonly language?: string;
  /** Where it differs from memory only, until the meeting ends. */
  readonly retention?: Partial<Readonly<Record<Purpose, Retention>>>;
}

const recipients: Readonly<Record<Purpose, readonly Recipient[]>> = {
  'self-view': ['participant-alone'],
  'group-summary': ['host-and-participants-as-group'],
};

const memoryOnly: Readonly<Record<Purpose, Retention>> = {
  'self-view': { location: 'device-memory', atMost: 'meeting' },
  'group-summary': { location: 'service-memory', atMost: 'meeting' },
};

/**
 * Puts together what a participant is told and hashes it. Equal facts give an
 * equal hash, in whatever order scopes and models are listed; any other
 * purpose, recipient, retention or model gives another.
 *
 * Canonical form: RFC 8785. The notice is frozen.
 *
 * @throws TypeError naming an option that cannot be written as JSON or is out of range.
 * @throws {@link AssentError} `unsupported` where WebCrypto is missing (a page without HTTPS).
 */
export async function createNotice(options: NoticeOptions): Promise<Notice> {
  const content = noticeContent(options);
  const sha256 = await sha256Hex(canonicalText(content, 'notice'));
  return freezeDeep({ id: `assent-notice-${content.version}-${sha256.slice(0, 16)}`, ...content, sha256 });
}

/** Whether a notice's hash is the hash of its content: `false` once anything in it was changed. */
export async function verifyNotice(notice: Notice): Promise<boolean> {
  const { id, sha256, ...content } = notice;
  const actual = await sha256Hex(canonicalText(content, 'notice'));
  return actual === sha256 && id === `assent-notice-${content.version}-${sha256.slice(0, 16)}`;
}

function noticeContent(options: NoticeOptions): Omit<Notice, 'id' | 'sha256'> {
  const { deployment } = options;
  const { name, contact, address } = deployment.controller;
  const scopes = uniqueScopes(options.scopes);
  return {
    version: options.version ?? '1',
    language: options.language ?? 'en',
    context: deployment.context,
    jurisdictions: [...new Set(deployment.jurisdictions)].sort(),
    controller: { name, contact, ...(address === undefined ? {} : { address }) },
    mode: deployment.mode,
    scopes,
    processes: noticeProcesses(scopes, options),
    impactAssessment:
      deployment.impactAssessment === undefined
        ? null
        : { uri: deployment.impactAssessment.uri, date: deployment.impactAssessment.date },
    retentionPolicy:
      deployment.retentionPolicy === undefined ? null : { uri: deployment.retentionPolicy.uri },
    withdrawal: 'one-action-in-the-call',
  };
}

function uniqueScopes(scopes: readonly Scope[]): Scope[] {
  const byKey = new Map(
    scopes.map(({ modality, purpose, tier }) => [
      scopeKey({ modality, purpose, tier }),
      { modality, purpose, tier },
    ]),
  );
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, scope]) => scope);
}

function noticeProcesses(scopes: readonly Scope[], options: NoticeOptions): NoticeProcess[] {
  const processes = new Map<string, NoticeProcess>();
  for (const { modality, purpose, tier } of scopes) {
    const key = `${modality}/${purpose}`;
    const tiers = [...(processes.get(key)?.tiers ?? []), tier].sort();
    processes.set(key, {
      modality,
      purpose,
      tiers,
      recipients: [...recipients[purpose]],
      retention: retentionOf(purpose, options),
      models: modelsOf(modality, tiers, options.models),
    });
  }
  return [...processes.values()];
}

function retentionOf(purpose: Purpose, options: NoticeOptions): Retention {
  const { location, atMost } = options.retention?.[purpose] ?? memoryOnly[purpose];
  if (atMost !== 'meeting' && !(Number.isFinite(atMost) && atMost >= 0)) {
    throw new TypeError(
      `retention.${purpose}.atMost: must be "meeting" or a number of seconds, never open-ended`,
    );
  }
  return { location, atMost };
}

function modelsOf(
  modality: Modality,
  tiers: readonly Tier[],
  models: NoticeOptions['models'],
): NoticeModel[] {
  return models
    .filter((model) => model.modality === modality && (model.tier !== 'affect' || tiers.includes('affect')))
    .map(({ id, version, sha256 }) => {
      if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) {
        throw new TypeError(
          `models: the sha256 of ${id} must be 64 hexadecimal digits in lower case, or null for a model without a file`,
        );
      }
      return { id, version, sha256, modality };
    })
    .sort((a, b) => (`${a.id}@${a.version}` < `${b.id}@${b.version}` ? -1 : 1));
}
