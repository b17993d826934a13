/** Folders on the app's own origin that the SDK loads its models and WebAssembly from; each a URL without a file name. */
export interface AssetUrls {
  /** Model files, named as in their manifests (`face_landmarker.task`). */
  readonly models: string;
  /** The `wasm` folder of `@mediapipe/tasks-vision`. */
  readonly visionWasm: string;
  /** The `dist` folder of `onnxruntime-web`; only needed where an ONNX model runs. */
  readonly onnxWasm?: string;
}
