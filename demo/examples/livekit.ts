// LiveKit: a room, with Assent in it. Open it with ?url=wss://...&token=... of your server.
import { createLiveKitAdapter } from 'assent/adapters/livekit';
import { type AssentPlugin, createAssentPlugin } from 'assent/plugin';
import { Room } from 'livekit-client';
import { assets, deployment } from './assent-options.ts';

const query = new URLSearchParams(location.search);
export const room: Room = new Room();
export const plugin: AssentPlugin = await createAssentPlugin({
  adapter: createLiveKitAdapter(room), // before or after joining
  deployment,
  meetingId: query.get('room') ?? 'example',
  assets,
});
await room.connect(query.get('url') ?? '', query.get('token') ?? '');
await room.localParticipant.enableCameraAndMicrophone();
