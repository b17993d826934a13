/**
 * Whether this worker runs as a module. Some bundlers, webpack among them, make
 * a classic script of it, and MediaPipe has another loader for each.
 */
export function isModuleWorker(): boolean {
  const { importScripts } = globalThis as { readonly importScripts?: () => void };
  try {
    // With nothing to import it does nothing in a classic worker; in a module it throws.
    importScripts?.();
    return importScripts === undefined;
  } catch {
    return true;
  }
}
