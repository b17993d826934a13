// Jitsi: a conference, with Assent in it. The page loads lib-jitsi-meet before, as a script of its own: your deployment's
// /libs/lib-jitsi-meet.min.js, as npm's build wants a global `Strophe` to connect. Open ?domain=meet.example.org&room=...
import { createJitsiAdapter, type JitsiConference, type JitsiLocalTrack } from 'assent/adapters/jitsi';
import { createAssentPlugin } from 'assent/plugin';
import { assets, deployment } from './assent-options.ts';

interface JitsiMeet {
  // The part that is used: the library brings no typings.
  init(options: object): void;
  createLocalTracks(options: { devices: string[] }): Promise<JitsiLocalTrack[]>;
  readonly JitsiConnection: new (app: null, token: null, options: object) => Connection;
}
interface Connection {
  connect(): void;
  addEventListener(event: string, listener: () => void): void;
  initJitsiConference(room: string, options: object): Conference;
}
type Conference = JitsiConference & { join(): void; addTrack(track: JitsiLocalTrack): Promise<void> };

const { JitsiMeetJS } = window as unknown as { readonly JitsiMeetJS: JitsiMeet };
const query = new URLSearchParams(location.search);
const domain = query.get('domain') ?? '';
const room = query.get('room') ?? 'example';
JitsiMeetJS.init({});
const tracks = await JitsiMeetJS.createLocalTracks({ devices: ['audio', 'video'] });
const hosts = { domain, muc: `conference.${domain}` };
const link = new JitsiMeetJS.JitsiConnection(null, null, {
  hosts,
  serviceUrl: `wss://${domain}/xmpp-websocket`,
});
link.addEventListener('connection.connectionEstablished', async () => {
  const conference = link.initJitsiConference(room, {});
  for (const track of tracks) await conference.addTrack(track);
  const adapter = createJitsiAdapter(conference);
  await createAssentPlugin({ adapter, deployment, meetingId: room, assets });
  conference.join();
});
link.connect();
