import type { Messages } from './messages.ts';

/** Deutsch. */
export const de: Messages = {
  language: 'de',
  direction: 'ltr',
  modality: {
    voice: {
      name: 'Ihre Stimme',
      meaning: 'Wie Sie sprechen: wie laut, wie hoch, wie oft. Nie die Worte, die Sie sagen.',
    },
    face: {
      name: 'Ihr Gesicht',
      meaning: 'Bewegungen, die man sehen kann, etwa ein Lächeln oder ein Nicken. Nie, wer Sie sind.',
    },
  },
  modalityShort: { voice: 'Stimme', face: 'Gesicht' },
  purpose: { 'self-view': 'für Ihre eigene Ansicht', 'group-summary': 'für die Übersicht der Gruppe' },
  scope: {
    'voice.self-view.behaviour': {
      name: 'Mir zeigen, wie ich spreche',
      meaning: 'Nur Sie sehen es. Es bleibt auf diesem Gerät.',
    },
    'voice.group-summary.behaviour': {
      name: 'Meine Stimme in der Übersicht der Gruppe mitzählen',
      meaning: 'Andere sehen nur die ganze Gruppe, nie Sie allein.',
    },
    'voice.self-view.affect': {
      name: 'Mir zeigen, wie meine Stimme wirken könnte',
      meaning: 'Eine Vermutung, die falsch sein kann. Nur Sie sehen sie. Sie bleibt auf diesem Gerät.',
    },
    'voice.group-summary.affect': {
      name: 'Die Vermutung zu meiner Stimme in der Übersicht der Gruppe mitzählen',
      meaning: 'Eine Vermutung, die falsch sein kann. Andere sehen nur die ganze Gruppe, nie Sie allein.',
    },
    'face.self-view.behaviour': {
      name: 'Mir zeigen, wie sich mein Gesicht bewegt',
      meaning: 'Nur Sie sehen es. Es bleibt auf diesem Gerät.',
    },
    'face.group-summary.behaviour': {
      name: 'Meine Gesichtsbewegungen in der Übersicht der Gruppe mitzählen',
      meaning: 'Andere sehen nur die ganze Gruppe, nie Sie allein.',
    },
    'face.self-view.affect': {
      name: 'Mir zeigen, wie mein Gesicht wirken könnte',
      meaning: 'Eine Vermutung, die falsch sein kann. Nur Sie sehen sie. Sie bleibt auf diesem Gerät.',
    },
    'face.group-summary.affect': {
      name: 'Die Vermutung zu meinem Gesicht in der Übersicht der Gruppe mitzählen',
      meaning: 'Eine Vermutung, die falsch sein kann. Andere sehen nur die ganze Gruppe, nie Sie allein.',
    },
  },
  consentState: {
    unasked: 'Noch nicht gefragt',
    requested: 'Wartet auf Ihre Wahl',
    deferred: 'Sie haben „Jetzt nicht“ gewählt',
    refused: 'Sie haben Nein gesagt',
    given: 'Sie haben Ja gesagt',
    renewed: 'Sie haben noch einmal Ja gesagt',
    withdrawn: 'Sie haben es gestoppt',
    expired: 'Ihr Ja ist abgelaufen',
    terminated: 'Das Gespräch ist zu Ende',
    invalidated: 'Es hat sich etwas geändert, darum gilt Ihr früheres Ja nicht mehr',
  },
  prompt: {
    title: 'Was darf dieses Gespräch an Ihnen messen?',
    lead: 'Sie wählen. Nichts wird gemessen, wenn Sie es nicht ankreuzen und zustimmen.',
    promise: 'Wenn Sie Nein sagen, ändert sich für Sie nichts, und es wird niemandem gesagt.',
    agree: 'Angekreuztem zustimmen',
    refuse: 'Nein zu allem',
    defer: 'Jetzt nicht',
    nothingTicked:
      'Noch ist nichts angekreuzt. Kreuzen Sie an, wozu Sie Ja sagen, oder wählen Sie „Nein zu allem“ oder „Jetzt nicht“.',
    affectBadge: 'Vermutung',
    affectLaw:
      'Felder mit „Vermutung“ schalten eine Schätzung ein, wie positiv oder lebhaft ein Ausdruck aussieht oder klingt. Das Gesetz nennt das Emotionserkennung. Sie sieht nicht, was in Ihnen vorgeht.',
    more: 'Mehr dazu',
    facts: {
      what: {
        name: 'Was wird gemessen?',
        meaning:
          'Nur, was Sie ankreuzen. Ihr Gerät berechnet es aus Ihrem eigenen Mikrofon oder Ihrer eigenen Kamera.',
      },
      why: {
        name: 'Wozu?',
        meaning:
          'Um Ihnen Ihre eigenen Messwerte zu zeigen oder Sie in einer Übersicht der ganzen Gruppe mitzuzählen.',
      },
      who: {
        name: 'Wer sieht es?',
        meaning: 'Ihre eigene Ansicht: nur Sie. Die Übersicht: alle im Gespräch sehen dieselbe, auch Sie.',
      },
      howLong: {
        name: 'Wie lange?',
        meaning: 'Bis Sie es stoppen, höchstens bis das Gespräch endet. Dann sind Ihre Messwerte weg.',
      },
      howSure: {
        name: 'Wie sicher ist es?',
        meaning:
          'Es macht Fehler. Jeder Wert zeigt, wie weit er danebenliegen kann, oder sagt, dass es nicht geht.',
      },
      howToStop: { name: 'Wie stoppe ich es?', meaning: 'Drücken Sie jederzeit „Stopp“. Es endet sofort.' },
      ifNo: {
        name: 'Was ist, wenn ich Nein sage?',
        meaning:
          'Nichts. Das Gespräch läuft genauso weiter, und niemandem wird gesagt, was Sie gewählt haben.',
      },
    },
    details: {
      rights: 'Ihre Rechte',
      rightsText:
        'Sie können jederzeit stoppen, fragen, was über Sie gespeichert ist, es löschen lassen und sagen, dass ein Ergebnis falsch ist. Sie können sich auch bei einer Datenschutzbehörde beschweren.',
      controller: 'Wer verantwortlich ist',
      recipients: 'Wer etwas erhält',
      retention: 'Wie lange und wo es liegt',
      models: 'Programme, die messen',
      noModels: 'kein trainiertes Modell',
      rules: 'Regeln, die gelten',
      assessment: 'Prüfung der Risiken',
      retentionPolicy: 'Regeln für Aufbewahren und Löschen',
      version: 'Dieser Hinweis',
    },
    recipient: {
      'participant-alone': 'Sie allein',
      'host-and-participants-as-group': 'die Leitung und alle im Gespräch, nur als Gruppe',
    },
    location: { 'device-memory': 'im Speicher dieses Geräts', 'service-memory': 'im Speicher des Dienstes' },
    untilMeetingEnds: 'bis das Gespräch endet',
    forMinutes: 'höchstens {minutes} min',
    unanimous:
      'Gemessen wird erst, wenn alle im Gespräch Ja gesagt haben. Niemandem wird gesagt, wer noch fehlt.',
  },
  indicator: {
    label: 'Was gemessen wird',
    measuring: 'Gemessen wird',
    stop: 'Stopp',
    stopAll: 'Alles stoppen',
    nothing: 'Es wird nichts gemessen.',
    unknownReason: 'Es gibt ein Problem.',
  },
  panel: {
    label: 'Signale in diesem Gespräch',
    open: 'Signale',
    close: 'Schließen',
    choices: 'Meine Auswahl ändern',
    nothing: 'In diesem Zusammenhang darf nichts gemessen werden, darum wird nichts gefragt.',
  },
  refusal: {
    'eu-workplace':
      'Bei der Arbeit und bei der Auswahl von Bewerbern verbietet EU-Recht, Emotionen aus Stimme oder Gesicht zu schätzen. Eine Zustimmung ändert daran nichts.',
    'eu-education':
      'In Schule, Ausbildung und Studium verbietet EU-Recht, Emotionen aus Stimme oder Gesicht zu schätzen. Eine Zustimmung ändert daran nichts.',
    'eu-participant-at-work':
      'Sie nehmen wegen Ihrer Arbeit oder Ausbildung teil: Dort verbietet EU-Recht, Emotionen aus Stimme oder Gesicht zu schätzen.',
    'eu-customer-service-agent':
      'Wer Kunden betreut, ist bei der Arbeit. Dort verbietet EU-Recht, Emotionen zu schätzen, und niemand hat gesagt, dass Sie Kunde sind.',
    minor: 'Bei Minderjährigen werden keine Emotionen geschätzt.',
    'unknown-context':
      'Es ist nicht bekannt, wozu dieses Gespräch dient. Darum wird nur gemessen, was zu hören und zu sehen ist.',
    'unknown-jurisdiction':
      'Es ist nicht bekannt, welches Recht gilt. Darum wird nur gemessen, was zu hören und zu sehen ist.',
    'health-without-medical-basis':
      'Es wurde kein medizinischer Grund genannt, der die Schätzung nötig macht.',
    'safety-without-safety-basis': 'Es wurde kein Sicherheitsgrund genannt, der die Schätzung nötig macht.',
    'workplace-by-default':
      'Bei der Arbeit, in der Ausbildung und bei der Auswahl von Bewerbern werden keine Emotionen geschätzt, solange nicht geprüft ist, was das für Menschen bedeutet.',
    'participant-at-work-by-default':
      'Sie nehmen wegen Ihrer Arbeit oder Ausbildung teil, und es wurde nicht geprüft, was es dort für Menschen bedeutet, Emotionen zu schätzen.',
    'self-only':
      'Dieses Gespräch ist nur für Ihre eigene Ansicht angemeldet. Darum wird nichts für eine Gruppe erstellt.',
    'bipa-retention-policy':
      'Keine öffentliche Regel sagt, wie lange Daten aus Stimme oder Gesicht aufbewahrt und wann sie gelöscht werden.',
    'purpose-not-declared': 'Dieser Zweck wurde nicht angemeldet. Darum geschieht nichts dafür.',
  },
  records: {
    title: 'Ihre Entscheidungen im Protokoll',
    lead: 'Wozu Sie in jedem Gespräch Ja und Nein gesagt haben. Diese Protokolle gehören Ihnen. Sie enthalten Ihre Entscheidungen, nie Ihre Messwerte.',
    empty: 'Es gibt noch kein Protokoll.',
    keep: 'Meine Protokolle auf diesem Gerät behalten',
    keepMeaning:
      'Nur wenn Sie möchten. Sie sind mit einem Schlüssel gesichert, der in diesem Browser bleibt, und werden gelöscht, wenn ihre Zeit um ist.',
    call: 'Gespräch vom {date}',
    responsible: 'Verantwortlich: {name}',
    open: 'Das Ende dieses Gesprächs ist noch nicht festgehalten.',
    keptUntil: 'Auf diesem Gerät bis {date}',
    notKept: 'Nicht behalten. Es ist weg, sobald diese Seite geschlossen wird.',
    genuine: 'Geprüft: Nichts darin wurde verändert.',
    notGenuine: 'Etwas darin passt nicht zusammen. Verlassen Sie sich nicht darauf.',
    steps: '{count} Schritte',
    when: 'Wann',
    what: 'Worum es ging',
    step: 'Was geschah',
    exportJson: 'Als Datei sichern',
    exportLinked: 'Als verknüpfte Daten sichern (JSON-LD)',
    exportAll: 'Alle als Datei sichern',
    delete: 'Löschen',
    deleteAll: 'Alle löschen',
    sure: 'Endgültig löschen? Niemand kann es zurückholen.',
    deleteNow: 'Ja, löschen',
    keepIt: 'Nein, behalten',
  },
  storageTrouble: {
    full: 'Auf diesem Gerät ist kein Platz mehr, darum wurde das neue Protokoll nicht behalten. Ältere sind noch da.',
    blocked:
      'Dieser Browser lässt die Seite nichts behalten. Ihre Protokolle sind weg, sobald sie geschlossen wird.',
    unsupported: 'Dieser Browser kann Protokolle nicht sicher behalten, darum wird nichts behalten.',
    closed: 'Ein anderer Tab benutzt oder löscht Ihre Protokolle. Laden Sie die Seite neu, um sie zu sehen.',
    failed: 'Ihre Protokolle konnten wegen eines Fehlers nicht behalten werden.',
  },
  activity: { starting: 'beginnt', running: 'wird gemessen', paused: 'pausiert', failed: 'geht nicht' },
  selfView: {
    title: 'Ihre eigene Ansicht',
    private: 'Nur Sie sehen das. Es bleibt auf diesem Gerät.',
    empty: 'Es wird nichts gemessen.',
    contour: 'Ihre Stimme in den letzten 10 Sekunden',
    contourSummary: 'Tonhöhe jetzt etwa {pitch} Hz, Lautstärke jetzt etwa {loudness} dBFS.',
    contourEmpty: 'Keine Sprache in den letzten 10 Sekunden.',
    noUncertainty: 'Wie weit das danebenliegen kann, ist nicht bekannt.',
    range: 'Kann irgendwo zwischen {low} und {high} liegen.',
    over: 'Gemessen über die letzten {seconds} s',
    moment: 'In diesem Augenblick gemessen',
    why: 'Warum das?',
    whyEmpty: 'Keine einzelne Bewegung stach heraus.',
    wrong: 'Das stimmt nicht',
    wrongSent: 'Danke. Sie haben gesagt, dass das nicht stimmt.',
    redress: 'Mehr dazu bei {name}: {contact}',
    saveEstimates: 'Diese Vermutungen als Datei speichern',
    noLongerFits:
      'Dieser Anruf ist anders als die Bilder und Töne, mit denen dies geprüft wurde. Es kann öfter falsch liegen, als in der Beschreibung steht.',
    notMeasured: 'Nicht gemessen',
    qualityGood: 'Gute Bedingungen zum Messen',
    qualityFair: 'Mäßige Bedingungen zum Messen',
    qualityPoor: 'Schlechte Bedingungen zum Messen',
    pitchAxis: 'Tonhöhe',
    loudnessAxis: 'Lautstärke',
    pauseAxis: 'Pause',
  },
  affect: {
    title: 'Der Ausdruck, wie gemessen',
    caution:
      'Eine Vermutung aus dem, was zu sehen und zu hören ist. Sie kann falsch sein und sieht nicht in Sie hinein.',
    positive: 'Positiv',
    negative: 'Negativ',
    lively: 'Lebhaft',
    calm: 'Ruhig',
    seemsPositive: 'Er kann positiver als sonst aussehen oder klingen.',
    seemsNegative: 'Er kann negativer als sonst aussehen oder klingen.',
    seemsNeither: 'Ob er positiv oder negativ ist, lässt sich nicht sagen.',
    seemsLively: 'Er kann lebhafter als sonst sein.',
    seemsCalm: 'Er kann ruhiger als sonst sein.',
    seemsLevel: 'Ob er lebhaft oder ruhig ist, lässt sich nicht sagen.',
    noValence: 'Positiv oder negativ: nicht gemessen.',
    noArousal: 'Ruhig oder lebhaft: nicht gemessen.',
    regionKey:
      'Die getönte Fläche zeigt, wo er liegen kann: der innere Teil in etwa 2 von 3 Fällen, die ganze in etwa 19 von 20.',
    noRegion: 'Wie weit das danebenliegen kann, ist nicht bekannt.',
    towardsPositive: 'zum Positiven hin',
    towardsNegative: 'zum Negativen hin',
    towardsLively: 'zum Lebhaften hin',
    towardsCalm: 'zum Ruhigen hin',
    models: 'Geschätzt von',
  },
  behaviour: {
    'speech-activity': {
      name: 'Spricht gerade',
      meaning: 'Wie wahrscheinlich es ist, dass Sie gerade sprechen.',
    },
    'speaking-share': { name: 'Redezeit', meaning: 'Der Teil der Zeit, in dem Sie gesprochen haben.' },
    turns: { name: 'Redebeiträge', meaning: 'Wie oft Sie zu sprechen begonnen haben.' },
    'turn-length': {
      name: 'Länge der Beiträge',
      meaning: 'Wie lange Sie im Mittel sprechen, bevor Sie eine Sekunde schweigen.',
    },
    'pause-ratio': { name: 'Pausen', meaning: 'Der Teil Ihrer Redezeit, in dem Sie still waren.' },
    'pause-length': {
      name: 'Länge der Pausen',
      meaning: 'Wie lange die Stille innerhalb Ihrer Beiträge im Mittel dauert.',
    },
    'syllable-rate': {
      name: 'Sprechtempo',
      meaning: 'Wie viele Silben Sie etwa in einer Sekunde sprechen, Pausen mitgezählt.',
    },
    'articulation-rate': {
      name: 'Tempo zwischen den Pausen',
      meaning: 'Wie viele Silben Sie etwa in einer Sekunde sprechen, Pausen nicht mitgezählt.',
    },
    pitch: { name: 'Tonhöhe', meaning: 'Wie hoch oder tief Ihre Stimme ist.' },
    'pitch-range': { name: 'Melodie', meaning: 'Wie weit Ihre Stimme auf und ab geht.' },
    loudness: {
      name: 'Lautstärke',
      meaning: 'Wie laut Sie sind. 0 ist das Lauteste, was das Mikrofon aufnehmen kann.',
    },
    'loudness-range': {
      name: 'Laut und leise',
      meaning: 'Wie weit Ihre Stimme zwischen leise und laut wechselt.',
    },
    jitter: {
      name: 'Schwankende Tonhöhe',
      meaning:
        'Wie sehr sich die Schwingungen Ihrer Stimme von einer zur nächsten in der Länge unterscheiden (Jitter). Auch Mikrofon und Raum tragen dazu bei.',
    },
    shimmer: {
      name: 'Schwankende Lautstärke',
      meaning:
        'Wie sehr sich die Schwingungen Ihrer Stimme von einer zur nächsten in der Stärke unterscheiden (Shimmer). Auch Mikrofon und Raum tragen dazu bei.',
    },
    harmonicity: {
      name: 'Klarer Ton',
      meaning:
        'Wie viel stärker der Ton Ihrer Stimme ist als Hauch und Rauschen. Auch Mikrofon und Raum tragen dazu bei.',
    },
    smile: {
      name: 'Lächeln',
      meaning:
        'Wie weit Ihre Mundwinkel nach oben gezogen sind, verglichen mit Ihrem eigenen ruhenden Gesicht.',
    },
    'smile-share': {
      name: 'Zeit mit Lächeln',
      meaning: 'Der Teil der Zeit, in dem ein Lächeln zu sehen war.',
    },
    'brow-raise': {
      name: 'Brauen hoch',
      meaning: 'Wie weit Ihre Augenbrauen gehoben sind, verglichen mit Ihrem eigenen ruhenden Gesicht.',
    },
    'brow-lower': {
      name: 'Brauen tief',
      meaning: 'Wie weit Ihre Augenbrauen gesenkt sind, verglichen mit Ihrem eigenen ruhenden Gesicht.',
    },
    'mouth-open': { name: 'Mund offen', meaning: 'Wie weit Ihr Mund offen ist.' },
    'head-nods': { name: 'Nicken', meaning: 'Wie oft Sie genickt haben.' },
    'head-shakes': { name: 'Kopfschütteln', meaning: 'Wie oft Sie den Kopf geschüttelt haben.' },
    'blink-rate': { name: 'Lidschläge', meaning: 'Wie oft sich Ihre Augen kurz schließen.' },
    'face-in-view': {
      name: 'Gesicht im Bild',
      meaning: 'Der Teil der Zeit, in dem Ihr Gesicht zu sehen war.',
    },
  },
  unit: {
    '1': { name: '', meaning: 'von eins' },
    '{count}': { name: '', meaning: 'an der Zahl' },
    s: { name: 's', meaning: 'Sekunden' },
    '%': { name: '%', meaning: 'Prozent' },
    '1/s': { name: '/ s', meaning: 'pro Sekunde' },
    '1/min': { name: '/ min', meaning: 'pro Minute' },
    Hz: { name: 'Hz', meaning: 'Hertz' },
    semitone: { name: 'Halbtöne', meaning: 'Halbtöne' },
    dBFS: { name: 'dBFS', meaning: 'Dezibel unter Vollaussteuerung' },
    dB: { name: 'dB', meaning: 'Dezibel' },
  },
  abstention: {
    'no-face': 'Kein Gesicht im Bild.',
    'several-faces': 'Mehr als ein Gesicht im Bild, darum ist unklar, wem es gehört.',
    'face-too-small': 'Ihr Gesicht ist zu weit von der Kamera weg.',
    'face-turned-away': 'Ihr Gesicht ist von der Kamera abgewandt.',
    'face-covered': 'Etwas verdeckt einen Teil Ihres Gesichts.',
    'too-dark': 'Es ist zu dunkel.',
    blurred: 'Das Bild ist unscharf.',
    muted: 'Ihr Mikrofon oder Ihre Kamera ist aus.',
    'no-speech': 'Sie sprechen nicht.',
    'too-noisy': 'Es gibt zu viel Lärm.',
    clipping: 'Ihr Mikrofon ist zu laut eingestellt.',
    'audio-gaps': 'Teile des Tons fehlen.',
    reverberant: 'Der Raum hallt zu sehr, oder das Mikrofon ist zu weit weg.',
    'narrow-band': 'Dem Ton fehlen die Höhen, wie am Telefon.',
    'too-little-data': 'Es gibt noch zu wenig Daten.',
    'baseline-not-settled':
      'Es wird noch gelernt, wie Ihr ruhendes Gesicht oder Ihre übliche Stimme aussieht und klingt.',
    stale: 'Die letzte Messung ist zu alt.',
    'modalities-disagree': 'Stimme und Gesicht weisen in verschiedene Richtungen.',
    'not-estimable': 'Das lässt sich aus den Messwerten nicht sagen.',
  },
  evidence: {
    smile: 'ein Lächeln',
    'cheek-raise': 'gehobene Wangen',
    'brow-raise': 'gehobene Augenbrauen',
    'brow-lower': 'gesenkte Augenbrauen',
    'eye-widen': 'weite Augen',
    'nose-wrinkle': 'eine gerümpfte Nase',
    'upper-lip-raise': 'eine gehobene Oberlippe',
    'lip-corner-depress': 'nach unten gezogene Mundwinkel',
    'chin-raise': 'ein gehobenes Kinn',
    'mouth-open': 'ein offener Mund',
    movement: 'wie viel sich das Gesicht bewegt',
    pitch: 'wie hoch die Stimme ist',
    loudness: 'wie laut die Stimme ist',
    'high-frequency-energy': 'wie scharf die Stimme klingt',
  },
  error: {
    unsupported: 'Diesem Browser fehlt etwas, das zum Messen nötig ist.',
    'no-consent': 'Es wird nichts gemessen, weil es kein gültiges Ja von Ihnen gibt.',
    'consent-refused': 'Ihre Wahl konnte nicht festgehalten werden, darum wird nichts gemessen.',
    'model-unavailable': 'Ein Messprogramm konnte nicht geladen werden.',
    'model-corrupt': 'Ein Messprogramm war beschädigt und wurde nicht benutzt.',
    'model-without-card': 'Ein Messprogramm hat keine Beschreibung und wurde nicht benutzt.',
    'model-revoked': 'Ein Messprogramm wurde zurückgerufen und läuft deshalb nicht mehr.',
    'revocations-unusable':
      'Es lässt sich nicht prüfen, ob das Programm für Vermutungen zurückgerufen wurde. Deshalb läuft es nicht.',
    'worker-failed': 'Die Messung hat wegen eines Fehlers aufgehört.',
    'capture-failed': 'Ihr Mikrofon oder Ihre Kamera konnte nicht gelesen werden.',
    'track-ended': 'Ihr Mikrofon oder Ihre Kamera wurde ausgeschaltet oder abgezogen.',
    'message-invalid': 'Eine Nachricht des Dienstes war nicht zu verstehen.',
    'limit-exceeded': 'Es wurde zu viel auf einmal an den Dienst gesendet.',
    'token-invalid': 'Der Dienst hat Ihren Ausweis für dieses Gespräch nicht angenommen.',
    'aggregation-failed': 'Der Dienst für die Übersicht der Gruppe ist nicht erreichbar.',
  },
  withheld: {
    'too-few-contributors': 'Es machen zu wenige mit, um eine Gruppe zu zeigen, ohne auf jemanden zu deuten.',
    'group-changed':
      'Leute sind gekommen oder gegangen. Zu ihrem Schutz wird nichts gezeigt, bis die Gruppe gleich bleibt.',
    collecting: 'Die Werte werden noch gesammelt.',
    'not-connected': 'Im Augenblick gibt es keine Verbindung zum Dienst.',
    'service-stopped': 'Der Dienst endete, bevor die Werte vollständig waren.',
    'budget-spent': 'Mehr lassen die Datenschutz-Einstellungen von diesem Gespräch nicht zeigen.',
    'sum-implausible': 'Ein Anteil an der Summe war falsch; diese Runde zeigt daher nichts.',
  },
  group: {
    title: 'Die Gruppe',
    same: 'Alle im Gespräch, auch die Leitung, sehen genau das und nicht mehr.',
    waiting: 'Noch keine Werte.',
    contributors: '{low} bis {high} Personen machen mit',
    contributorsOrMore: '{low} oder mehr Personen machen mit',
    over: 'über {seconds} s',
    overMinutes: 'über {minutes} min',
    inWords:
      'Eine Gruppe unter 20 wird in Worten beschrieben, immer dieselben Personen und immer seltener. So lässt sich niemand daran erkennen, wer kommt und geht.',
    bin: 'Stufe',
    share: 'Anteil der Gruppe',
    about: 'etwa {share}',
    under: 'unter {high}',
    between: '{low} bis {high}',
    above: 'ab {low}',
    joined: '{from} – {to}',
    hidden: 'verborgen',
    hiddenKey: 'Verborgen, wo der Wert auf wenige Personen deuten könnte.',
    notMeasurable: 'Nicht messbar',
    withheldTitle: 'Es wird nichts gezeigt',
  },
  groupSignal: {
    'speaking-share': { name: 'Redezeit', meaning: 'Wie sich das Reden auf die Gruppe verteilt hat.' },
    turns: { name: 'Redebeiträge', meaning: 'Wie oft in einer Minute zu reden begonnen wurde.' },
    'pause-ratio': { name: 'Pausen', meaning: 'Wie viel der Redezeit aus Stille dazwischen bestand.' },
    'syllable-rate': {
      name: 'Sprechtempo',
      meaning: 'Etwa wie viele Silben in einer Sekunde gesprochen wurden.',
    },
    'loudness-range': {
      name: 'Laut und leise',
      meaning: 'Wie weit die Stimmen zwischen leise und laut wechselten.',
    },
    'smile-share': { name: 'Zeit mit Lächeln', meaning: 'Wie viel der Zeit ein Lächeln zu sehen war.' },
    valence: {
      name: 'Ausdruck: negativ bis positiv',
      meaning: 'Der Ausdruck, wie gemessen. Eine Vermutung, die falsch sein kann.',
    },
    arousal: {
      name: 'Ausdruck: ruhig bis lebhaft',
      meaning: 'Der Ausdruck, wie gemessen. Eine Vermutung, die falsch sein kann.',
    },
  },
  groupBins: {
    'speaking-share': ['Sehr wenig', 'Wenig', 'Mittel', 'Viel', 'Sehr viel'],
    turns: ['Kaum welche', 'Wenige', 'Einige', 'Viele', 'Sehr viele'],
    'pause-ratio': ['Sehr wenige', 'Wenige', 'Mittel', 'Viele', 'Sehr viele'],
    'syllable-rate': ['Sehr langsam', 'Langsam', 'Mittel', 'Schnell', 'Sehr schnell'],
    'loudness-range': ['Sehr gleichmäßig', 'Gleichmäßig', 'Mittel', 'Wechselnd', 'Stark wechselnd'],
    'smile-share': ['Kaum', 'Wenig', 'Mittel', 'Viel', 'Sehr viel'],
    valence: ['Negativ', 'Eher negativ', 'Dazwischen', 'Eher positiv', 'Positiv'],
    arousal: ['Ruhig', 'Eher ruhig', 'Dazwischen', 'Eher lebhaft', 'Lebhaft'],
  },
  groupLevels: {
    'speaking-share': { low: 'Wenig', middle: 'Mittel', high: 'Viel' },
    turns: { low: 'Wenige', middle: 'Einige', high: 'Viele' },
    'pause-ratio': { low: 'Wenige', middle: 'Mittel', high: 'Viele' },
    'syllable-rate': { low: 'Langsam', middle: 'Mittel', high: 'Schnell' },
    'loudness-range': { low: 'Gleichmäßig', middle: 'Mittel', high: 'Wechselnd' },
    'smile-share': { low: 'Wenig', middle: 'Mittel', high: 'Viel' },
    valence: { low: 'Eher negativ', middle: 'Dazwischen', high: 'Eher positiv' },
    arousal: { low: 'Eher ruhig', middle: 'Dazwischen', high: 'Eher lebhaft' },
  },
  summary: {
    title: 'Übersicht des Gesprächs',
    lead: 'Was die Gruppe als Ganzes zeigte. Über eine einzelne Person sagt es nichts.',
    empty: 'Es gibt noch nichts zusammenzufassen.',
    windows: '{released} von {total} Zeitfenstern konnten gezeigt werden',
    windowLength: 'Ein Zeitfenster dauert {seconds} s.',
    withheldTitle: 'Nicht gezeigt',
    withheldCount: '{count} ×',
    floor: 'Werte erscheinen nur, wenn mindestens {k} Personen mitmachen.',
    noSignal: 'Davon konnte nichts gezeigt werden.',
    between: '{low} bis {high}',
    notSaid: 'lässt sich nicht sagen',
    uncertainty: 'Wie sicher ist das?',
    rounded: 'Jeder Anteil ist ein Mittel über die Zeit aus Werten, die auf {step} gerundet sind.',
    inWords:
      'Jedes Wort gilt, was auch verborgen ist oder nicht gemessen wurde. „Die meisten“ sind mehr als die Hälfte, „wenige“ höchstens 3 von 10, „einige“ mindestens jemand. Die Messung selbst kann trotzdem falsch sein.',
    gap: 'Bis zu {gap} derer, die mitmachen, können in einem Teil liegen, der verborgen ist oder nicht gemessen wurde.',
    course: 'Im Verlauf',
    courseMeaning:
      'Die Linie zeigt, was mindestens zu sehen war; die Fläche darüber, was noch dazukommen kann. Lücken sind Zeitfenster, in denen nichts gezeigt wurde.',
    time: 'Zeit',
    errors: 'Wie oft die Messung falsch ist',
    errorsMeaning: 'Aus den Modellkarten der Programme, die gemessen haben.',
    noErrors: 'Das hat noch niemand gemessen.',
    group: 'Gruppe: {group}',
    saveJson: 'Als Daten speichern (JSON)',
    saveCsv: 'Als Tabelle speichern (CSV)',
    saveHtml: 'Als Bericht speichern (HTML)',
    print: 'Drucken',
    limits: 'Was zu bedenken ist',
  },
  shareWord: { most: 'die meisten der Gruppe', some: 'einige der Gruppe', few: 'wenige der Gruppe' },
  limit: {
    'not-for-evaluation':
      'Sie darf nicht benutzt werden, um jemanden zu beurteilen, einzustufen, zu belohnen oder zu bestrafen.',
    'expression-not-feeling':
      'Der Ausdruck, wie gemessen, ist nur das, was zu sehen oder zu hören war. Was Menschen innerlich denken oder meinen, kann etwas anderes sein.',
    'contributors-only':
      'Sie umfasst nur Personen, die mitmachen wollten. Niemand erfährt, wer das ist, und die anderen können anders sein.',
    'coarse-by-design': 'Anteile sind gerundet, und manche sind verborgen, damit sie auf niemanden deuten.',
    'service-sees-contributions':
      'Der Dienst, der die Gruppe zusammenzählt, sieht einzelne Beiträge, bis ein Zeitfenster summiert ist.',
  },
};
