// Vonage Video: a session, with Assent in it. Open it with ?app=...&session=...&token=... of your project.
import OT from '@vonage/client-sdk-video';
import { createVonageAdapter } from 'assent/adapters/vonage';
import { createAssentPlugin } from 'assent/plugin';
import { assets, deployment } from './assent-options.ts';

const query = new URLSearchParams(location.search);
const publisher = OT.initPublisher('root', {});
await createAssentPlugin({
  adapter: createVonageAdapter(publisher), // before or after the session is joined
  deployment,
  meetingId: query.get('session') ?? 'example',
  assets,
});
const session = OT.initSession(query.get('app') ?? '', query.get('session') ?? '');
session.connect(query.get('token') ?? '', (error) => {
  if (error) throw error;
  session.publish(publisher);
});
