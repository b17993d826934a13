/**
 * The requests that the elements make. They bubble and cross shadow roots; an
 * element asks, the application passes it to the ledger, and the element shows
 * only what comes back in its properties.
 *
 * @module
 */

import type { BehaviourName, Modality, Scope } from '../vocabulary.ts';

/** The participant decided, in one action: these scopes are given, every other one on offer is refused. */
export interface DecideDetail {
  readonly given: readonly Scope[];
}

/** The participant asks to stop: these scopes, or everything where there are none. */
export interface WithdrawDetail {
  readonly scopes?: readonly Scope[];
}

/** The participant says that a value is wrong. It names the value and carries none. */
export interface ContestDetail {
  readonly signal: BehaviourName | 'affect';
  readonly modalities: readonly Modality[];
  readonly atSeconds: number;
  /** Ids of the models that took part; empty for a measurement. */
  readonly modelIds: readonly string[];
}

/** The participant wants consent records kept on this device, or no longer; the latter asks to delete them as well. */
export interface KeepRecordsDetail {
  readonly keep: boolean;
}

/** The participant wants records as a file. */
export interface ExportRecordsDetail {
  readonly recordIds: readonly string[];
  readonly format: 'json' | 'json-ld';
}

/** The participant wants records deleted for good, and has confirmed it. */
export interface DeleteRecordsDetail {
  readonly recordIds: readonly string[];
}

/** The participant or the host wants the summary as a file. */
export interface ExportSummaryDetail {
  readonly format: 'json' | 'csv' | 'html';
  /** A name for the file, and what is in it. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

/** Every event of `assent/ui` by name. */
export interface AssentEventMap {
  /** Cancelable: the prompt closes itself unless the listener prevents it. */
  'assent-decide': CustomEvent<DecideDetail>;
  /** “Not now”. Cancelable: the prompt closes itself unless the listener prevents it. */
  'assent-defer': CustomEvent<null>;
  'assent-withdraw': CustomEvent<WithdrawDetail>;
  /** The participant wants to be asked again, of their own accord. */
  'assent-choices': CustomEvent<null>;
  'assent-contest': CustomEvent<ContestDetail>;
  /** The participant wants their own estimates as a file, on this device. */
  'assent-save-estimates': CustomEvent<null>;
  /** Cancelable: the element offers the file for download unless the listener prevents it. */
  'assent-export-summary': CustomEvent<ExportSummaryDetail>;
  'assent-keep-records': CustomEvent<KeepRecordsDetail>;
  'assent-export-records': CustomEvent<ExportRecordsDetail>;
  'assent-delete-records': CustomEvent<DeleteRecordsDetail>;
}

declare global {
  interface GlobalEventHandlersEventMap extends AssentEventMap {}
}

/** Dispatches a request from an element; `false` where a listener prevented the default. */
export function request<Name extends keyof AssentEventMap>(
  from: EventTarget,
  name: Name,
  detail: AssentEventMap[Name]['detail'],
): boolean {
  return from.dispatchEvent(
    new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }),
  );
}
