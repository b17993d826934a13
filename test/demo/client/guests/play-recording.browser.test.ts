import { afterEach, expect, it } from 'vitest';
import { planGuest } from '../../../../demo/client/guests/plan-guest.ts';
import { playRecording } from '../../../../demo/client/guests/play-recording.ts';

const order = { room: 'r', context: 'consumer', mode: 'individual', ...planGuest(0) };

afterEach(() => {
  for (const element of document.querySelectorAll('audio, video')) element.remove();
});

/** The loudest sample of a track within a time. */
async function loudest(track: MediaStreamTrack, forMs: number): Promise<number> {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let peak = 0;
  for (const end = performance.now() + forMs; performance.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    analyser.getFloatTimeDomainData(samples);
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  }
  await context.close();
  return peak;
}

it('captures a face and a voice from elements that are muted, so that nothing comes out of the speakers here', async () => {
  const { stream, speak } = await playRecording(order);
  expect(
    [...document.querySelectorAll('audio, video')].every((element) => (element as HTMLMediaElement).muted),
  ).toBe(true);
  const [picture] = stream.getVideoTracks();
  const [voice] = stream.getAudioTracks();
  if (!picture || !voice) throw new Error('a track is missing');
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([picture]);
  await video.play();
  expect(video.videoWidth).toBeGreaterThan(100);

  speak(true);
  expect(await loudest(voice, 3000)).toBeGreaterThan(0.1);
  speak(false);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await loudest(voice, 600)).toBeLessThan(1e-4);
  expect(voice.readyState).toBe('live');
  expect(voice.muted).toBe(false);
});

it('says which recording cannot be played', async () => {
  await expect(playRecording({ ...order, face: 'nobody.mp4' })).rejects.toThrow('nobody.mp4');
});
