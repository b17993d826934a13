export type { ContractClause } from './adapter-contract.ts';
export { adapterContract } from './adapter-contract.ts';
export type { AdapterHarness, AdapterPlatform, TestRunner } from './adapter-harness.ts';
export type { FakeAdapter } from './create-fake-adapter.ts';
export { createFakeAdapter } from './create-fake-adapter.ts';
export type { FakeTrack } from './create-fake-track.ts';
export { createFakeTrack } from './create-fake-track.ts';
export { describeAdapter } from './describe-adapter.ts';
