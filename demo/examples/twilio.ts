// Twilio Video: a room, with Assent in it. Open it with ?token=... that your server issued.
import { createTwilioAdapter } from 'assent/adapters/twilio';
import { createAssentPlugin } from 'assent/plugin';
import { connect, createLocalTracks } from 'twilio-video';
import { assets, deployment } from './assent-options.ts';

const token = new URLSearchParams(location.search).get('token') ?? '';
const tracks = await createLocalTracks({ audio: true, video: true });
const room = await connect(token, { name: 'example', tracks });
await createAssentPlugin({
  adapter: createTwilioAdapter(room),
  deployment,
  meetingId: room.sid,
  assets,
});
