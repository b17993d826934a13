import { html, type TemplateResult } from 'lit';
import type { OwnRecords, ShownRecords } from '../meeting/create-own-records.ts';

/** The records, with every request that the element makes passed on. */
export function ownRecords(records: OwnRecords, shown: ShownRecords | null): TemplateResult {
  return html`<assent-records
    data-testid="records"
    .records=${shown?.records ?? []}
    .keeping=${shown?.keeping ?? false}
    .trouble=${shown?.trouble ?? null}
    @assent-keep-records=${({ detail }: GlobalEventHandlersEventMap['assent-keep-records']) => records.keep(detail.keep)}
    @assent-export-records=${({ detail }: GlobalEventHandlersEventMap['assent-export-records']) => records.save(detail.recordIds, detail.format)}
    @assent-delete-records=${({ detail }: GlobalEventHandlersEventMap['assent-delete-records']) => records.delete(detail.recordIds)}
  ></assent-records>`;
}
