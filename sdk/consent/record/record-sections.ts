import type { Notice, NoticeController, NoticeProcess, Recipient } from '../notice.ts';
import type {
  ConsentRecord,
  RecordHeader,
  RecordParty,
  RecordProcess,
  RecordRight,
} from './consent-record.ts';

/** The parts of a record that follow from its header and notices. */
export type RecordSections = Pick<ConsentRecord, 'processes' | 'parties' | 'rights' | 'impactAssessments'>;

/** Party id of the participant. */
export const subjectParty = 'subject';
/** Party id of the ledger on the participant's device, which ends what time or the meeting ends. */
export const ledgerParty = 'ledger';
const meetingParty = 'meeting';

const recipientParties: Readonly<Record<Recipient, string>> = {
  'participant-alone': subjectParty,
  'host-and-participants-as-group': meetingParty,
};

const rights: readonly RecordRight[] = [
  { right: 'withdraw', exercisedAt: 'in-the-call' },
  { right: 'contest', exercisedAt: 'in-the-call' },
  { right: 'access', exercisedAt: 'on-this-device' },
  { right: 'erasure', exercisedAt: 'on-this-device' },
  { right: 'portability', exercisedAt: 'on-this-device' },
  { right: 'complaint', exercisedAt: 'supervisory-authority' },
];

/** Works the sections out; a verifier does the same and compares. */
export function recordSections(header: RecordHeader, notices: readonly Notice[]): RecordSections {
  const controllers = distinct(notices.map(({ controller }) => controller));
  return {
    processes: notices.flatMap((notice) =>
      notice.processes.map((process) => recordProcess(process, notice, controllers)),
    ),
    parties: recordParties(header, notices, controllers),
    rights,
    impactAssessments: distinct(notices.flatMap(({ impactAssessment }) => impactAssessment ?? [])),
  };
}

/** Party id of the controller that a notice names. */
export function controllerParty(notice: Notice, notices: readonly Notice[]): string {
  return controllerId(notice.controller, distinct(notices.map(({ controller }) => controller)));
}

function recordProcess(
  { modality, purpose, tiers, recipients, retention, models }: NoticeProcess,
  notice: Notice,
  controllers: readonly NoticeController[],
): RecordProcess {
  return {
    noticeSha256: notice.sha256,
    purpose,
    modality,
    dataTypes: tiers.map((tier) => `${modality}-${tier}` as const),
    legalBasis: 'explicit-consent',
    controllers: [controllerId(notice.controller, controllers)],
    recipients: recipients.map((recipient) => recipientParties[recipient]),
    storageLocation: retention.location,
    retention: retention.atMost,
    jurisdictions: notice.jurisdictions,
    withdrawalMethod: notice.withdrawal,
    models,
  };
}

function recordParties(
  { subjectId, meetingId }: RecordHeader,
  notices: readonly Notice[],
  controllers: readonly NoticeController[],
): RecordParty[] {
  const grouped = notices.some(({ processes }) =>
    processes.some(({ recipients }) => recipients.includes('host-and-participants-as-group')),
  );
  const contact = controllers[0]?.contact ?? null;
  return [
    {
      partyId: subjectParty,
      role: 'data-subject',
      type: 'person',
      name: subjectId,
      contact: null,
      address: null,
    },
    ...controllers.map((controller): RecordParty => {
      const { name, contact, address = null } = controller;
      const partyId = controllerId(controller, controllers);
      return { partyId, role: 'data-controller', type: 'organisation', name, contact, address };
    }),
    {
      partyId: ledgerParty,
      role: 'software-agent',
      type: 'software',
      name: 'Assent',
      contact,
      address: null,
    },
    ...(grouped
      ? [
          {
            partyId: meetingParty,
            role: 'recipient',
            type: 'group',
            name: `Host and participants of ${meetingId}`,
            contact,
            address: null,
          } as const,
        ]
      : []),
  ];
}

function controllerId(controller: NoticeController, controllers: readonly NoticeController[]): string {
  const index = controllers.findIndex((known) => same(known, controller));
  return index <= 0 ? 'controller' : `controller-${index + 1}`;
}

function distinct<T>(values: readonly T[]): T[] {
  return values.filter((value, index) => values.findIndex((other) => same(other, value)) === index);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
