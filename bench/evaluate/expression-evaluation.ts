import type { DriftReference } from '../../sdk/models/model-card.ts';
import type { Estimate } from './bootstrap.ts';
import type { CalibrationBin, RiskPoint } from './calibration.ts';
import type { GroupGaps } from './expression-gaps.ts';
import type { Skipped } from './task.ts';

export type Figures = Readonly<Record<string, Estimate>>;

/** Figures of one system over one manifest. */
export interface SystemFigures {
  readonly metrics: Figures;
  /** By `group_*` column, then by its value. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, Figures>>>>;
  /** By `group_*` column. */
  readonly gaps: Readonly<Record<string, GroupGaps>>;
  readonly skipped: readonly Skipped[];
}

/** Figures of a peer, and of both on the rows that both answered: who answers only the easy ones is right more often. */
export interface PeerFigures extends SystemFigures {
  readonly onCommonRows: { readonly assent: Figures; readonly peer: Figures };
}

/**
 * Figures of somebody's own head, on the frames that the shipped one saw: only valence and arousal are its own. In
 * clips with sound the fusion takes it for the face.
 */
export interface OwnHeadFigures
  extends Pick<ExpressionEvaluation, 'metrics' | 'groups' | 'gaps' | 'calibration' | 'drift' | 'corruption'> {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
  /** Its figures less those of the shipped head, over the rows that both answered. */
  readonly lessShipped: Figures;
}

/** How an output's claims came true. */
export interface OutputCalibration {
  readonly bins: readonly CalibrationBin[];
  readonly riskCoverage: readonly RiskPoint[];
}

/** What `npm run evaluate -- face|affect|video` found; the file that `--json` writes. */
export interface ExpressionEvaluation extends SystemFigures {
  readonly task: 'face' | 'affect' | 'video';
  /** File name of the manifest. */
  readonly manifest: string;
  readonly measured: number;
  /** Id of the shipped head of the face, whose valence and arousal all figures are of but those of `ownHead`. */
  readonly head: string;
  /** By output: smile, valence, arousal. */
  readonly calibration: Readonly<Record<string, OutputCalibration>>;
  /** How often each reason kept something from being measured. */
  readonly abstentions: Readonly<Record<string, number>>;
  /** How the outputs were distributed: what a drift monitor compares with. */
  readonly drift: readonly DriftReference[];
  /** Empty without `--corrupt`. */
  readonly corruption: readonly {
    readonly kind: string;
    readonly severity: number;
    readonly metrics: Figures;
  }[];
  /** The same for each peer; empty without `--compare`. */
  readonly compare: Readonly<Record<string, PeerFigures>>;
  /** `null` without `--head`. */
  readonly ownHead: OwnHeadFigures | null;
}
