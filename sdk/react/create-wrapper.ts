import { createComponent, type EventName, type ReactWebComponent } from '@lit/react';
import * as React from 'react';
import type { AssentEventMap } from '../ui/events.ts';

/** Names of the props for events, with the event that each hears. */
export type WrapperEvents = Readonly<Record<string, keyof AssentEventMap>>;

/** An element of `assent/ui` as a React component: its properties are props, and its events are props with names of their own. */
export type Wrapper<Element extends HTMLElement, Events extends WrapperEvents> = ReactWebComponent<
  Element,
  { [Prop in keyof Events]: EventName<AssentEventMap[Events[Prop]]> }
>;

/** Wraps an element that `assent/ui` has defined. */
export function createWrapper<Element extends HTMLElement, Events extends WrapperEvents>(
  tagName: string,
  elementClass: new () => Element,
  events: Events,
): Wrapper<Element, Events> {
  return createComponent({
    react: React,
    tagName,
    elementClass,
    // The types of events exist for the compiler alone: at run time an event is its name.
    events: events as unknown as { [Prop in keyof Events]: EventName<AssentEventMap[Events[Prop]]> },
    displayName: elementClass.name,
  });
}
