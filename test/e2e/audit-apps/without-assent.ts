// Apps that know nothing of Assent: `?does=reads` reads the camera without asking, `?does=calls` only shows it,
// `?does=meters` has a level meter in its lobby and asks in a dialog of its own, with buttons of its own.

const does = new URLSearchParams(location.search).get('does');
const stage = document.querySelector('#stage') ?? document.body;
const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
const video = document.createElement('video');
video.muted = true;
video.autoplay = true;
video.srcObject = stream;
stage.append(video);

if (does === 'reads') {
  const context = new OffscreenCanvas(32, 24).getContext('2d');
  setInterval(() => context?.drawImage(video, 0, 0, 32, 24), 100);
}
if (does === 'meters') {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const meter = document.createElement('meter');
  stage.append(meter);
  const samples = new Uint8Array(analyser.fftSize);
  setInterval(() => {
    analyser.getByteTimeDomainData(samples);
    meter.value = Math.max(...samples) / 255;
  }, 100);
  const dialog = document.createElement('dialog');
  dialog.innerHTML =
    '<p>May this call measure how loud you speak?</p><button id="no">Refuse</button> <button id="yes">Agree</button>';
  stage.append(dialog);
  dialog.showModal();
  dialog.querySelector('#no')?.addEventListener('click', () => dialog.close());
  dialog.querySelector('#yes')?.addEventListener('click', () => {
    dialog.close();
    measureLoudness();
  });
}

/** Measures in the simplest way, with an indicator that stops it. */
function measureLoudness(): void {
  const context = new AudioContext();
  const reader = context.createScriptProcessor(1024, 1, 1);
  context.createMediaStreamSource(stream).connect(reader);
  reader.connect(context.destination);
  const stop = document.createElement('button');
  stop.id = 'stop';
  stop.textContent = 'Loudness is measured. Stop';
  stop.onclick = () => {
    stop.remove();
    void context.close();
  };
  stage.prepend(stop);
}
