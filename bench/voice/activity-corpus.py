# /// Speech with known pauses, in rooms and noises, to fit and judge speech activity on.
#
# EMO-DB's are marked by hand (labsilb). The others are clean recordings of Debian (asterisk-core-sounds-{en,fr,it,ru}-wav,
# ktuberling-data, pocketsphinx-testdata), whose pauses of 100 ms and more are told by their level; noise, music and
# echo come after that, from a folder of recordings and from asterisk-moh-opsound-wav and openttd-opensfx. Speakers and
# noises of the fold `fit` are none of those of `kept`.
#
#   python3 bench/voice/activity-corpus.py EMODB NOISES INTO     (needs numpy, scipy and soundfile)
#   npm run fit:activity -- --manifest INTO/manifest.csv
#   npm run evaluate -- vad --manifest INTO/kept.csv
import csv
import glob
import io
import math
import os
import re
import struct
import sys

import numpy as np
import soundfile
from scipy.signal import fftconvolve, resample_poly

RATE = 16000
HOP = 160
SHARE = os.environ.get("SHARE", "/usr/share")
SINGLE, STREAMS = 330, 150
STREAM_SECONDS = 11
FIT = {"03", "08", "09", "10", "11", "en_US_f_Allison", "fr_CA_f_June", "de", "uk", "ca", "da"}
random = np.random.default_rng(7)


def load(source):
    sound, rate = soundfile.read(source)
    if sound.ndim > 1:
        sound = sound.mean(1)
    common = math.gcd(rate, RATE)
    return resample_poly(sound, RATE // common, rate // common) if rate != RATE else sound


def power(sound):
    return np.mean(sound**2) + 1e-12


def replace_runs(active, value, shorter):
    """Turns inner runs of a value over that are shorter than so many frames."""
    edges = [0, *(np.flatnonzero(np.diff(active.astype(int))) + 1), len(active)]
    for start, end in zip(edges, edges[1:]):
        if active[start] == value and end - start < shorter and start > 0 and end < len(active):
            active[start:end] = not value
    return active


def active_by_level(sound, under_db=32):
    """Frames of speech in a clean recording; None where it is not clean enough to tell."""
    level = np.array([10 * np.log10(power(sound[max(0, at - 80) : at + 240])) for at in range(0, len(sound) - HOP, HOP)])
    loud, floor = np.percentile(level, 95), np.percentile(level, 3)
    if floor > loud - 25:
        return None
    active = level > max(loud - under_db, floor + 6)
    return replace_runs(replace_runs(active, False, 10), True, 5)


def emodb(folder):
    for row in csv.DictReader(open(f"{folder}/labels.csv")):
        stem = row["file"][:-4]
        path = f"{folder}/labsilb/{stem}.labsilb"
        text = open(path, encoding="latin1").read() if os.path.exists(path) else ""
        marks = [(float(at), name) for at, name in re.findall(r"^\s+([\d.]+)\s+-1\s+(\S+)", text, re.M)]
        if len(marks) < 3 or marks[-1][1] != ".":
            continue
        sound = load(f"{folder}/flac/{stem}.flac")
        active = np.zeros(len(sound) // HOP, bool)
        for (start, name), (end, _) in zip(marks, marks[1:]):
            if name not in ".(":
                active[round(100 * start) : round(100 * end)] = True
        yield row["speaker"], sound, active


def by_level():
    for voice in ["en_US_f_Allison", "fr_CA_f_June", "it_IT_m_Carlo", "ru_RU_f_IvrvoiceRU"]:
        files = [f for f in glob.glob(f"{SHARE}/asterisk/sounds/{voice}/*.wav") if os.path.getsize(f) > 24000]
        files = [f for f in sorted(files) if not re.search("tone|beep|tt-", f)]
        yield from ((voice, f, 35) for f in random.permutation(files)[:60])
    for file in sorted(glob.glob(f"{SHARE}/pocketsphinx/test/data/librivox/*.wav")):
        yield "librivox", file, 30
    for language in ["de", "uk", "ca", "da", "fr", "lt", "ru", "sl", "el"]:
        yield from ((language, f, 32) for f in sorted(glob.glob(f"{SHARE}/ktuberling/sounds/{language}/*")))


def all_speech(folder):
    """Utterances with their truth, by speaker."""
    speech = {}
    for speaker, sound, active in emodb(folder):
        speech.setdefault(speaker, []).append((sound, active))
    for speaker, file, under_db in by_level():
        try:
            sound = load(file)
        except soundfile.LibsndfileError:
            continue
        active = active_by_level(sound, under_db) if len(sound) > 0.4 * RATE else None
        if active is not None and active.mean() > 0.15:
            speech.setdefault(speaker, []).append((sound[: len(active) * HOP], active))
    return speech


def all_noise(folder):
    noise = {"fit": [("cafe", load(f"{folder}/cafe.wav"))]}
    noise["kept"] = [(name, load(f"{folder}/{name}.wav")) for name in ("traffic", "fridge")]
    for index, file in enumerate(sorted(glob.glob(f"{SHARE}/asterisk/moh/*.wav"))):
        noise["fit" if index < 3 else "kept"].append((f"music {index}", load(file)[5 * RATE : 40 * RATE]))
    catalogue = open(f"{SHARE}/games/openttd/baseset/opensfx/opensfx.cat", "rb").read()
    effects = []
    for at in [match.start() for match in re.finditer(b"RIFF", catalogue)]:
        size = struct.unpack("<I", catalogue[at + 4 : at + 8])[0] + 8
        try:
            effect = load(io.BytesIO(catalogue[at : at + size]))
        except soundfile.LibsndfileError:
            continue
        if len(effect) > 0.8 * RATE:
            effects.append(0.1 * effect / np.sqrt(power(effect)))
    order = random.permutation(len(effects))
    for fold, part in (("fit", order[::2]), ("kept", order[1::2])):
        noise[fold].append(("effects", np.concatenate([effects[i] for i in part])))
    return noise


def add_noise(sound, active, noises, snr_db):
    name, noise = noises[random.integers(len(noises))]
    start = random.integers(0, max(1, len(noise) - len(sound)))
    noise = np.resize(noise[start:], len(sound))
    spoken = sound[: len(active) * HOP][np.repeat(active, HOP)[: len(sound)]]
    return name, sound + noise * np.sqrt(power(spoken) / power(noise) / 10 ** (snr_db / 10))


def echo(sound, decay_seconds):
    tail = random.standard_normal(int(decay_seconds * RATE)) * 10 ** (-3 * np.arange(int(decay_seconds * RATE)) / (decay_seconds * RATE))
    tail[:HOP] = 0
    tail *= np.sqrt(10 ** (-0.1 * random.choice([0, 3, 6])) / np.sum(tail**2))
    tail[0] = 1
    return fftconvolve(sound, tail)[: len(sound)]


def stream(utterances):
    sounds, truths, seconds = [], [], 0
    while seconds < STREAM_SECONDS:
        sound, active = utterances[random.integers(len(utterances))]
        pause = round(100 * random.choice([0.15, 0.3, 0.6, 1.2, 2.0]))
        sound = sound[: len(active) * HOP] * 10 ** (random.uniform(-3, 3) / 20)
        sound[:80] *= np.linspace(0, 1, 80)
        sound[-80:] *= np.linspace(1, 0, 80)
        sounds += [np.zeros(pause * HOP), sound]
        truths += [np.zeros(pause, bool), active]
        seconds += pause / 100 + len(sound) / RATE
    return np.concatenate(sounds), np.concatenate(truths)


def corrupted(sound, active, condition, noises):
    name = "none"
    if condition in ("echo", "far"):
        sound = echo(sound, random.choice([0.25, 0.4, 0.6]))
    if condition == "far":
        sound = sound / 10
    sound = sound + random.standard_normal(len(sound)) * np.sqrt(power(sound)) * 10 ** (-random.uniform(40, 60) / 20)
    if condition in ("noise", "far"):
        name, sound = add_noise(sound, active, noises, 15 if condition == "far" else random.choice([20, 15, 10, 5, 0]))
    return name, sound


def main(emodb_folder, noise_folder, into):
    os.makedirs(into, exist_ok=True)
    speech, noise = all_speech(emodb_folder), all_noise(noise_folder)
    rows = []

    def put(speaker, condition, name, sound, active):
        stem = f"{len(rows):04d}"
        soundfile.write(f"{into}/{stem}.wav", sound * min(1, 0.95 / np.max(np.abs(sound))), RATE, subtype="PCM_16")
        edges = [0, *(np.flatnonzero(np.diff(active.astype(int))) + 1), len(active)]
        lines = [f"{start / 100},{end / 100},{int(active[start])}" for start, end in zip(edges, edges[1:])]
        open(f"{into}/{stem}.csv", "w").write("\n".join(["start,end,speech", *lines, ""]))
        rows.append([f"{stem}.wav", f"{stem}.csv", "fit" if speaker in FIT else "kept", condition, speaker, name])

    whole = [name for name in speech if len(name) > 2 or name.isdigit()]
    for _ in range(SINGLE):
        speaker = whole[random.integers(len(whole))]
        sound, active = speech[speaker][random.integers(len(speech[speaker]))]
        if random.random() < 0.75:
            put(speaker, "as recorded", "none", sound, active)
        else:
            name, noisy = add_noise(sound, active, noise["fit" if speaker in FIT else "kept"], random.choice([15, 10, 5]))
            put(speaker, "short noise", name, noisy, active)
    speakers = list(speech)
    for _ in range(STREAMS):
        speaker = speakers[random.integers(len(speakers))]
        condition = random.choice(["quiet", "noise", "noise", "echo", "far"])
        sound, active = stream(speech[speaker])
        name, sound = corrupted(sound, active, condition, noise["fit" if speaker in FIT else "kept"])
        put(speaker, condition, name, sound, active)
    head = ["audio", "segments", "fold", "group_condition", "group_speaker", "group_noise"]
    for file, chosen in (("manifest", rows), ("kept", [row for row in rows if row[2] == "kept"])):
        csv.writer(open(f"{into}/{file}.csv", "w", newline="")).writerows([head, *chosen])


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: python3 bench/voice/activity-corpus.py EMODB NOISES INTO")
    main(*sys.argv[1:])
