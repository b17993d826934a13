import type { ReadKind, ReadReport } from '../page/page-report.ts';

const means: Readonly<Record<ReadKind, string>> = {
  analyser: 'an AnalyserNode (its level or spectrum)',
  'audio-worklet': 'an AudioWorkletNode (its samples)',
  'script-processor': 'a ScriptProcessorNode (its samples)',
  recorder: 'a MediaRecorder',
  'track-processor': 'a MediaStreamTrackProcessor (every frame)',
  'draw-image': 'drawing it on a canvas',
  'image-bitmap': 'createImageBitmap',
  texture: 'uploading it as a texture',
  'video-frame': 'VideoFrame objects of it',
  'image-capture': 'an ImageCapture',
  'face-detector': 'a FaceDetector',
  'speech-recognition': 'speech recognition',
};

/** What a read was, in words. */
export function describeRead({ how, media, of }: Pick<ReadReport, 'how' | 'media' | 'of'>): string {
  const device = media === 'audio' ? 'microphone' : 'camera';
  const whose = {
    own: `the ${device}`,
    page: `${media} made by the page`,
    remote: `somebody else's ${media === 'audio' ? 'voice' : 'picture'}`,
  } as const;
  return `${whose[of]} was read by ${means[how]}`;
}
