// The smallest call there is, with Assent in it: a connection of two ends, both in this page.
import { declareDeployment } from 'assent';
import { createWebRtcAdapter } from 'assent/adapters/webrtc';
import { createAssentPlugin } from 'assent/plugin';

const devices = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
const connection = new RTCPeerConnection();
const otherEnd = new RTCPeerConnection();
connection.onicecandidate = ({ candidate }) => void otherEnd.addIceCandidate(candidate ?? undefined);
otherEnd.onicecandidate = ({ candidate }) => void connection.addIceCandidate(candidate ?? undefined);
for (const track of devices.getTracks()) connection.addTrack(track, devices);
await connection.setLocalDescription();
await otherEnd.setRemoteDescription(connection.localDescription as RTCSessionDescription);
await otherEnd.setLocalDescription();
await connection.setRemoteDescription(otherEnd.localDescription as RTCSessionDescription);

const plugin = await createAssentPlugin({
  adapter: createWebRtcAdapter(connection),
  deployment: declareDeployment({
    context: 'consumer',
    jurisdictions: ['CH'],
    controller: { name: 'Example Ltd', contact: 'privacy@example.org' },
    purposes: ['self-view'],
  }),
  meetingId: 'example',
  assets: { models: '/assent/models/', visionWasm: '/assent/vision-wasm/', onnxWasm: '/assent/onnx-wasm/' },
  affect: () => import('assent/affect'),
});
plugin.on('problem', (problem) => console.warn(problem.code, problem.message));
