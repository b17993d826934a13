// Zoom Video SDK: a session, with Assent in it. Open it with ?topic=...&token=... that your server signed.
// The SDK hands out no tracks: the app opens the same devices a second time (see the adapter's doc).
import ZoomVideo from '@zoom/videosdk';
import { createZoomAdapter } from 'assent/adapters/zoom';
import { createAssentPlugin } from 'assent/plugin';
import { of } from 'rxjs';
import { assets, deployment } from './assent-options.ts';

const query = new URLSearchParams(location.search);
const own = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
const client = ZoomVideo.createClient();
await createAssentPlugin({
  adapter: createZoomAdapter(client, of(own.getTracks())), // before or after joining
  deployment,
  meetingId: query.get('topic') ?? 'example',
  assets,
});
await client.init('en-US', 'Global');
await client.join(query.get('topic') ?? '', query.get('token') ?? '', 'Participant');
const stream = client.getMediaStream();
await stream.startAudio();
await stream.startVideo();
