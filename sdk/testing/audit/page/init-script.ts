import { installRecorder } from './install-recorder.ts';
import { watchAudio } from './watch-audio.ts';
import { watchPictures } from './watch-pictures.ts';
import { watchSending } from './watch-sending.ts';
import { watchTracks } from './watch-tracks.ts';
import { watchWorkers } from './watch-workers.ts';

/**
 * The watch as one script for every document of the app, before any script of its own.
 *
 * The functions are taken as text, which is why each refers to nothing but its parameters.
 *
 * @param bindingName - the function of the page that takes lists of `PageReport`; the script removes it from the page
 */
export function initScript(bindingName: string): string {
  // Compilers that keep names of functions leave calls of a helper in them, which pages do not have.
  return `(() => {
    const __name = (value) => value;
    if (typeof globalThis[${JSON.stringify(bindingName)}] !== 'function') return;
    const recorder = (${installRecorder})(${JSON.stringify(bindingName)});
    const tracks = (${watchTracks})(recorder);
    (${watchAudio})(recorder, tracks);
    const frames = (${watchPictures})(recorder, tracks);
    (${watchWorkers})(recorder, frames);
    (${watchSending})(recorder);
  })();`;
}
