/** Meyda ships its pure extractors one by one, but types only for a build that Node cannot load. */
declare module 'meyda/dist/node/extractors/rms.js' {
  const rms: (input: { readonly signal: Float32Array }) => number;
  export = rms;
}
