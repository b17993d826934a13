import {
  type AssentSession,
  createSession,
  type DeploymentOptions,
  declareDeployment,
  type Signal,
} from 'assent';
import { createWebRtcAdapter } from 'assent/adapters/webrtc';
import type { AssentConsentPrompt, AssentGroupView, AssentIndicator, AssentSelfView } from 'assent/ui';
import 'assent/ui';

/** What a broken app takes hold of. */
export interface HonestApp {
  readonly session: AssentSession;
  readonly own: MediaStream;
  readonly ownVideo: HTMLVideoElement;
  readonly otherVideo: HTMLVideoElement;
  readonly socket: WebSocket;
  readonly prompt: AssentConsentPrompt;
  readonly indicator: AssentIndicator;
  readonly selfView: AssentSelfView;
  readonly groupView: AssentGroupView;
  /** Called with every own signal. */
  onSignal(listener: (signal: Signal) => void): void;
}

/** Where a broken app differs before the call stands. */
export interface Departures {
  readonly deployment?: Partial<DeploymentOptions>;
  /** Replaces what a press of stop does. */
  readonly withdraw?: (app: HonestApp) => void;
}

/** A call of two in one page, over a real connection, with Assent beside it, done as the documentation says. */
export async function startHonestApp(departures: Departures = {}): Promise<HonestApp> {
  const own = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 320, height: 240, frameRate: 6 },
  });
  const near = new RTCPeerConnection();
  const other = new MediaStream();
  const far = new RTCPeerConnection();
  near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
  far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
  far.ontrack = ({ track }) => other.addTrack(track);
  const withFace = new URLSearchParams(location.search).has('face');
  for (const track of own.getTracks()) {
    // What is sent can be measured; most broken apps are told by the voice, which starts sooner.
    (withFace || track.kind === 'audio' ? near : far).addTrack(track, own);
  }
  if (!withFace) near.addTransceiver('video', { direction: 'recvonly' });
  near.ontrack = ({ track }) => other.addTrack(track);
  await near.setLocalDescription();
  if (near.localDescription) await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription();
  if (far.localDescription) await near.setRemoteDescription(far.localDescription);

  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/socket`);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  setInterval(() => socket.send(JSON.stringify({ type: 'alive', at: Date.now() })), 400);

  const session = await createSession({
    adapter: createWebRtcAdapter(near),
    deployment: declareDeployment({
      context: 'consumer',
      jurisdictions: ['CH'],
      controller: { name: 'Example', contact: 'privacy@example.org' },
      purposes: ['self-view'],
      ...departures.deployment,
    }),
    meetingId: 'meeting-1',
    assets: { models: '/assent/models/', visionWasm: '/assent/vision-wasm/' },
    affect: () => import('assent/affect'),
  });
  const listeners: ((signal: Signal) => void)[] = [];
  const app: HonestApp = {
    session,
    own,
    socket,
    ownVideo: show(own),
    otherVideo: show(other),
    prompt: document.createElement('assent-consent-prompt'),
    indicator: document.createElement('assent-indicator'),
    selfView: document.createElement('assent-self-view'),
    groupView: document.createElement('assent-group-view'),
    onSignal: (listener) => void listeners.push(listener),
  };
  const { prompt, indicator, selfView, groupView } = app;
  document.querySelector('#top')?.append(indicator);
  document.querySelector('#stage')?.append(selfView, groupView, prompt);

  const signals = new Map<string, Signal>();
  session.mine$.subscribe((signal) => {
    signals.set(signal.kind === 'affect' ? 'affect' : signal.name, signal);
    selfView.signals = new Map(signals);
    for (const listener of listeners) listener(signal);
  });
  session.active$.subscribe((active) => {
    indicator.active = active;
    if (active.length === 0) {
      signals.clear();
      selfView.signals = [];
    }
  });
  session.group$.subscribe((view) => {
    groupView.view = view;
  });
  prompt.notice = session.consent.notice;
  prompt.scopes = session.consent.scopes;
  prompt.addEventListener('assent-decide', ({ detail }) => session.consent.decide(detail.given));
  prompt.addEventListener('assent-defer', () => session.consent.defer());
  indicator.addEventListener('assent-withdraw', ({ detail }) => {
    if (departures.withdraw) departures.withdraw(app);
    else session.consent.withdraw(detail.scopes);
  });
  prompt.open = true;
  session.consent.request();
  return app;
}

function show(stream: MediaStream): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.srcObject = stream;
  document.querySelector('#stage')?.append(video);
  return video;
}
