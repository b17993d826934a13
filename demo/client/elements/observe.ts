import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable, Subscription } from 'rxjs';

/** The latest value of an observable, as a host element sees it. */
export interface Observed<T> {
  readonly value: T | null;
}

class Observer<T> implements ReactiveController, Observed<T> {
  value: T | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #pick: () => Observable<T> | null | undefined;
  #source: Observable<T> | null = null;
  #subscription: Subscription | null = null;

  constructor(host: ReactiveControllerHost, pick: () => Observable<T> | null | undefined) {
    this.#host = host;
    this.#pick = pick;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const source = this.#pick() ?? null;
    if (source === this.#source) return;
    this.hostDisconnected();
    this.#source = source;
    this.#subscription =
      source?.subscribe((value) => {
        this.value = value;
        this.#host.requestUpdate();
      }) ?? null;
  }

  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = null;
    this.#source = null;
    this.value = null;
  }
}

/**
 * Keeps an element up to date with an observable that its properties lead to:
 * subscribed while the element is connected, anew when the observable is another one.
 */
export function observe<T>(
  host: ReactiveControllerHost,
  pick: () => Observable<T> | null | undefined,
): Observed<T> {
  return new Observer(host, pick);
}
