import { html, nothing, type TemplateResult } from 'lit';
import type { Notice, NoticeProcess } from '../consent/notice.ts';
import { jurisdictionInWords } from './jurisdiction-in-words.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

/** The layered part of the prompt: the notice's own facts, as consent is bound to them. */
export function noticeDetails(notice: Notice | null, words: Messages): TemplateResult {
  const { details } = words.prompt;
  return html`<dl class="details">
    ${row(details.rights, details.rightsText)}
    ${notice === null ? nothing : noticeFacts(notice, words)}
  </dl>`;
}

function noticeFacts(notice: Notice, words: Messages): TemplateResult {
  const { details } = words.prompt;
  const { controller, impactAssessment, retentionPolicy } = notice;
  return html`
    ${row(details.controller, html`${controller.name}${controller.address === undefined ? '' : `, ${controller.address}`}<br />${controller.contact}`)}
    ${row(
      details.recipients,
      perProcess(notice, words, (process) => recipientsOf(process, words)),
    )}
    ${row(
      details.retention,
      perProcess(notice, words, (process) => retentionOf(process, words)),
    )}
    ${row(
      details.models,
      perProcess(notice, words, (process) => modelsOf(process, words)),
    )}
    ${row(details.rules, rulesOf(notice, words))}
    ${impactAssessment === null ? nothing : row(details.assessment, html`${impactAssessment.uri} (${impactAssessment.date})`)}
    ${retentionPolicy === null ? nothing : row(details.retentionPolicy, retentionPolicy.uri)}
    ${row(details.version, html`${notice.version}<br /><code>${notice.sha256}</code>`)}
  `;
}

function row(term: string, text: unknown): TemplateResult {
  return html`<div><dt>${term}</dt><dd>${text}</dd></div>`;
}

function perProcess(
  notice: Notice,
  words: Messages,
  describe: (process: NoticeProcess) => string,
): TemplateResult {
  return html`<ul>${notice.processes.map(
    (process) =>
      html`<li>${words.modalityShort[process.modality]}, ${words.purpose[process.purpose]}: ${describe(process)}</li>`,
  )}</ul>`;
}

function rulesOf({ context, jurisdictions }: Notice, words: Messages): string {
  const places = jurisdictions.map((code) => jurisdictionInWords(code, words.language));
  // A notice may be of a version that knows other contexts.
  const named: Readonly<Record<string, string | undefined>> = words.prompt.context;
  return `${named[context] ?? context}; ${places.join(', ')}`;
}

function recipientsOf(process: NoticeProcess, words: Messages): string {
  return process.recipients.map((recipient) => words.prompt.recipient[recipient]).join('; ');
}

function retentionOf({ retention }: NoticeProcess, words: Messages): string {
  const { location, untilMeetingEnds, forMinutes } = words.prompt;
  const term =
    retention.atMost === 'meeting'
      ? untilMeetingEnds
      : fill(forMinutes, { minutes: Math.ceil(retention.atMost / 60) });
  return `${location[retention.location]}, ${term}`;
}

function modelsOf({ models }: NoticeProcess, words: Messages): string {
  if (models.length === 0) return words.prompt.details.noModels;
  return models
    .map(
      ({ id, version, sha256 }) => `${id} ${version}${sha256 === null ? '' : ` (${sha256.slice(0, 12)}…)`}`,
    )
    .join('; ');
}
