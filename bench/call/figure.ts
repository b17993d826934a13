/** One measured number, with what it is held to. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The promise of the README; a figure without one is for information. */
  readonly budget?: { readonly atMost: number } | { readonly atLeast: number };
  /** Single runs, spread and the like, in words. */
  readonly detail?: string;
}

/** Whether the figure keeps its budget; `null` where it has none. */
export function isKept({ value, budget }: Figure): boolean | null {
  if (budget === undefined) return null;
  return 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast;
}
