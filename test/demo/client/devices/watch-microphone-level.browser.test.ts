import { filter, firstValueFrom, timeout } from 'rxjs';
import { expect, it, vi } from 'vitest';
import { watchMicrophoneLevel } from '../../../../demo/client/devices/watch-microphone-level.ts';

it('shows that the microphone hears something, without an AudioContext and without reading a frame', async () => {
  const contexts = vi.spyOn(globalThis, 'AudioContext');
  const readers = vi.spyOn(globalThis, 'MediaStreamTrackProcessor');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = stream.getAudioTracks();
  if (!track) throw new Error('no track');
  // Chromium's fake microphone beeps once a second.
  const heard$ = watchMicrophoneLevel(track).pipe(
    filter((level) => level > 0.2),
    timeout(10_000),
  );
  expect(await firstValueFrom(heard$)).toBeLessThanOrEqual(1);
  expect(contexts).not.toHaveBeenCalled();
  expect(readers).not.toHaveBeenCalled();
  expect(track.readyState).toBe('live');
  track.stop();
});
