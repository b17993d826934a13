import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import { PbfReader } from 'pbf';
import type { Landmark } from './face-shape.ts';

/** What MediaPipe's FaceLandmarker makes of one face, before it is interpreted. */
export interface MeshReading {
  /** In shares of the picture. */
  readonly landmarks: readonly Landmark[];
  /** Coefficients by ARKit name. */
  readonly blendshapes: ReadonlyMap<string, number>;
}

/** A FaceLandmarker whose results cost hardly any memory. */
export interface TappedFaceLandmarker {
  /** The first face of a picture; `null` without one. It is the same object each time and holds until the next call. */
  detectForVideo(picture: ImageData, atMilliseconds: number): MeshReading | null;
  close(): void;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A list of landmarks as it is filled. */
interface Mesh {
  readonly landmarks: Writable<Landmark>[];
  count: number;
}

/** Coefficients as they are filled; a model's coefficients have the same indices and names in every picture. */
interface Coefficients {
  readonly byName: Map<string, number>;
  readonly names: string[];
  /** The one that is being read. */
  index: number;
  score: number;
}

/**
 * Reads the results of a FaceLandmarker (MediaPipe 0.10.35, one face) as they
 * leave its WebAssembly, into objects that are kept.
 *
 * MediaPipe itself decodes every picture's results into some thousands of new
 * objects, most of what measuring a face leaves to be collected; the heap grows
 * with what is still held when that happens.
 *
 * @param task - With blendshapes; owned from now on. Its own results stay empty.
 */
export function tapFaceLandmarker(task: FaceLandmarker): TappedFaceLandmarker {
  const mesh: Mesh = { landmarks: [], count: 0 };
  const coefficients: Coefficients = { byName: new Map(), names: [], index: 0, score: 0 };
  const reading: MeshReading = { landmarks: mesh.landmarks, blendshapes: coefficients.byName };
  listenTo(task, 'face_landmarks', (bytes) => {
    mesh.count = 0;
    new PbfReader(bytes).readFields(readLandmarkList, mesh);
    mesh.landmarks.length = mesh.count;
  });
  listenTo(task, 'blendshapes', (bytes) => {
    new PbfReader(bytes).readFields(readClassificationList, coefficients);
  });
  return {
    detectForVideo(picture, atMilliseconds) {
      mesh.count = 0;
      task.detectForVideo(picture, atMilliseconds);
      return mesh.count === 0 ? null : reading;
    },
    close: () => task.close(),
  };
}

/** Numbers of the fields in `landmark.proto` and `classification.proto` of MediaPipe. */
const listField = { element: 1 } as const;
const landmarkField = { x: 1, y: 2, z: 3 } as const;
const classificationField = { index: 1, score: 2, label: 3 } as const;

function readLandmarkList(field: number, mesh: Mesh, reader: PbfReader): void {
  if (field !== listField.element) return;
  mesh.landmarks[mesh.count] ??= { x: 0, y: 0, z: 0 };
  const landmark = mesh.landmarks[mesh.count] as Writable<Landmark>;
  mesh.count += 1;
  landmark.x = 0;
  landmark.y = 0;
  landmark.z = 0;
  reader.readMessage(readLandmark, landmark);
}

function readLandmark(field: number, landmark: Writable<Landmark>, reader: PbfReader): void {
  if (field === landmarkField.x) landmark.x = reader.readFloat();
  else if (field === landmarkField.y) landmark.y = reader.readFloat();
  else if (field === landmarkField.z) landmark.z = reader.readFloat();
}

function readClassificationList(field: number, coefficients: Coefficients, reader: PbfReader): void {
  if (field !== listField.element) return;
  coefficients.index = 0;
  coefficients.score = 0;
  reader.readMessage(readClassification, coefficients);
  const name = coefficients.names[coefficients.index];
  if (name !== undefined) coefficients.byName.set(name, coefficients.score);
}

function readClassification(field: number, coefficients: Coefficients, reader: PbfReader): void {
  if (field === classificationField.index) coefficients.index = reader.readVarint();
  else if (field === classificationField.score) coefficients.score = reader.readFloat();
  else if (field === classificationField.label)
    coefficients.names[coefficients.index] ??= reader.readString();
}

/** Takes the place of MediaPipe's own listener for a stream of its graph; the bytes hold during the call. */
function listenTo(task: FaceLandmarker, stream: string, listener: (bytes: Uint8Array) => void): void {
  // The names of what a task keeps are shortened anew in each version, those that its WebAssembly calls are not.
  const engine = partWith(partWith(task, 'attachProtoVectorListener'), 'simpleListeners');
  const listeners: unknown = Reflect.get(engine, 'simpleListeners');
  if (typeof listeners !== 'object' || listeners === null || !(stream in listeners)) throw changed();
  Reflect.set(listeners, stream, (bytes: Uint8Array | undefined, isOver: boolean) => {
    if (!isOver && bytes !== undefined) listener(bytes);
  });
}

function partWith(whole: object, name: string): object {
  const isPart = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && name in value;
  const part = Object.values(whole).find(isPart);
  if (part === undefined) throw changed();
  return part;
}

const changed = (): Error =>
  new Error('MediaPipe hands out its results in another way than the version that Assent is made for.');
