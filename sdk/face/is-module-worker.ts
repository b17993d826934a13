/**
 * Whether this worker runs as a module. Some bundlers, webpack among them, make
 * a classic script of it, and MediaPipe has another loader for each.
 */
export function isModuleWorker(): boolean {
  const { importScripts } = globalThis as { readonly importScripts?: (url: string) => void };
  try {
    // No address at all, so that nothing is fetched: a module refuses to try (TypeError), a classic script to read it.
    importScripts?.('http://[');
    return importScripts === undefined;
  } catch (error) {
    return error instanceof TypeError;
  }
}
