import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sound } from '../evaluate/sound.ts';
import { writeWav } from './write-wav.ts';

/**
 * What Praat says of one sound, as `praat-values.json` keeps it. Pitch by
 * autocorrelation, 60 to 525 Hz, with Praat's standard costs; marks of cycles by
 * "To PointProcess (cc)"; harmonicity by cross-correlation with one period of 60 Hz.
 */
const script = `form Ask
  sentence file
endform
sound = Read from file: file$
duration = Get total duration
selectObject: sound
pitch = noprogress To Pitch (ac): 0.01, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 525
selectObject: sound, pitch
marks = noprogress To PointProcess (cc)
selectObject: sound
harmonicity = noprogress To Harmonicity (cc): 0.01, 60, 0.1, 1.0
steps = floor (duration / 0.01)

procedure put: .value, .digits
  if .value = undefined
    appendInfo: " -"
  else
    appendInfo: " ", fixed$ (.value, .digits)
  endif
endproc

appendInfo: "pitch"
selectObject: pitch
for i from 0 to steps
  value = Get value at time: i * 0.01, "Hertz", "linear"
  @put: value, 1
endfor
appendInfoLine: ""
appendInfo: "harmonicity"
selectObject: harmonicity
for i from 0 to steps
  value = Get value at time: i * 0.01, "linear"
  if value < -50
    value = undefined
  endif
  @put: value, 1
endfor
appendInfoLine: ""
appendInfo: "level"
selectObject: sound
for i from 0 to steps
  value = Get standard deviation: 1, i * 0.01 - 0.01, i * 0.01 + 0.01
  if value <> undefined
    value = if value > 1e-6 then 20 * log10 (value * sqrt (2)) else -120 fi
  endif
  @put: value, 1
endfor
appendInfoLine: ""

# Voiced stretches: Praat's own, unbroken for at least 0.3 s.
begun = undefined
for i from 0 to steps + 1
  selectObject: pitch
  value = Get value at time: i * 0.01, "Hertz", "linear"
  if value <> undefined
    if begun = undefined
      begun = i * 0.01
    endif
  elsif begun <> undefined
    tmax = (i - 4) * 0.01
    if tmax - begun >= 0.26
      tmin = max (begun + 0.06, tmax - 0.5)
      selectObject: marks
      jitter = Get jitter (local): tmin, tmax + 0.004, 0.0001, 0.02, 1.3
      selectObject: sound, marks
      shimmer = Get shimmer (local_dB): tmin, tmax + 0.004, 0.0001, 0.02, 1.3, 1.6
      if jitter <> undefined and shimmer <> undefined
        appendInfoLine: "stretch ", fixed$ (tmax, 2), " ", fixed$ (100 * jitter, 4), " ", fixed$ (shimmer, 4)
      endif
    endif
    begun = undefined
  endif
endfor

# Spectra: every tenth moment of voice.
for j from 1 to floor (steps / 10)
  at = j * 0.1
  selectObject: pitch
  value = Get value at time: at, "Hertz", "linear"
  if value <> undefined
    selectObject: sound
    part = Extract part: at - 0.01, at + 0.01, "Hamming", 1, "no"
    spectrum = To Spectrum: "yes"
    low = Get band energy: 50, 1000
    high = Get band energy: 1000, 5000
    under = Get band energy: 80, 500
    over = Get band energy: 500, 8000
    ltas = To Ltas (1-to-1)
    strongLow = Get maximum: 0, 2000, "none"
    strongHigh = Get maximum: 2000, 5000, "none"
    alpha = 10 * log10 (high / low)
    hammarberg = strongLow - strongHigh
    hf500 = 10 * log10 (over / under)
    appendInfoLine: "spectrum ", fixed$ (at, 2), " ", fixed$ (alpha, 2), " ", fixed$ (hammarberg, 2), " ", fixed$ (hf500, 2)
    removeObject: part, spectrum, ltas
  endif
endfor
`;

/** @throws Error where there is no Praat. */
export function askPraat(sound: Sound): object {
  const folder = mkdtempSync(join(tmpdir(), 'assent-golden-'));
  try {
    const scriptFile = join(folder, 'ask.praat');
    const soundFile = join(folder, 'sound.wav');
    writeFileSync(scriptFile, script);
    writeFileSync(soundFile, writeWav(sound));
    const answer = execFileSync('praat', ['--run', scriptFile, soundFile], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return readAnswer(answer);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The version of the Praat that answers. */
export function praatVersion(): string {
  return execFileSync('praat', ['--version'], { encoding: 'utf8' }).trim();
}

function readAnswer(answer: string): object {
  const lines = answer.split('\n').map((line) => line.trim());
  const after = (word: string): string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const [pitchHz = ''] = after('pitch');
  const [harmonicsToNoiseDb = ''] = after('harmonicity');
  const [levelDb = ''] = after('level');
  return {
    pitchHz,
    harmonicsToNoiseDb,
    levelDb,
    stretches: after('stretch').map((line) => {
      const [atSeconds, jitterPercent, shimmerDb] = line.split(' ').map(Number);
      return { atSeconds, jitterPercent, shimmerDb };
    }),
    spectra: after('spectrum').map((line) => {
      const [atSeconds, alphaRatioDb, hammarbergIndexDb, hf500Db] = line.split(' ').map(Number);
      return { atSeconds, alphaRatioDb, hammarbergIndexDb, hf500Db };
    }),
  };
}
