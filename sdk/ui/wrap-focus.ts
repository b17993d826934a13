/** Keeps Tab inside a container: from its last focusable element on to its first, and back. */
export function wrapFocus(event: KeyboardEvent, container: HTMLElement): void {
  const stops = [...container.querySelectorAll<HTMLElement>('a[href], button, input, summary')].filter(
    (stop) => stop.checkVisibility({ visibilityProperty: true }) && !stop.matches(':disabled'),
  );
  const first = stops[0];
  const last = stops.at(-1);
  const active = (container.getRootNode() as Document | ShadowRoot).activeElement;
  const leaving = event.shiftKey ? active === first || active === container : active === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
