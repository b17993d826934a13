import { BehaviorSubject, type Observable } from 'rxjs';

/** A short message at the edge of the page. */
export interface Toast {
  readonly id: number;
  readonly tone: 'notice' | 'problem';
  readonly text: string;
}

/** The short messages that are shown right now, newest last. */
export interface Toasts {
  readonly toasts$: Observable<readonly Toast[]>;
  /** Shows a message; the same words are not shown twice at once. */
  say(tone: Toast['tone'], text: string): void;
  dismiss(id: number): void;
}

const shownMs = { notice: 5_000, problem: 12_000 };

/** Keeps the short messages and takes each away when its time is over. */
export function createToasts(): Toasts {
  const subject = new BehaviorSubject<readonly Toast[]>([]);
  let count = 0;
  const dismiss = (id: number) => subject.next(subject.value.filter((toast) => toast.id !== id));
  return {
    toasts$: subject,
    dismiss,
    say(tone, text) {
      if (subject.value.some((toast) => toast.text === text)) return;
      count += 1;
      const id = count;
      subject.next([...subject.value, { id, tone, text }].slice(-3));
      setTimeout(() => dismiss(id), shownMs[tone]);
    },
  };
}
