// What every example tells Assent: who asks, where, and for what; and where the app serves models and WebAssembly.
import { type Deployment, declareDeployment } from 'assent';

export const deployment: Deployment = declareDeployment({
  context: 'consumer',
  jurisdictions: ['CH'],
  controller: { name: 'Example Ltd', contact: 'privacy@example.org' },
  purposes: ['self-view'],
});

export const assets = {
  models: '/assent/models/',
  visionWasm: '/assent/vision-wasm/',
  onnxWasm: '/assent/onnx-wasm/',
} as const;
