import { BehaviorSubject, type Observable } from 'rxjs';

/** A value that changes: replayed to whoever subscribes, changed by patches of whole fields. */
export interface Store<State extends object> {
  readonly state$: Observable<State>;
  readonly state: State;
  patch(change: Partial<State>): void;
  end(): void;
}

/** Holds the state of one part of the page. */
export function createStore<State extends object>(initial: State): Store<State> {
  const subject = new BehaviorSubject(initial);
  return {
    state$: subject.asObservable(),
    get state() {
      return subject.value;
    },
    patch: (change) => subject.next({ ...subject.value, ...change }),
    end: () => subject.complete(),
  };
}
