import type { Recorder } from './install-recorder.ts';
import type { LiveReader, MediaOrigin, ReadKind } from './page-report.ts';
import type { TrackBook } from './watch-tracks.ts';

/**
 * Follows the audio graph: a microphone that reaches an AudioWorkletNode or a ScriptProcessorNode is read,
 * one that reaches an AnalyserNode is read when its data are asked for. Playing it or making it
 * louder is not reading. Runs in the page.
 */
export function watchAudio(recorder: Recorder, tracks: TrackBook): void {
  interface Source {
    readonly node: AudioNode;
    readonly of: MediaOrigin;
    readonly tracks: readonly MediaStreamTrack[];
    readonly where: string;
  }
  interface Graph {
    readonly id: number;
    readonly madeAtMs: number;
    readonly where: string;
    readonly sources: Source[];
    readonly edges: Map<AudioNode, Set<AudioNode>>;
    readonly told: Set<AudioNode>;
  }
  const graphs = new WeakMap<BaseAudioContext, Graph>();
  const contexts = new Set<WeakRef<BaseAudioContext>>();
  let made = 0;

  function graphOf(context: BaseAudioContext): Graph {
    const known = graphs.get(context);
    if (known) return known;
    made += 1;
    const graph: Graph = {
      id: made,
      madeAtMs: recorder.now(),
      where: recorder.where(),
      sources: [],
      edges: new Map(),
      told: new Set(),
    };
    graphs.set(context, graph);
    contexts.add(new WeakRef(context));
    return graph;
  }
  const isOpen = (context: BaseAudioContext | undefined): context is BaseAudioContext =>
    context !== undefined && context.state !== 'closed';

  function readerKind(node: AudioNode): ReadKind | null {
    if (node instanceof AnalyserNode) return 'analyser';
    if (typeof AudioWorkletNode === 'function' && node instanceof AudioWorkletNode) return 'audio-worklet';
    return node instanceof ScriptProcessorNode ? 'script-processor' : null;
  }
  function readersBehind(graph: Graph, node: AudioNode, seen: Set<AudioNode> = new Set()): AudioNode[] {
    if (seen.has(node)) return [];
    seen.add(node);
    const next = [...(graph.edges.get(node) ?? [])].flatMap((other) => readersBehind(graph, other, seen));
    return readerKind(node) ? [node, ...next] : next;
  }
  const isLive = (source: Source): boolean => source.tracks.some(({ readyState }) => readyState === 'live');

  function addSource(node: AudioNode, stream: unknown): void {
    const of = tracks.inStream(stream, 'audio');
    if (of === null) return;
    const list = (stream as MediaStream).getAudioTracks();
    graphOf(node.context).sources.push({ node, of, tracks: list, where: recorder.where() });
  }
  recorder.onConstruct<AudioContext>('AudioContext', graphOf);
  recorder.onConstruct<MediaStreamAudioSourceNode>('MediaStreamAudioSourceNode', (node) =>
    addSource(node, node.mediaStream),
  );
  recorder.onCall(AudioContext.prototype, 'createMediaStreamSource', {
    after: (_self, [stream], node) => addSource(node as AudioNode, stream),
  });
  recorder.onCall(AudioContext.prototype, 'createMediaElementSource', {
    after: (_self, [element], node) => addSource(node as AudioNode, (element as HTMLMediaElement).srcObject),
  });

  recorder.onCall(AudioNode.prototype, 'connect', {
    after: (self, [to]) => {
      if (!(self instanceof AudioNode && to instanceof AudioNode)) return;
      const graph = graphOf(self.context);
      graph.edges.set(self, (graph.edges.get(self) ?? new Set()).add(to));
      for (const source of graph.sources) {
        for (const reader of readersBehind(graph, source.node)) {
          const how = readerKind(reader);
          if (how === null || how === 'analyser' || graph.told.has(reader)) continue;
          graph.told.add(reader);
          recorder.read(how, 'audio', source.of);
        }
      }
    },
  });
  recorder.onCall(AudioNode.prototype, 'disconnect', {
    after: (self, [from]) => {
      const edges = graphOf((self as AudioNode).context).edges;
      if (from instanceof AudioNode) edges.get(self as AudioNode)?.delete(from);
      else edges.delete(self as AudioNode);
    },
  });
  for (const name of [
    'getFloatFrequencyData',
    'getByteFrequencyData',
    'getFloatTimeDomainData',
    'getByteTimeDomainData',
  ]) {
    recorder.onCall(AnalyserNode.prototype, name, {
      before: (self) => {
        const node = self as AnalyserNode;
        const graph = graphOf(node.context);
        const source = graph.sources.find(
          (candidate) => isLive(candidate) && readersBehind(graph, candidate.node).includes(node),
        );
        if (source && isOpen(node.context)) recorder.read('analyser', 'audio', source.of);
      },
    });
  }

  const openGraphs = (): Graph[] =>
    [...contexts].flatMap((reference) => {
      const context = reference.deref();
      const graph = isOpen(context) ? graphs.get(context) : undefined;
      return graph && graph.sources.length > 0 ? [graph] : [];
    });
  recorder.contexts.push(() => openGraphs().map(({ id, madeAtMs, where }) => ({ id, madeAtMs, where })));
  recorder.readers.push(() =>
    openGraphs().flatMap((graph) =>
      graph.sources.filter(isLive).flatMap((source) =>
        readersBehind(graph, source.node).flatMap((reader): LiveReader[] => {
          const how = readerKind(reader);
          // An analyser keeps nothing by itself: only asking it for data is reading.
          return how === null || how === 'analyser'
            ? []
            : [{ how, of: source.of, where: source.where, worker: null }];
        }),
      ),
    ),
  );
}
