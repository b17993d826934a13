// Daily: a call object, with Assent in it. Open it with ?url=https://your-domain.daily.co/room.
import Daily from '@daily-co/daily-js';
import { createDailyAdapter } from 'assent/adapters/daily';
import { createAssentPlugin } from 'assent/plugin';
import { assets, deployment } from './assent-options.ts';

const url = new URLSearchParams(location.search).get('url') ?? '';
const call = Daily.createCallObject();
await createAssentPlugin({
  adapter: createDailyAdapter(call), // before or after joining
  deployment,
  meetingId: url,
  assets,
});
await call.join({ url });
