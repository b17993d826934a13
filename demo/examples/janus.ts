// Janus: a VideoRoom, with Assent in it. Open it with ?server=wss://...&room=1234 of your deployment.
import { createJanusAdapter } from 'assent/adapters/janus';
import { createAssentPlugin } from 'assent/plugin';
import Janus, { type JanusJS } from 'janus-gateway';
import webrtcAdapter from 'webrtc-adapter';
import { assets, deployment } from './assent-options.ts';

const query = new URLSearchParams(location.search);
const room = Number(query.get('room') ?? 1234);
// biome-ignore lint/correctness/useHookAtTopLevel: Janus's own name, nothing of React
const dependencies = Janus.useDefaultDependencies({ adapter: webrtcAdapter });
await new Promise<void>((callback) => Janus.init({ dependencies, callback }));
const session = await new Promise<Janus>((resolve, error) => {
  const opened: Janus = new Janus({
    server: query.get('server') ?? '',
    success: () => resolve(opened),
    error,
  });
});
const handle = await new Promise<JanusJS.PluginHandle>((success, error) => {
  session.attach({ plugin: 'janus.plugin.videoroom', success, error, onmessage });
});
await createAssentPlugin({
  adapter: createJanusAdapter(handle),
  deployment,
  meetingId: String(room),
  assets,
});
handle.send({ message: { request: 'join', ptype: 'publisher', room } });

function onmessage({ videoroom }: JanusJS.Message, answer?: JanusJS.JSEP): void {
  if (answer) handle.handleRemoteJsep({ jsep: answer });
  if (videoroom !== 'joined') return;
  const tracks = (['audio', 'video'] as const).map((type) => ({ type, capture: true }));
  const success = (jsep: JanusJS.JSEP) => handle.send({ message: { request: 'publish' }, jsep });
  handle.createOffer({ tracks, success });
}
