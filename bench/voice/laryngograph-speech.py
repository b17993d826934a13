# /// Pitch and voicing with laryngograph truth, out of Debian's diphone voices.
#
# The voices kal and ked of Festival (packages festival, festvox-kallpc16k, festvox-kdlpc16k) are recordings of two men,
# those of festvox-suopuhe-lj and festvox-suopuhe-mv of a Finnish woman and man,
# as linear prediction with its whole residual, marked at every laryngograph pulse. Put in a row as Festival's front end
# orders them for a text, with no change of pitch or length, they are that speech again, and the marks are the truth:
# measured marks lie on whole samples (of 16 kHz, also where the voice has 22.05), those that fill voiceless stretches do not.
#
#   python3 bench/voice/laryngograph-speech.py kal|ked|suo_fi_lj|hy_fi_mv SENTENCES.txt INTO      (needs numpy and soundfile)
#   npm run evaluate -- pitch --manifest INTO/manifest.csv
import os
import re
import struct
import subprocess
import sys

import numpy as np
import soundfile

HOP_SECONDS = 0.01
NOISE_DBFS = -62
MARKS_RATE = 16000
GROUPS = {
    "kal": "/usr/share/festival/voices/english/kal_diphone/group/kallpc16k.group",
    "ked": "/usr/share/festival/voices/english/ked_diphone/group/kedlpc16k.group",
    "suo_fi_lj": "/usr/share/festival/voices/finnish/suo_fi_lj_diphone/group/ljlpc.group",
    "hy_fi_mv": "/usr/share/festival/voices/finnish/hy_fi_mv_diphone/group/mvlpc.group",
}


def read_group(path):
    """Reads a Festival group file: name -> (rate, times of marks, coefficients, residual)."""
    data = open(path, "rb").read()
    head = data.index(b"EST_Header_End")
    count = int(re.search(rb"NumEntries (\d+)", data[:head])[1])
    at = head + len("EST_Header_End\n")
    entries = []
    for _ in range(count):
        end = data.index(b"\n", at)
        name, track, sound, _middle = data[at:end].decode("latin1").split()
        entries.append((name, int(track), int(sound)))
        at = end + 1
    units = {}
    for name, track, sound in entries:
        start = data.index(b"EST_Header_End\n", at + track)
        fields = dict(line.split()[:2] for line in data[at + track : start].decode("latin1").split("\n") if len(line.split()) > 1)
        width = int(fields["NumChannels"]) + 1 + (fields.get("BreaksPresent") == "true")
        order = ">" if fields.get("ByteOrder") == "10" else "<"
        rows = np.frombuffer(data, order + "f4", int(fields["NumFrames"]) * width, start + 15).reshape(-1, width).astype(float)
        _, header, size, coding, rate, _ = struct.unpack(">4s5I", data[at + sound : at + sound + 24])
        if coding == 1:
            code = ~np.frombuffer(data, np.uint8, size, at + sound + header)
            size_of = ((((code & 15).astype(int) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84
            residual = np.where(code & 0x80, -1, 1) * size_of
        else:
            residual = np.frombuffer(data, ">i2", size // 2, at + sound + header)
        units[name] = (rate, rows[:, 0], rows[:, width - int(fields["NumChannels"]) + 1 :], residual.astype(float))
    return units


def speak(unit):
    """The unit's sound, and its marks as (start, end, is voiced) in samples."""
    rate, times, coefficients, residual = unit
    marks = np.round(times * rate).astype(int)
    frame = np.searchsorted((marks[1:] + marks[:-1]) // 2, np.arange(len(residual)), side="right")
    order = coefficients.shape[1]
    backward = coefficients[:, ::-1]
    sound = np.zeros(len(residual) + order)
    for i, sample in enumerate(residual):
        sound[i + order] = sample + backward[frame[i]] @ sound[i : i + order]
    length = np.diff(np.r_[0, times * rate])
    marked = length * MARKS_RATE / rate
    voiced = np.abs(marked - np.round(marked)) < 0.04
    voiced[0] = voiced[1]
    ends = times * rate
    return sound[order : order + marks[-1]], list(zip(ends - length, ends, voiced))


def units_of(voice, sentences):
    quoted = ['"' + re.sub(r'["\\]', "", sentence) + '"' for sentence in sentences]
    script = f"(voice_{voice}_diphone)" + "".join(
        f"(let ((u (utt.synth (Utterance Text {text})))) (format t \"UNITS %l\\n\" (mapcar item.name (utt.relation.items u 'Unit))))"
        for text in quoted
    )
    done = subprocess.run(["festival", "--pipe"], input=script, capture_output=True, text=True, check=True)
    return [re.findall(r'"([^"]*)"', line) for line in done.stdout.split("\n") if "UNITS" in line]


def main(voice, sentences_path, into):
    units = read_group(GROUPS[voice])
    sentences = [line.strip() for line in open(sentences_path) if line.strip()]
    random = np.random.default_rng(3)
    os.makedirs(into, exist_ok=True)
    manifest = ["audio,f0,hop_seconds,group_voice"]
    spoken = {}
    for number, names in enumerate(units_of(voice, sentences)):
        sounds, marks, offset, rate = [], [], 0, 16000
        for name in (name for name in names if name in units and len(units[name][1]) > 1):
            rate = units[name][0]
            if name not in spoken:
                spoken[name] = speak(units[name])
            sound, own = spoken[name]
            marks += [(offset + start, offset + end, voiced) for start, end, voiced in own]
            sounds.append(sound)
            offset += len(sound)
        if not sounds:
            continue
        sound = np.concatenate(sounds)
        sound = 0.5 * sound / np.max(np.abs(sound)) + random.normal(0, 10 ** (NOISE_DBFS / 20), len(sound))
        f0 = np.zeros(int(len(sound) / rate / HOP_SECONDS))
        for start, end, voiced in marks:
            if voiced and rate / 500 < end - start < rate / 50:
                first, last = (int(np.ceil(edge / rate / HOP_SECONDS)) for edge in (start, end))
                f0[first:last] = rate / (end - start)
        stem = f"{voice}{number:03d}"
        soundfile.write(f"{into}/{stem}.wav", np.clip(sound, -1, 1), rate, subtype="PCM_16")
        open(f"{into}/{stem}.f0", "w").write("".join(f"{value:.2f}\n" for value in f0))
        manifest.append(f"{stem}.wav,{stem}.f0,{HOP_SECONDS},{voice}")
    open(f"{into}/manifest.csv", "w").write("\n".join(manifest) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in GROUPS:
        sys.exit("usage: python3 bench/voice/laryngograph-speech.py kal|ked|suo_fi_lj|hy_fi_mv SENTENCES.txt INTO")
    main(*sys.argv[1:])
