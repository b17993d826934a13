import type { Modality } from '../../sdk/vocabulary.ts';

/** Makes real tracks and puts them away again. */
export interface OwnTracks {
  create(modality: Modality): MediaStreamTrack;
  close(): void;
}

/** Tracks that carry something: a tone, and a picture that changes. */
export function createOwnTracks(): OwnTracks {
  const closes: (() => void)[] = [];

  function tone(): MediaStreamTrack {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context);
    const destination = new MediaStreamAudioDestinationNode(context);
    oscillator.connect(destination);
    oscillator.start();
    closes.push(() => void context.close());
    return only(destination.stream);
  }

  function picture(): MediaStreamTrack {
    const canvas = document.createElement('canvas');
    const drawing = canvas.getContext('2d');
    let drawn = 0;
    const timer = setInterval(() => {
      drawn += 1;
      if (drawing === null) return;
      drawing.fillStyle = `hsl(${drawn * 7} 80% 50%)`;
      drawing.fillRect(0, 0, canvas.width, canvas.height);
    }, 66);
    closes.push(() => clearInterval(timer));
    return only(canvas.captureStream(15));
  }

  function only(stream: MediaStream): MediaStreamTrack {
    const [track] = stream.getTracks();
    if (!track) throw new Error('the stream has no track');
    closes.push(() => track.stop());
    return track;
  }

  return {
    create: (modality) => (modality === 'voice' ? tone() : picture()),
    close() {
      for (const close of closes.splice(0)) close();
    },
  };
}
