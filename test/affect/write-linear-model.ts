import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { linearModel } from './linear-model.ts';

// node --import tsx test/affect/write-linear-model.ts: writes the model that the browser test loads, and tells its hash.
const bytes = linearModel();
writeFileSync('test/affect/models/linear.onnx', bytes);
console.log(`${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex')}`);
