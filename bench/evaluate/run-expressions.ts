import { basename } from 'node:path';
import { faceAffectIdentity } from '../../sdk/models/model-identity.ts';
import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import { type Assessment, byOwnHead } from './assessment.ts';
import { calibrateOutputs, outputDistributions } from './describe-outputs.ts';
import { createClipTask } from './evaluate-clip.ts';
import { createPictureTask } from './evaluate-face.ts';
import { evaluateManifest } from './evaluate-manifest.ts';
import { createPeerTask } from './evaluate-peer.ts';
import type { ExpressionEvaluation, Figures, PeerFigures, SystemFigures } from './expression-evaluation.ts';
import { expressionFigures } from './expression-figures.ts';
import { gapsByColumn } from './expression-gaps.ts';
import type { OpenHarness } from './open-harness.ts';
import { ownHeadFigures } from './own-head-figures.ts';
import { type Corruption, type PeerName, pictureCorruptions } from './page/harness.ts';
import { createProgressBar } from './progress-bar.ts';
import type { HeadFile } from './read-head.ts';
import { readManifest } from './read-manifest.ts';
import type { Outcome, Task } from './task.ts';

/** What is evaluated and beside what. */
export interface ExpressionRun {
  readonly task: 'face' | 'affect' | 'video';
  readonly manifest: string;
  readonly corrupt: boolean;
  readonly compare: readonly PeerName[];
  /** A head of somebody's own, evaluated on the same frames. */
  readonly head: HeadFile | null;
}

type SpoiledFigures = ExpressionEvaluation['corruption'][number];

interface SystemRun {
  readonly figures: SystemFigures;
  readonly outcomes: readonly Outcome<Assessment>[];
}

/**
 * Evaluates the built pipeline over a manifest, then again on spoiled pictures, then the peers on the same rows.
 *
 * @throws Error when the manifest itself cannot be read, or the own head cannot be loaded.
 */
export async function runExpressions(
  { task, manifest, corrupt, compare, head }: ExpressionRun,
  harness: OpenHarness,
  network: SpeechNetwork | null,
): Promise<ExpressionEvaluation> {
  const table = await readManifest(manifest, task === 'video' ? 'video' : 'image');
  if (head !== null) await harness.openHead(head);
  const judge = head === null ? null : harness.judge;
  const run = (title: string, toRun: Task<Assessment>): Promise<SystemRun> =>
    runSystem(title, toRun, manifest, network);
  const ours = (corruption: Corruption | null): Task<Assessment> =>
    task === 'video'
      ? createClipTask(table, harness, corruption, judge)
      : createPictureTask(task, table, harness, corruption, judge);

  const { figures, outcomes } = await run('assent', ours(null));
  const assessments = outcomes.map(({ value }) => value);
  const compared: Record<string, PeerFigures> = {};
  for (const peer of compare) {
    const theirs = await run(peer, createPeerTask(peer, harness, task === 'video' ? 'video' : 'image'));
    compared[peer] = { ...theirs.figures, onCommonRows: onCommonRows(outcomes, theirs.outcomes) };
  }
  const corruption: SpoiledFigures[] = [];
  const ownCorruption: SpoiledFigures[] = [];
  for (const kind of corrupt ? pictureCorruptions : []) {
    for (const severity of [1, 2, 3, 4, 5]) {
      const spoiled = await run(`${kind} ${severity}`, ours({ kind, severity }));
      corruption.push({ kind, severity, metrics: spoiled.figures.metrics });
      if (head !== null)
        ownCorruption.push({
          kind,
          severity,
          metrics: expressionFigures(spoiled.outcomes.map(({ value }) => byOwnHead(value))),
        });
    }
  }
  return {
    task,
    manifest: basename(manifest),
    measured: assessments.length,
    head: faceAffectIdentity.id,
    ...figures,
    calibration: calibrateOutputs(assessments),
    abstentions: countReasons(assessments),
    drift: outputDistributions(assessments),
    corruption,
    compare: compared,
    ownHead:
      head === null ? null : ownHeadFigures(head, outcomes, Object.keys(figures.groups), ownCorruption),
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
  const gaps = gapsByColumn(outcomes, Object.keys(groups));
  return { figures: { metrics, groups, gaps, skipped }, outcomes };
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

function countReasons(assessments: readonly Assessment[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { shortfalls } of assessments)
    for (const reason of shortfalls) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
