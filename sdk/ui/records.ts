import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConsentRecord } from '../consent/record/consent-record.ts';
import type { StorageTrouble } from '../consent/record/storage-trouble.ts';
import { AssentElement } from './assent-element.ts';
import { type AssentEventMap, request } from './events.ts';
import { icon } from './icons.ts';
import { fill } from './messages/fill.ts';
import { recordLog } from './record-log.ts';
import { recordsStyles } from './records.styles.ts';
import { theme } from './theme.styles.ts';

/** A record with what the application knows of it. */
export interface ShownRecord {
  readonly record: ConsentRecord;
  /** When this device deletes it, in milliseconds since the Unix epoch; `null` where it is not kept. */
  readonly keptUntil: number | null;
  /** Whether `verifyRecord()` found it valid; nothing is said where it was not checked. */
  readonly genuine?: boolean;
}

type ExportFormat = AssentEventMap['assent-export-records']['detail']['format'];

/**
 * The participant's own consent records: what they chose and when, with export
 * and deletion. Nothing is kept unless they tick that it should be.
 *
 * @fires assent-keep-records - keep records on this device, or stop keeping and delete them
 * @fires assent-export-records - records as a file
 * @fires assent-delete-records - delete for good, after the participant confirmed it
 */
export class AssentRecords extends AssentElement {
  static override properties: PropertyDeclarations = {
    records: { attribute: false },
    keeping: { attribute: false },
    trouble: { attribute: false },
    confirming: { state: true },
  };
  static override styles: CSSResultGroup = [theme, recordsStyles];

  /** Shown in this order. */
  declare records: readonly ShownRecord[];
  /** Whether records are kept on this device; `null` where the application offers no keeping. */
  declare keeping: boolean | null;
  /** Why the device does not keep what it should. */
  declare trouble: StorageTrouble | null;
  /** What “delete” was pressed for: a record id, `*` for all. */
  declare private confirming: string | null;

  constructor() {
    super();
    this.records = [];
    this.keeping = null;
    this.trouble = null;
    this.confirming = null;
  }

  protected override willUpdate(): void {
    // What is gone needs no answer any more.
    if (this.confirming !== null && this.idsFor(this.confirming).length === 0) this.confirming = null;
  }

  protected override render(): TemplateResult {
    const { records, words } = this;
    return html`
      <section class="root" part="root" aria-labelledby="title" tabindex="-1" lang=${words.language}
        dir=${words.direction} data-state=${records.length === 0 ? 'empty' : 'filled'}>
        <header>
          <h2 id="title">${icon('lock')}<span>${words.records.title}</span></h2>
          <p class="muted">${words.records.lead}</p>
        </header>
        ${this.renderKeeping()}
        <p class="trouble" part="trouble" role="status" data-trouble=${this.trouble ?? nothing}>${
          this.trouble === null ? nothing : words.storageTrouble[this.trouble]
        }</p>
        ${
          records.length === 0
            ? html`<p class="empty muted">${words.records.empty}</p>`
            : html`<ul class="list">${records.map((shown) => this.renderRecord(shown))}</ul>`
        }
        ${records.length > 1 ? this.renderActions('*', words.records.deleteAll) : nothing}
      </section>
    `;
  }

  private renderKeeping(): TemplateResult | typeof nothing {
    if (this.keeping === null) return nothing;
    const { keep, keepMeaning } = this.words.records;
    return html`<div class="keep" part="keep">
      <input id="keep" type="checkbox" aria-describedby="keep-meaning" .checked=${this.keeping}
        @change=${(event: Event) => this.askToKeep(event.target as HTMLInputElement)} />
      <div><label for="keep">${keep}</label><p id="keep-meaning" class="muted small">${keepMeaning}</p></div>
    </div>`;
  }

  private renderRecord({ record, keptUntil, genuine }: ShownRecord): TemplateResult {
    const { words, locale } = this;
    const { header, events, notices } = record;
    const open = events.at(-1)?.eventState !== 'terminated';
    const title = fill(words.records.call, { date: this.date(Date.parse(header.createdAt)) });
    const names = new Set(notices.map(({ controller }) => controller.name));
    const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
    return html`<li class="card" part="record" data-record=${header.recordId} data-open=${open}>
      <h3>${title}</h3>
      <p class="small">${fill(words.records.responsible, { name: list })}</p>
      ${open ? html`<p class="small">${words.records.open}</p>` : nothing}
      <p class="small muted">${
        keptUntil === null
          ? words.records.notKept
          : fill(words.records.keptUntil, { date: this.date(keptUntil) })
      }</p>
      ${
        genuine === undefined
          ? nothing
          : html`<p class="small ${genuine ? 'genuine' : 'doubtful'}" data-genuine=${genuine}>${
              genuine ? words.records.genuine : words.records.notGenuine
            }</p>`
      }
      <details>
        <summary>${fill(words.records.steps, { count: new Intl.NumberFormat(locale).format(events.length) })}<span
          class="visually-hidden">, ${title}</span></summary>
        ${recordLog(events, title, words, locale)}
      </details>
      ${this.renderActions(header.recordId, words.records.delete, title)}
    </li>`;
  }

  private renderActions(which: string, deleteLabel: string, title?: string): TemplateResult {
    const { records } = this.words;
    const about = title === undefined ? nothing : html`<span class="visually-hidden">, ${title}</span>`;
    if (this.confirming === which) {
      return html`<div class="actions confirm" part="confirm" role="group" aria-label=${records.sure}>
        <p>${records.sure}</p>
        <button type="button" class="quiet-button" data-action="keep" @click=${() => this.settle(which)}>${records.keepIt}</button>
        <button type="button" class="quiet-button danger" data-action="delete-now"
          @click=${() => this.askToDelete(which)}>${records.deleteNow}</button>
      </div>`;
    }
    return html`<div class="actions" part="actions">
      <button type="button" class="quiet-button" data-action="export"
        @click=${() => this.askToExport(which, 'json')}>${title === undefined ? records.exportAll : records.exportJson}${about}</button>
      <button type="button" class="quiet-button" data-action="export-linked"
        @click=${() => this.askToExport(which, 'json-ld')}>${records.exportLinked}${about}</button>
      <button type="button" class="quiet-button" data-action="delete" data-which=${which}
        @click=${() => this.confirm(which)}>${deleteLabel}${about}</button>
    </div>`;
  }

  private date(epochMilliseconds: number): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'long', timeStyle: 'short' }).format(
      epochMilliseconds,
    );
  }

  private idsFor(which: string): readonly string[] {
    const ids = this.records.map(({ record }) => record.header.recordId);
    return which === '*' ? ids : ids.filter((recordId) => recordId === which);
  }

  private askToKeep(box: HTMLInputElement): void {
    const keep = box.checked;
    // The box shows what is, not what is asked for.
    box.checked = this.keeping === true;
    request(this, 'assent-keep-records', { keep });
  }

  private askToExport(which: string, format: ExportFormat): void {
    request(this, 'assent-export-records', { recordIds: this.idsFor(which), format });
  }

  private confirm(which: string): void {
    this.confirming = which;
    void this.moveFocus('[data-action="keep"]');
  }

  private askToDelete(which: string): void {
    request(this, 'assent-delete-records', { recordIds: this.idsFor(which) });
    this.confirming = null;
    void this.moveFocus('.root');
  }

  private settle(which: string): void {
    this.confirming = null;
    void this.moveFocus(`[data-action="delete"][data-which="${CSS.escape(which)}"]`);
  }

  /** The button that had the focus is gone; without this, keyboard users would start over at the top of the page. */
  private async moveFocus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'assent-records': AssentRecords;
  }
}
