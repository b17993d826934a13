// mediasoup: a send transport, with Assent in it. `ask` is the app's own way of asking its server.
import { createMediasoupAdapter } from 'assent/adapters/mediasoup';
import { createAssentPlugin } from 'assent/plugin';
import { Device, type types } from 'mediasoup-client';
import { assets, deployment } from './assent-options.ts';

async function ask<Answer>(path: string, body: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`/call/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
  return await response.json();
}

const device = await Device.factory();
await device.load({ routerRtpCapabilities: await ask<types.RtpCapabilities>('capabilities') });
const transport = device.createSendTransport(await ask<types.TransportOptions>('transport'));
transport.on('connect', ({ dtlsParameters }, done, fail) => {
  ask('connect', { dtlsParameters }).then(() => done(), fail);
});
transport.on('produce', ({ kind, rtpParameters }, done, fail) => {
  ask<{ id: string }>('produce', { kind, rtpParameters }).then(done, fail);
});
await createAssentPlugin({
  adapter: createMediasoupAdapter(transport), // before the first produce()
  deployment,
  meetingId: 'example',
  assets,
});
const devices = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
for (const track of devices.getTracks()) await transport.produce({ track });
