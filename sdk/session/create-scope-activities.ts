import { BehaviorSubject, defer, finalize, type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import { scopeKey } from '../consent/scope-query.ts';
import type { Scope } from '../vocabulary.ts';
import type { Activity } from './create-modality-frames.ts';

/** What the computation of each scope is doing, by scope key; one that is not constructed is not in it. */
export type ScopeActivity = ReadonlyMap<string, NonNullable<Activity>>;

/** Which scopes are being computed: consent alone does not make a computation. */
export interface ScopeActivities {
  /** Replayed. */
  readonly activity$: Observable<ScopeActivity>;
  /** Lists the scope from subscription to teardown. */
  during<T>(scope: Scope): MonoTypeOperatorFunction<T>;
  /** Says what a listed scope is doing; one that is not listed is left out. */
  tell(scope: Scope, activity: NonNullable<Activity>): void;
}

/** Creates the list, empty. */
export function createScopeActivities(): ScopeActivities {
  const subject = new BehaviorSubject<ScopeActivity>(new Map());
  const put = (key: string, activity: Activity): void => {
    const next = new Map(subject.value);
    if (activity === null) next.delete(key);
    else next.set(key, activity);
    subject.next(next);
  };
  return {
    activity$: subject.asObservable(),
    during: (scope) => (source$) =>
      defer(() => {
        put(scopeKey(scope), { state: 'running' });
        return source$.pipe(finalize(() => put(scopeKey(scope), null)));
      }),
    tell(scope, activity) {
      const key = scopeKey(scope);
      const now = subject.value.get(key);
      if (now === undefined || (now.state === activity.state && now.reason === activity.reason)) return;
      put(key, activity);
    },
  };
}
