/**
 * Registers an element once. A second copy of the package on the same page, or
 * a second import, keeps the first definition instead of throwing.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  if (globalThis.customElements?.get(tag) === undefined) globalThis.customElements?.define(tag, element);
}
