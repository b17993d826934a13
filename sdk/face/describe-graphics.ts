/** Who draws WebGL here. */
export interface Graphics {
  readonly kind: 'none' | 'software' | 'hardware';
  /** As the driver names itself; empty where it does not say. */
  readonly renderer: string;
}

const softwareRenderers = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Asks a throw-away WebGL 2 context who draws; for workers. An unknown renderer counts as hardware: it is only tried. */
export function describeGraphics(): Graphics {
  const gl = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return { kind: 'none', renderer: '' };
  const debug = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(debug?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER) ?? '');
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { kind: softwareRenderers.test(renderer) ? 'software' : 'hardware', renderer };
}
