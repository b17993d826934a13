// React: Assent as a component that comes and goes with the call. `assent/react` has the elements one by one.
import { createWebRtcAdapter } from 'assent/adapters/webrtc';
import { createAssentPlugin } from 'assent/plugin';
import { type ReactElement, StrictMode, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { assets, deployment } from './assent-options.ts';

function Assent({ call }: { readonly call: RTCPeerConnection }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mount = place.current as HTMLDivElement;
    const adapter = createWebRtcAdapter(call);
    const plugin = createAssentPlugin({ adapter, deployment, meetingId: 'example', assets, mount });
    return () => void plugin.then((made) => made.remove());
  }, [call]);
  return <div ref={place} />;
}

// The app's own call; here a connection without another end.
const call = new RTCPeerConnection();
const devices = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
for (const track of devices.getTracks()) call.addTrack(track, devices);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Assent call={call} />
  </StrictMode>,
);
