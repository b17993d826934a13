import type { Recorder } from './install-recorder.ts';
import type { LiveReader, MediaOrigin, ReadKind } from './page-report.ts';
import type { TrackBook } from './watch-tracks.ts';

/** Streams of frames that were made of tracks, so that whoever passes them on can be told. */
export interface FrameStreams {
  /** Notes that a stream was transferred to a worker. */
  handedTo(stream: unknown, worker: number): boolean;
}

/** Tells of every way by which pictures of a camera or recordings of a track are taken; runs in the page. */
export function watchPictures(recorder: Recorder, tracks: TrackBook): FrameStreams {
  const draws: [owner: object | undefined, name: string, how: ReadKind][] = [
    [globalThis.CanvasRenderingContext2D?.prototype, 'drawImage', 'draw-image'],
    [globalThis.OffscreenCanvasRenderingContext2D?.prototype, 'drawImage', 'draw-image'],
    [globalThis, 'createImageBitmap', 'image-bitmap'],
    [globalThis.WebGLRenderingContext?.prototype, 'texImage2D', 'texture'],
    [globalThis.WebGLRenderingContext?.prototype, 'texSubImage2D', 'texture'],
    [globalThis.WebGL2RenderingContext?.prototype, 'texImage2D', 'texture'],
    [globalThis.WebGL2RenderingContext?.prototype, 'texSubImage2D', 'texture'],
    [globalThis.WebGL2RenderingContext?.prototype, 'texImage3D', 'texture'],
  ];
  const optional: [name: string, method: string, how: ReadKind][] = [
    ['GPUQueue', 'copyExternalImageToTexture', 'texture'],
    ['GPUDevice', 'importExternalTexture', 'texture'],
    ['FaceDetector', 'detect', 'face-detector'],
  ];
  for (const [name, method, how] of optional) {
    const owner = (Reflect.get(globalThis, name) as { prototype?: object } | undefined)?.prototype;
    draws.push([owner, method, how]);
  }
  const shownIn = (value: unknown): MediaOrigin | null => {
    const direct = tracks.inPicture(value);
    if (direct !== null || typeof value !== 'object' || value === null) return direct;
    return 'source' in value ? tracks.inPicture(value.source) : null;
  };
  for (const [owner, name, how] of draws) {
    recorder.onCall(owner, name, {
      before: (_self, args) => {
        const origin = args.map(shownIn).find((found) => found !== null) ?? null;
        if (origin !== null) recorder.read(how, 'video', origin);
      },
    });
  }
  recorder.onConstruct<object>('VideoFrame', (_frame, [source]) => {
    const origin = tracks.inPicture(source);
    if (origin !== null) recorder.read('video-frame', 'video', origin);
  });
  for (const name of ['takePhoto', 'grabFrame']) {
    recorder.onCall(
      (Reflect.get(globalThis, 'ImageCapture') as { prototype: object } | undefined)?.prototype,
      name,
      {
        before: (self) =>
          recorder.read('image-capture', 'video', tracks.of((self as { track: MediaStreamTrack }).track)),
      },
    );
  }
  const speech: unknown = Reflect.get(globalThis, 'webkitSpeechRecognition');
  recorder.onCall((speech as { prototype: object } | undefined)?.prototype, 'start', {
    before: () => recorder.read('speech-recognition', 'audio', 'own'),
  });

  interface Reader extends LiveReader {
    worker: number | null;
    readonly isAlive: () => boolean;
  }
  const readers: Reader[] = [];
  recorder.readers.push(() =>
    readers
      .filter((reader) => reader.isAlive())
      .map(({ how, of, where, worker }) => ({ how, of, where, worker })),
  );

  recorder.onCall(globalThis.MediaRecorder?.prototype, 'start', {
    before: (self) => {
      const recording = self as MediaRecorder;
      for (const media of ['audio', 'video'] as const) {
        const of = tracks.inStream(recording.stream, media);
        if (of === null) continue;
        recorder.read('recorder', media, of);
        const isAlive = (): boolean => recording.state !== 'inactive';
        readers.push({ how: 'recorder', of, where: recorder.where(), worker: null, isAlive });
      }
    },
  });

  const byStream = new WeakMap<ReadableStream, Reader>();
  const cancelled = new WeakSet<ReadableStream>();
  const streamOf = new WeakMap<ReadableStreamDefaultReader, ReadableStream>();
  recorder.onConstruct<MediaStreamTrackProcessor<VideoFrame>>(
    'MediaStreamTrackProcessor',
    (processor, [init]) => {
      const { track } = init as { track: MediaStreamTrack };
      const of = tracks.of(track);
      recorder.read('track-processor', track.kind === 'audio' ? 'audio' : 'video', of);
      const stream = processor.readable;
      // A stream that nobody holds is not being read; one in a worker ends with that worker.
      const isAlive = (): boolean => track.readyState === 'live' && stream.locked && !cancelled.has(stream);
      const reader = { how: 'track-processor' as const, of, where: recorder.where(), worker: null, isAlive };
      readers.push(reader);
      byStream.set(stream, reader);
    },
  );
  recorder.onCall(ReadableStream.prototype, 'cancel', {
    after: (self) => void ((self as ReadableStream).locked || cancelled.add(self as ReadableStream)),
  });
  recorder.onCall(ReadableStream.prototype, 'getReader', {
    after: (self, _args, reader) =>
      void streamOf.set(reader as ReadableStreamDefaultReader, self as ReadableStream),
  });
  recorder.onCall(ReadableStreamDefaultReader.prototype, 'cancel', {
    before: (self) => {
      const stream = streamOf.get(self as ReadableStreamDefaultReader);
      if (stream) cancelled.add(stream);
    },
  });
  return {
    handedTo(stream, worker) {
      const reader = stream instanceof ReadableStream ? byStream.get(stream) : undefined;
      if (reader) reader.worker = worker;
      return reader !== undefined;
    },
  };
}
