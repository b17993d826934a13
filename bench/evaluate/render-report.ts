import type { ExpressionEvaluation } from './expression-evaluation.ts';
export function renderReport(e: ExpressionEvaluation): string {
  return JSON.stringify(e);
}
