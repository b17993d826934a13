import { Subject, Subscription } from 'rxjs';
import { canMeasure } from '../capture/capture-means.ts';
import type { ScopeState } from '../consent/consent-state.ts';
import type { AssentError } from '../errors.ts';
import type { MeetingSummary } from '../meeting/meeting-summary.ts';
import type { AssentSession } from '../session/session.ts';
import type { SessionOptions } from '../session/session-options.ts';
import { watchOwnSignals } from '../session/watch-own-signals.ts';
import { createSession } from '../session.ts';
import { defineElements } from '../ui/define-elements.ts';
import type { ActiveComputation, BehaviourName, GroupView } from '../vocabulary.ts';

/** What {@link createAssentPlugin} needs: what a session needs, and where things go. */
export interface AssentPluginOptions extends SessionOptions {
  /** Where the panel stands in the app; unless told it floats in the lower corner of the page. */
  readonly mount?: HTMLElement;
  /** Whether the participant is asked as soon as the plugin is there, once; `true` unless told. */
  readonly ask?: boolean;
}

/** What a plugin tells an app, by the name to listen for. */
export interface AssentPluginEvents {
  /** Every change of consent, with all states. */
  readonly consent: readonly ScopeState[];
  /** What is being computed. */
  readonly activity: readonly ActiveComputation[];
  /** What the group shows to everyone alike. */
  readonly group: GroupView;
  /** What went wrong; the call and the plugin go on. */
  readonly problem: AssentError;
  /** The call is over: what the group showed of it. */
  readonly summary: MeetingSummary;
}

/** Assent as it stands in an app. */
export interface AssentPlugin {
  /** For whatever the plugin has no word of its own. */
  readonly session: AssentSession;
  /** Opens the prompt, by the participant's own action; the app never needs to. Nothing where policy leaves nothing to ask. */
  ask(): void;
  /** Listens; returns how to stop. */
  on<Name extends keyof AssentPluginEvents>(
    name: Name,
    listener: (detail: AssentPluginEvents[Name]) => void,
  ): () => void;
  /** Ends everything that measures and shows the summary; the app calls it, or the call's end does. */
  end(): MeetingSummary;
  /** Ends everything and takes the elements off the page. */
  remove(): void;
}

/**
 * Puts Assent into an app by a single call: makes the session, mounts the
 * prompt, the indicator, the own view, the group's view and, once the call is
 * over, its summary, and passes every request of theirs to the session.
 *
 * The elements are the plugin's and go with `remove()`; the adapter, its call
 * and `mount` stay the app's. The prompt is a child of the page's body, so that
 * nothing of the app can cover it. What this browser cannot measure is not asked
 * for, and the panel says that something is missing; `assent/support` says what.
 *
 * @example
 * ```ts
 * import { createWebRtcAdapter } from 'assent/adapters/webrtc';
 * import { createAssentPlugin } from 'assent/plugin';
 *
 * const plugin = await createAssentPlugin({
 *   adapter: createWebRtcAdapter(connection),
 *   deployment,
 *   meetingId: 'room-1',
 *   assets: { models: '/models/', visionWasm: '/vision-wasm/', onnxWasm: '/onnx-wasm/' },
 * });
 * plugin.on('problem', (problem) => console.warn(problem));
 * ```
 *
 * @throws TypeError (as a rejection) naming the option that is missing or malformed; nothing is mounted then.
 * @throws {@link AssentError} `unsupported` (as a rejection) where the browser lacks what a session needs.
 */
export async function createAssentPlugin(options: AssentPluginOptions): Promise<AssentPlugin> {
  const { mount, ask = true, ...sessionOptions } = options;
  if (mount !== undefined && !(mount instanceof HTMLElement)) {
    throw new TypeError('mount: an element of the page is needed');
  }
  const session = await createSession(sessionOptions);
  defineElements();
  const { consent } = session;
  const contested$ = new Subject<BehaviourName | 'affect'>();
  const events = createEvents();
  const shown = new Subscription();

  const panel = document.createElement('assent-call-panel');
  const prompt = document.createElement('assent-consent-prompt');
  shown.add(() => panel.remove());
  shown.add(() => prompt.remove());
  for (const element of [panel, prompt]) if (options.language) element.lang = options.language;
  panel.floating = mount === undefined;
  panel.askable = consent.scopes.length > 0;
  panel.refusal = session.policy.refusals.find(({ tier }) => tier === 'affect') ?? null;
  panel.redress = consent.notice.controller;
  panel.lacking = session.policy.allowed.some(({ modality }) => !canMeasure(modality));
  prompt.notice = consent.notice;
  prompt.scopes = consent.scopes;

  prompt.addEventListener('assent-decide', ({ detail }) => consent.decide(detail.given));
  prompt.addEventListener('assent-defer', () => consent.defer());
  panel.addEventListener('assent-choices', openPrompt);
  panel.addEventListener('assent-withdraw', ({ detail }) => consent.withdraw(detail.scopes));
  panel.addEventListener('assent-contest', ({ detail }) => {
    session.contest(detail.signal);
    contested$.next(detail.signal);
  });

  shown.add(
    consent.states$.subscribe((states) => {
      prompt.states = states;
      events.emit('consent', states);
    }),
  );
  shown.add(
    session.active$.subscribe({
      next(active) {
        panel.active = active;
        events.emit('activity', active);
      },
      complete: showSummary,
    }),
  );
  shown.add(
    session.group$.subscribe((view) => {
      panel.view = view;
      events.emit('group', view);
    }),
  );
  shown.add(
    session.drift$.subscribe((drift) => {
      panel.drift = drift;
    }),
  );
  shown.add(session.problems$.subscribe((problem) => events.emit('problem', problem)));
  shown.add(
    watchOwnSignals({ ...session, contested$ }).subscribe((signals) => {
      panel.signals = signals;
    }),
  );
  (mount ?? document.body).append(panel);
  document.body.append(prompt);
  if (ask) openPrompt();

  function openPrompt(): void {
    if (!panel.askable || panel.summary !== null) return;
    consent.request();
    prompt.open = true;
  }

  // Completed by the session's end, whoever ended it.
  function showSummary(): void {
    const summary = session.summary();
    prompt.open = false;
    panel.active = [];
    panel.signals = new Map();
    panel.summary = summary;
    events.emit('summary', summary);
  }

  return {
    session,
    ask: openPrompt,
    on: events.on,
    end() {
      session.close();
      return session.summary();
    },
    remove() {
      session.close();
      shown.unsubscribe();
    },
  };
}

function createEvents() {
  type Listeners = { [Name in keyof AssentPluginEvents]?: Set<(detail: AssentPluginEvents[Name]) => void> };
  const listeners: Listeners = {};
  return {
    on: <Name extends keyof AssentPluginEvents>(
      name: Name,
      listener: (detail: AssentPluginEvents[Name]) => void,
    ) => {
      const heard: Set<(detail: AssentPluginEvents[Name]) => void> = listeners[name] ?? new Set();
      (listeners as Record<Name, typeof heard>)[name] = heard.add(listener);
      return () => void heard.delete(listener);
    },
    emit: <Name extends keyof AssentPluginEvents>(name: Name, detail: AssentPluginEvents[Name]) => {
      for (const listener of listeners[name] ?? []) listener(detail);
    },
  };
}
