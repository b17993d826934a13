// What a page can find out before there is a call.
import { createSession, declareDeployment } from 'assent';
import { createWebRtcAdapter } from 'assent/adapters/webrtc';
import { describeSupport } from 'assent/support';

const support = describeSupport();
const session = await createSession({
  adapter: createWebRtcAdapter(new RTCPeerConnection()),
  deployment: declareDeployment({
    context: 'consumer',
    jurisdictions: ['CH'],
    controller: { name: 'Example Ltd', contact: 'privacy@example.org' },
    purposes: ['self-view'],
  }),
  meetingId: 'bare',
  assets: { models: '/assent/models/', visionWasm: '/assent/vision-wasm/' },
}).then(
  () => 'open',
  (error: { readonly code?: string }) => error.code ?? String(error),
);
Object.assign(window, { found: { support, session } });
