import { BehaviorSubject, type Observable } from 'rxjs';
import type { DriftReport } from '../accountability/create-drift-monitor.ts';
import type { Modality } from '../vocabulary.ts';
import type { Journal } from './create-journal.ts';

/** Whether the data that a model was measured on still look like what it answers here. */
export interface DriftFinding extends DriftReport {
  readonly modality: Modality;
  /** Whose card the figures stand in. */
  readonly modelId: string;
}

/** What the monitors of a session found last. */
export interface DriftFindings {
  /** Replayed; begins empty. */
  readonly findings$: Observable<readonly DriftFinding[]>;
  /** Replaces what was found of a model; an empty list forgets it. */
  tell(modality: Modality, modelId: string, reports: readonly DriftReport[]): void;
  end(): void;
}

/** Collects them; a verdict that changes is written into the journal, without a figure. */
export function createDriftFindings(journal: Journal): DriftFindings {
  const subject = new BehaviorSubject<readonly DriftFinding[]>([]);
  return {
    findings$: subject.asObservable(),
    tell(modality, modelId, reports) {
      for (const { feature, verdict } of reports) {
        const before = subject.value.find((known) => known.modelId === modelId && known.feature === feature);
        if (verdict === 'too-little-data' || verdict === before?.verdict) continue;
        journal.note({ kind: 'drift', feature: `${modelId} ${feature}`, verdict });
      }
      const others = subject.value.filter((known) => known.modelId !== modelId);
      if (reports.length === 0 && others.length === subject.value.length) return;
      subject.next([...others, ...reports.map((report) => ({ ...report, modality, modelId }))]);
    },
    end: () => subject.complete(),
  };
}
