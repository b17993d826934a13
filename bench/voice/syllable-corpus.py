# /// Speech with known syllables, by Festival, in five languages.
#
# Festival's front end says how many syllables it speaks. Debian packages: festival, festvox-kallpc16k, festvox-kdlpc16k,
# festvox-us-slt-hts, festvox-italp16k, festvox-itapc16k, festvox-suopuhe-lj, festvox-ru, festvox-ca-ona-hts.
#
#   python3 bench/voice/syllable-corpus.py INTO
#   npm run evaluate -- syllables --manifest INTO/manifest.csv
import csv
import os
import re
import subprocess
import sys

VOICES = {
    "en": ["kal_diphone", "ked_diphone", "cmu_us_slt_arctic_hts"],
    "it": ["lp_diphone", "pc_diphone"],
    "fi": ["suo_fi_lj_diphone"],
    "ru": ["msu_ru_nsh_clunits"],
    "ca": ["upc_ca_ona_hts"],
}
ENCODING = {"ru": "utf8"}
TEXTS = {
    "en": [
        "The weather was fine this morning, so we walked to the harbour.",
        "Please send me the report before the meeting starts.",
        "I have never seen so many people in one small room.",
        "She opened the window and listened to the rain.",
        "We should talk about the budget next week, if you have time.",
        "A good friend of mine lives near the old railway station.",
        "Nobody knew why the lights went out at midnight.",
        "Turn left at the corner and walk past the library.",
        "The children were playing football behind the school.",
        "It takes about twenty minutes to get there by bus.",
        "Could you repeat the last question, please?",
        "He bought bread, cheese, apples and a bottle of milk.",
    ],
    "it": [
        "Questa mattina siamo andati al mercato con mia sorella.",
        "Vorrei un bicchiere di acqua e due caffè, per favore.",
        "Il treno per Milano parte alle sette e dieci.",
        "Non ho capito bene la domanda, puoi ripetere?",
        "La casa vicino al lago è molto bella.",
        "Domani sera andiamo tutti insieme al cinema.",
        "Mio fratello lavora in una piccola banca di Torino.",
        "Ho dimenticato le chiavi sul tavolo della cucina.",
    ],
    "fi": [
        "Tänään aamulla menimme torille ostamaan kalaa.",
        "Anteeksi, missä on lähin bussipysäkki?",
        "Minun siskoni asuu pienessä talossa metsän reunassa.",
        "Huomenna illalla menemme kaikki yhdessä elokuviin.",
        "En ymmärtänyt kysymystä, voisitko toistaa sen?",
        "Juna Helsinkiin lähtee kello seitsemän.",
    ],
    "ru": [
        "Сегодня утром мы пошли на рынок за рыбой.",
        "Скажите, пожалуйста, где здесь остановка автобуса?",
        "Моя сестра живёт в маленьком доме у леса.",
        "Завтра вечером мы все вместе пойдём в кино.",
        "Я не понял вопроса, повторите его, пожалуйста.",
        "Поезд на Москву отправляется в семь часов.",
    ],
    "ca": [
        "Aquest matí hem anat al mercat a comprar peix.",
        "Perdoni, on és la parada d'autobús més propera?",
        "La meva germana viu en una casa petita prop del bosc.",
        "Demà al vespre anirem tots junts al cinema.",
        "No he entès la pregunta, la pots repetir?",
    ],
}


def speak(voice, text, file, encoding):
    """Has a sentence spoken; returns its syllables."""
    program = f"""
        (voice_{voice})
        (set! spoken (utt.synth (Utterance Text "{text}")))
        (utt.save.wave spoken "{file}" 'riff)
        (format t "syllables %d\\n" (length (utt.relation.items spoken 'Syllable)))"""
    answer = subprocess.run(["festival", "--pipe"], input=program.encode(encoding), capture_output=True, check=True)
    return int(re.search(rb"syllables (\d+)", answer.stdout)[1])


def main(into):
    os.makedirs(into, exist_ok=True)
    rows = []
    for language, voices in VOICES.items():
        for voice in voices:
            for number, text in enumerate(TEXTS[language]):
                file = f"{voice}-{number}.wav"
                count = speak(voice, text, f"{into}/{file}", ENCODING.get(language, "latin1"))
                rows.append([file, count, voice, language])
    head = ["audio", "syllables", "group_voice", "group_language"]
    csv.writer(open(f"{into}/manifest.csv", "w", newline="")).writerows([head, *rows])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 bench/voice/syllable-corpus.py INTO")
    main(sys.argv[1])
