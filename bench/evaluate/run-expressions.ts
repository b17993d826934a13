import { basename } from 'node:path';
import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import type { Assessment } from './assessment.ts';
import { type Claim, calibrationBins, riskCoverage } from './calibration.ts';
import { distribution } from './distribution.ts';
import { createClipTask } from './evaluate-clip.ts';
import { createPictureTask } from './evaluate-face.ts';
import { evaluateManifest } from './evaluate-manifest.ts';
import { createPeerTask } from './evaluate-peer.ts';
import type {
  ExpressionEvaluation,
  Figures,
  OutputCalibration,
  PeerFigures,
  SystemFigures,
} from './expression-evaluation.ts';
import { dimensionClaims, expressionFigures, signClaims, smileClaims } from './expression-figures.ts';
import { type GroupedAssessment, type GroupGaps, groupGaps } from './expression-gaps.ts';
import type { OpenHarness } from './open-harness.ts';
import { type Corruption, type PeerName, pictureCorruptions } from './page/harness.ts';
import { createProgressBar } from './progress-bar.ts';
import { readManifest } from './read-manifest.ts';
import type { Outcome, Task } from './task.ts';

/** What is evaluated and beside what. */
export interface ExpressionRun {
  readonly task: 'face' | 'affect' | 'video';
  readonly manifest: string;
  readonly corrupt: boolean;
  readonly compare: readonly PeerName[];
}

interface SystemRun {
  readonly figures: SystemFigures;
  readonly outcomes: readonly Outcome<Assessment>[];
}

/**
 * Evaluates the built pipeline over a manifest, then again on spoiled pictures, then the peers on the same rows.
 *
 * @throws Error when the manifest itself cannot be read.
 */
export async function runExpressions(
  { task, manifest, corrupt, compare }: ExpressionRun,
  harness: OpenHarness,
  network: SpeechNetwork | null,
): Promise<ExpressionEvaluation> {
  const table = await readManifest(manifest, task === 'video' ? 'video' : 'image');
  const run = (title: string, toRun: Task<Assessment>): Promise<SystemRun> =>
    runSystem(title, toRun, manifest, network);
  const ours = (corruption: Corruption | null): Task<Assessment> =>
    task === 'video'
      ? createClipTask(table, harness, corruption)
      : createPictureTask(task, table, harness, corruption);

  const { figures, outcomes } = await run('assent', ours(null));
  const assessments = outcomes.map(({ value }) => value);
  const compared: Record<string, PeerFigures> = {};
  for (const peer of compare) {
    const theirs = await run(peer, createPeerTask(peer, harness, null));
    compared[peer] = { ...theirs.figures, onCommonRows: onCommonRows(outcomes, theirs.outcomes) };
  }
  const corruption: ExpressionEvaluation['corruption'][number][] = [];
  for (const kind of corrupt ? pictureCorruptions : []) {
    for (const severity of [1, 2, 3, 4, 5]) {
      const spoiled = await run(`${kind} ${severity}`, ours({ kind, severity }));
      corruption.push({ kind, severity, metrics: spoiled.figures.metrics });
    }
  }
  return {
    task,
    manifest: basename(manifest),
    measured: assessments.length,
    ...figures,
    calibration: {
      smile: calibrate(smileClaims(assessments), smileClaims(assessments)),
      valence: calibrate(dimensionClaims(assessments, 'valence'), signClaims(assessments, 'valence')),
      arousal: calibrate(dimensionClaims(assessments, 'arousal'), signClaims(assessments, 'arousal')),
    },
    abstentions: countReasons(assessments),
    drift: [
      distribution(
        'smile',
        0,
        assessments.map(({ smile }) => smile),
      ),
      distribution(
        'valence',
        -1,
        assessments.map(({ valence }) => valence?.value ?? null),
      ),
      distribution(
        'arousal',
        -1,
        assessments.map(({ arousal }) => arousal?.value ?? null),
      ),
    ],
    corruption,
    compare: compared,
  };
}

async function runSystem(
  title: string,
  task: Task<Assessment>,
  manifest: string,
  network: SpeechNetwork | null,
): Promise<SystemRun> {
  const outcomes: Outcome<Assessment>[] = [];
  const listening: Task<Assessment> = {
    ...task,
    async measure(row, context) {
      const value = await task.measure(row, context);
      outcomes.push({ row, value });
      return value;
    },
  };
  const { metrics, groups, skipped } = await evaluateManifest(
    listening,
    manifest,
    network,
    createProgressBar(title),
  );
  const gaps: Record<string, GroupGaps> = {};
  for (const column of Object.keys(groups)) gaps[column] = groupGaps(grouped(outcomes, column));
  return {
    figures: { metrics, groups, gaps, skipped },
    outcomes,
  };
}

function onCommonRows(
  own: readonly Outcome<Assessment>[],
  theirs: readonly Outcome<Assessment>[],
): PeerFigures['onCommonRows'] {
  const answered = (some: readonly Outcome<Assessment>[]): Set<number> =>
    new Set(some.flatMap(({ row, value }) => (value.smile === null ? [] : [row.line])));
  const [mine, others] = [answered(own), answered(theirs)];
  const figuresOf = (some: readonly Outcome<Assessment>[]): Figures =>
    expressionFigures(
      some.flatMap(({ row, value }) => (mine.has(row.line) && others.has(row.line) ? [value] : [])),
    );
  return { assent: figuresOf(own), peer: figuresOf(theirs) };
}

function grouped(outcomes: readonly Outcome<Assessment>[], column: string): readonly GroupedAssessment[] {
  return outcomes.flatMap(({ row, value }) => {
    const group = row.values[column] ?? '';
    return group === '' ? [] : [{ group, assessment: value }];
  });
}

/** @param answers - What could be answered wrongly, which claims of quantiles could not. */
function calibrate(claims: readonly Claim[], answers: readonly Claim[]): OutputCalibration {
  return {
    bins: calibrationBins(claims),
    riskCoverage: answers.length === 0 ? [] : riskCoverage(answers),
  };
}

function countReasons(assessments: readonly Assessment[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { shortfalls } of assessments)
    for (const reason of shortfalls) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
