// Agora: a channel, with Assent in it. Open it with ?app=...&token=... of your project.
import AgoraRTC from 'agora-rtc-sdk-ng';
import { createAgoraAdapter } from 'assent/adapters/agora';
import { createAssentPlugin } from 'assent/plugin';
import { assets, deployment } from './assent-options.ts';

const query = new URLSearchParams(location.search);
const client = AgoraRTC.createClient({ mode: 'rtc', codec: 'vp8' });
await createAssentPlugin({
  adapter: createAgoraAdapter(client), // before or after joining
  deployment,
  meetingId: 'example',
  assets,
});
await client.join(query.get('app') ?? '', 'example', query.get('token'));
await client.publish(await AgoraRTC.createMicrophoneAndCameraTracks());
