// Who may import whom (the one place where it is written for the machine). Arrows only run down,
// never in a circle, never sideways between rooms of one floor; imports of types count as well.

const floors = [
  ['vocabulary', 'errors'],
  ['integrity'],
  ['consent', 'policy', 'models', 'behaviour', 'fusion', 'meeting', 'adapter'],
  ['capture', 'ui', 'server', 'records', 'accountability'],
  ['voice', 'face', 'affect', 'react', 'support'],
  ['session'],
  ['testing'],
  ['cli', 'plugin'],
];

/** A room is a folder of `sdk/` or a file of the same name. */
const inRooms = (rooms) => `^sdk/(${rooms.join('|')})(/|\\.ts$)`;
const engines = '^node_modules/(@mediapipe/tasks-vision|onnxruntime-web|meyda|fft\\.js)/';
const entries =
  '^sdk/(index|(affect|server|ui|react|records|accountability|plugin|support|testing)/index)\\.ts$';

const floorRules = floors.flatMap((rooms, height) =>
  rooms.map((room) => ({
    name: `floor-${height}-${room}`,
    comment: `sdk/${room} imports only from the floors below its own`,
    severity: 'error',
    from: { path: inRooms([room]) },
    to: { path: '^sdk/', pathNot: inRooms([room, ...floors.slice(0, height).flat()]) },
  })),
);

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vitest/browser$' },
    },
    {
      name: 'every-room-has-a-floor',
      comment: 'a new room of sdk/ is given its floor above',
      severity: 'error',
      from: { path: '^(sdk|adapters|test|demo|bench)/' },
      to: { path: '^sdk/', pathNot: [inRooms(floors.flat()), entries] },
    },
    {
      name: 'sdk-stands-alone',
      severity: 'error',
      from: { path: '^sdk/' },
      to: { path: '^(adapters|demo|test|bench|dist)/' },
    },
    {
      name: 'adapters-know-the-seam-only',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { pathNot: ['^adapters/', '^sdk/(adapter|vocabulary|errors)\\.ts$', '^node_modules/rxjs/'] },
    },
    {
      name: 'adapters-are-separate',
      comment: 'one platform knows nothing of another; what they share lies in adapters/shared',
      severity: 'error',
      from: { path: '^adapters/([^/]+)\\.ts$' },
      to: { path: '^adapters/[^/]+\\.ts$', pathNot: '^adapters/$1\\.ts$' },
    },
    {
      name: 'entries-are-for-outside',
      severity: 'error',
      from: { path: '^(sdk|adapters)/' },
      to: { path: entries },
    },
    {
      name: 'core-entry-is-the-core',
      comment: 'affect, the aggregator, the elements and the test kit have doors of their own',
      severity: 'error',
      from: { path: '^sdk/index\\.ts$' },
      to: { path: '^sdk/(affect|server|ui|react|records|accountability|cli|plugin|support|testing)/' },
    },
    {
      name: 'affect-is-passed-in',
      comment: 'the core works with affect absent from the bundle: the app passes it in',
      severity: 'error',
      from: { path: '^(sdk|adapters)/', pathNot: '^sdk/affect/' },
      to: { path: '^sdk/affect/' },
    },
    {
      name: 'test-kit-is-for-tests',
      comment: 'and for the command that audits',
      severity: 'error',
      from: { path: '^(sdk|adapters)/', pathNot: '^sdk/(testing|cli)/' },
      to: { path: '^sdk/testing/' },
    },
    {
      name: 'engines-only-in-worker-rooms',
      comment: 'MediaPipe, onnxruntime and Meyda load only inside workers',
      severity: 'error',
      from: {
        pathNot: [
          '^sdk/(face|voice)/',
          '^sdk/affect/(worker|expression-network)\\.ts$',
          '^node_modules/',
          '^(test|bench)/',
        ],
      },
      to: { path: engines },
    },
    {
      name: 'engines-out-of-reach-of-the-page',
      comment: 'nothing that runs in the page reaches an engine, over however many imports',
      severity: 'error',
      from: {
        path: '^(sdk/(index|session|(face|voice)/client|(affect|ui|react|server|records|accountability|plugin|support|testing)/index)\\.ts$|adapters/)',
      },
      to: { path: engines, reachable: true },
    },
    {
      name: 'worklet-is-self-contained',
      severity: 'error',
      from: { path: '\\.worklet\\.ts$' },
      to: { pathNot: '^sdk/(capture|vocabulary|errors)' },
    },
    {
      name: 'arithmetic-free-of-rxjs',
      comment: 'pure functions, then one thin operator over each',
      severity: 'error',
      from: {
        path: '^sdk/(voice|face|behaviour|affect|fusion|meeting|policy|models)/',
        pathNot: '^sdk/((voice|face)/client|fusion/fuse-affect|meeting/(create-)?aggregation-client)\\.ts$',
      },
      to: { path: '^node_modules/rxjs/' },
    },
    {
      name: 'shipped-code-needs-shipped-packages',
      severity: 'error',
      from: {
        path: '^(sdk|adapters)/',
        pathNot: ['^sdk/(face|voice)/', '^sdk/affect/(worker|expression-network)\\.ts$', '^sdk/testing/'],
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
    },
    {
      name: 'node-only-in-the-server',
      severity: 'error',
      from: { path: '^(sdk|adapters)/', pathNot: '^sdk/(server|cli)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'demo-uses-the-public-doors',
      severity: 'error',
      // The documentation's site shows the tables that the library goes by.
      from: { path: '^demo/', pathNot: '^demo/docs/' },
      to: { path: '^(sdk|adapters)/', pathNot: [entries, '^adapters/[^/]+\\.ts$', '^sdk/models/.*\\.json$'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|demo/dist|demo/setup|coverage|\\.)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
