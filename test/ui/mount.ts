import { onTestFinished } from 'vitest';
import '../../sdk/ui/index.ts';

/** Puts an element with its properties on the page until the test ends. */
export async function mount<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): Promise<HTMLElementTagNameMap[Tag]> {
  const element = document.createElement(tag);
  onTestFinished(() => element.remove());
  Object.assign(element, properties);
  document.body.append(element);
  await settled(element);
  return element;
}

/** Waits until an element has drawn what it was last given. */
export async function settled(element: HTMLElement): Promise<void> {
  await (element as HTMLElement & { readonly updateComplete?: Promise<boolean> }).updateComplete;
}

/** The first match inside an element's shadow root; it must be there. */
export function inside<Found extends HTMLElement = HTMLElement>(host: HTMLElement, selector: string): Found {
  const found = host.shadowRoot?.querySelector<Found>(selector);
  if (found === null || found === undefined) throw new Error(`${host.localName} has no ${selector}`);
  return found;
}

/** All matches inside an element's shadow root. */
export function allInside(host: HTMLElement, selector: string): readonly HTMLElement[] {
  return [...(host.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

/** Collects the details of an event, heard where an application listens: outside of the element. */
export function heard<Name extends keyof GlobalEventHandlersEventMap>(
  name: Name,
): GlobalEventHandlersEventMap[Name][] {
  const events: GlobalEventHandlersEventMap[Name][] = [];
  const listener = (event: GlobalEventHandlersEventMap[Name]): void => void events.push(event);
  document.addEventListener(name, listener as EventListener);
  onTestFinished(() => document.removeEventListener(name, listener as EventListener));
  return events;
}
