import type { Messages } from './messages.ts';

/** Français. */
export const fr: Messages = {
  language: 'fr',
  direction: 'ltr',
  modality: {
    voice: {
      name: 'Votre voix',
      meaning:
        'Comment vous parlez : plus ou moins fort, plus ou moins aigu, plus ou moins souvent. Jamais les mots que vous dites.',
    },
    face: {
      name: 'Votre visage',
      meaning:
        'Des mouvements que l’on peut voir, comme un sourire ou un hochement de tête. Jamais qui vous êtes.',
    },
  },
  modalityShort: { voice: 'Voix', face: 'Visage' },
  purpose: { 'self-view': 'pour votre propre vue', 'group-summary': 'pour le résumé du groupe' },
  scope: {
    'voice.self-view.behaviour': {
      name: 'Me montrer comment je parle',
      meaning: 'Personne d’autre ne le voit. Cela reste sur cet appareil.',
    },
    'voice.group-summary.behaviour': {
      name: 'Compter ma voix dans le résumé du groupe',
      meaning: 'Les autres ne voient que le groupe entier, jamais vous à part.',
    },
    'voice.self-view.affect': {
      name: 'Me montrer comment ma voix peut être perçue',
      meaning:
        'Une supposition, qui peut être fausse. Personne d’autre ne la voit. Elle reste sur cet appareil.',
    },
    'voice.group-summary.affect': {
      name: 'Compter la supposition sur ma voix dans le résumé du groupe',
      meaning:
        'Une supposition, qui peut être fausse. Les autres ne voient que le groupe entier, jamais vous à part.',
    },
    'face.self-view.behaviour': {
      name: 'Me montrer comment mon visage bouge',
      meaning: 'Personne d’autre ne le voit. Cela reste sur cet appareil.',
    },
    'face.group-summary.behaviour': {
      name: 'Compter les mouvements de mon visage dans le résumé du groupe',
      meaning: 'Les autres ne voient que le groupe entier, jamais vous à part.',
    },
    'face.self-view.affect': {
      name: 'Me montrer comment mon visage peut être perçu',
      meaning:
        'Une supposition, qui peut être fausse. Personne d’autre ne la voit. Elle reste sur cet appareil.',
    },
    'face.group-summary.affect': {
      name: 'Compter la supposition sur mon visage dans le résumé du groupe',
      meaning:
        'Une supposition, qui peut être fausse. Les autres ne voient que le groupe entier, jamais vous à part.',
    },
  },
  consentState: {
    unasked: 'Pas encore demandé',
    requested: 'En attente de votre choix',
    deferred: 'Vous avez choisi « Pas maintenant »',
    refused: 'Vous avez dit non',
    given: 'Vous avez dit oui',
    renewed: 'Vous avez dit oui à nouveau',
    withdrawn: 'Vous l’avez arrêté',
    expired: 'Votre oui a expiré',
    terminated: 'L’appel est terminé',
    invalidated: 'Quelque chose a changé, votre ancien oui ne compte donc plus',
  },
  prompt: {
    title: 'Que peut mesurer cet appel sur vous ?',
    lead: 'Vous choisissez. Rien n’est mesuré si vous ne le cochez pas et ne l’acceptez pas.',
    promise: 'Si vous dites non, rien ne change pour vous, et personne n’en est informé.',
    agree: 'Accepter ce que j’ai coché',
    refuse: 'Non à tout',
    defer: 'Pas maintenant',
    nothingTicked:
      'Rien n’est coché. Cochez ce que vous acceptez, ou choisissez « Non à tout » ou « Pas maintenant ».',
    affectBadge: 'Supposition',
    affectLaw:
      'Les cases « supposition » activent une estimation : l’expression paraît-elle plus ou moins positive ou vive ? La loi appelle cela la reconnaissance des émotions. Elle ne voit pas ce qui se passe en vous.',
    more: 'En savoir plus',
    facts: {
      what: {
        name: 'Que mesure-t-on ?',
        meaning:
          'Seulement ce que vous cochez. Votre appareil le calcule à partir de votre propre micro ou caméra.',
      },
      why: {
        name: 'Pour quoi faire ?',
        meaning: 'Pour vous montrer vos propres mesures, ou vous compter dans un résumé de tout le groupe.',
      },
      who: {
        name: 'Qui le voit ?',
        meaning:
          'Votre propre vue : personne d’autre que vous. Le résumé : tous dans l’appel voient le même, vous aussi.',
      },
      howLong: {
        name: 'Combien de temps ?',
        meaning:
          'Jusqu’à ce que vous arrêtiez, et au plus tard à la fin de l’appel. Ensuite vos mesures disparaissent.',
      },
      howSure: {
        name: 'Peut-on s’y fier ?',
        meaning:
          'Il y a des erreurs. Chaque chiffre montre de combien il peut se tromper, ou dit qu’il ne sait pas.',
      },
      howToStop: {
        name: 'Comment l’arrêter ?',
        meaning: 'Appuyez sur « Arrêter » à tout moment. Cela cesse aussitôt.',
      },
      ifNo: {
        name: 'Et si je dis non ?',
        meaning: 'Rien. L’appel marche tout aussi bien, et personne n’est informé de votre choix.',
      },
    },
    details: {
      rights: 'Vos droits',
      rightsText:
        'Vous pouvez arrêter à tout moment, demander ce qui est gardé sur vous, le faire effacer, et dire qu’un résultat est faux. Vous pouvez aussi vous plaindre auprès d’une autorité de protection des données.',
      controller: 'Qui est responsable',
      recipients: 'Qui reçoit quelque chose',
      retention: 'Combien de temps et où c’est gardé',
      models: 'Programmes qui mesurent',
      noModels: 'aucun modèle entraîné',
      rules: 'Règles applicables',
      assessment: 'Analyse des risques',
      retentionPolicy: 'Règles de conservation et d’effacement',
      version: 'Cette notice',
    },
    context: {
      workplace: 'au travail',
      education: 'dans l’enseignement',
      recruitment: 'choix de candidats',
      'customer-service': 'service client',
      health: 'soins de santé',
      safety: 'sécurité',
      research: 'recherche',
      consumer: 'appels privés',
      'self-only': 'pour vous seul',
    },
    recipient: {
      'participant-alone': 'vous, et personne d’autre',
      'host-and-participants-as-group': 'l’hôte et tous les participants, comme groupe seulement',
    },
    location: {
      'device-memory': 'dans la mémoire de cet appareil',
      'service-memory': 'dans la mémoire du service',
    },
    untilMeetingEnds: 'jusqu’à la fin de l’appel',
    forMinutes: '{minutes} min au plus',
    unanimous:
      'La mesure ne commence que quand tous dans l’appel ont dit oui. On ne dit à personne qui manque.',
  },
  indicator: {
    label: 'Ce qui est mesuré',
    measuring: 'Mesure en cours',
    stop: 'Arrêter',
    stopAll: 'Tout arrêter',
    nothing: 'Rien n’est mesuré.',
    unknownReason: 'Il y a un problème.',
  },
  panel: {
    label: 'Signaux de cet appel',
    open: 'Signaux',
    close: 'Fermer',
    choices: 'Changer mes choix',
    nothing: 'Dans ce contexte, rien ne peut être mesuré ; rien n’est donc demandé.',
  },
  refusal: {
    'eu-workplace':
      'Au travail et lors d’un recrutement, le droit de l’UE interdit d’estimer des émotions d’après la voix ou le visage. Un accord n’y change rien.',
    'eu-education':
      'Dans l’enseignement, le droit de l’UE interdit d’estimer des émotions d’après la voix ou le visage. Un accord n’y change rien.',
    'eu-participant-at-work':
      'Vous participez dans le cadre de votre travail ou de vos études : le droit de l’UE y interdit d’estimer des émotions d’après la voix ou le visage.',
    'eu-customer-service-agent':
      'Qui sert des clients est au travail. Le droit de l’UE y interdit d’estimer des émotions, et personne n’a dit que vous êtes client.',
    minor: 'Aucune émotion n’est estimée chez les mineurs.',
    'unknown-context':
      'On ne sait pas à quoi sert cet appel. On ne mesure donc que ce qui s’entend et se voit.',
    'unknown-jurisdiction':
      'On ne sait pas quel droit s’applique. On ne mesure donc que ce qui s’entend et se voit.',
    'health-without-medical-basis':
      'Aucune raison médicale n’a été donnée qui rende l’estimation nécessaire.',
    'safety-without-safety-basis':
      'Aucune raison de sécurité n’a été donnée qui rende l’estimation nécessaire.',
    'workplace-by-default':
      'Au travail, dans l’enseignement et lors d’un recrutement, aucune émotion n’est estimée tant que l’effet sur les personnes n’a pas été évalué.',
    'participant-at-work-by-default':
      'Vous participez dans le cadre de votre travail ou de vos études, et l’effet d’une estimation des émotions n’y a pas été évalué.',
    'self-only':
      'Cet appel a été déclaré pour votre propre vue seulement. Rien n’est donc fait pour un groupe.',
    'bipa-retention-policy':
      'Aucune règle publique ne dit combien de temps sont gardées les données tirées de la voix ou du visage, ni quand elles sont détruites.',
    'purpose-not-declared': 'Ce but n’a pas été déclaré. Rien n’est donc fait pour lui.',
  },
  records: {
    title: 'Vos choix, consignés',
    lead: 'Ce à quoi vous avez dit oui ou non dans chaque appel. Ces relevés sont à vous. Ils contiennent vos choix, jamais vos mesures.',
    empty: 'Il n’y a pas encore de relevé.',
    keep: 'Garder mes relevés sur cet appareil',
    keepMeaning:
      'Seulement si vous le voulez. Ils sont protégés par une clé qui reste dans ce navigateur, et supprimés quand leur durée est écoulée.',
    call: 'Appel du {date}',
    responsible: 'Responsable : {name}',
    open: 'La fin de cet appel n’est pas encore consignée.',
    keptUntil: 'Gardé sur cet appareil jusqu’au {date}',
    notKept: 'Non gardé. Il disparaît à la fermeture de cette page.',
    genuine: 'Vérifié : rien n’y a été modifié.',
    notGenuine: 'Quelque chose ne concorde pas. Ne vous y fiez pas.',
    steps: '{count} étapes',
    when: 'Quand',
    what: 'De quoi il s’agissait',
    step: 'Ce qui s’est passé',
    exportJson: 'Enregistrer dans un fichier',
    exportLinked: 'Enregistrer en données liées (JSON-LD)',
    exportAll: 'Tout enregistrer dans un fichier',
    delete: 'Supprimer',
    deleteAll: 'Tout supprimer',
    sure: 'Supprimer pour de bon ? Personne ne pourra le récupérer.',
    deleteNow: 'Oui, supprimer',
    keepIt: 'Non, garder',
  },
  storageTrouble: {
    full: 'Il n’y a plus de place sur cet appareil, le nouveau relevé n’a donc pas été gardé. Les anciens sont toujours là.',
    blocked: 'Ce navigateur ne laisse cette page rien garder. Vos relevés disparaissent à sa fermeture.',
    unsupported: 'Ce navigateur ne peut pas garder de relevés en sécurité, rien n’est donc gardé.',
    closed: 'Un autre onglet utilise ou supprime vos relevés. Rechargez cette page pour les voir.',
    failed: 'Une erreur a empêché de garder vos relevés.',
  },
  activity: { starting: 'démarre', running: 'mesure en cours', paused: 'en pause', failed: 'ne marche pas' },
  selfView: {
    title: 'Votre propre vue',
    private: 'Personne d’autre ne voit ceci. Cela reste sur cet appareil.',
    empty: 'Rien n’est mesuré.',
    contour: 'Votre voix pendant les 10 dernières secondes',
    contourSummary: 'Hauteur maintenant environ {pitch} Hz, volume maintenant environ {loudness} dBFS.',
    contourEmpty: 'Pas de parole pendant les 10 dernières secondes.',
    noUncertainty: 'On ne sait pas de combien cela peut se tromper.',
    range: 'Peut se situer entre {low} et {high}.',
    over: 'Mesuré sur les {seconds} dernières s',
    moment: 'Mesuré à cet instant',
    why: 'Pourquoi ?',
    whyEmpty: 'Aucun mouvement en particulier ne ressort.',
    wrong: 'C’est faux',
    wrongSent: 'Merci. Vous avez dit que c’est faux.',
    redress: 'Pour en savoir plus, adressez-vous à {name} : {contact}',
    saveEstimates: 'Enregistrer ces estimations dans un fichier',
    noLongerFits:
      'Cet appel est différent des images et des sons qui ont servi aux tests. Il peut y avoir plus d’erreurs que la description ne le dit.',
    notMeasured: 'Non mesuré',
    qualityGood: 'Bonnes conditions de mesure',
    qualityFair: 'Conditions de mesure moyennes',
    qualityPoor: 'Mauvaises conditions de mesure',
    pitchAxis: 'Hauteur',
    loudnessAxis: 'Volume',
    pauseAxis: 'Pause',
  },
  affect: {
    title: 'L’expression telle que mesurée',
    caution:
      'Une supposition tirée de ce qui se voit et s’entend. Elle peut être fausse et ne voit pas en vous.',
    positive: 'Positive',
    negative: 'Négative',
    lively: 'Vive',
    calm: 'Calme',
    seemsPositive: 'Elle peut paraître plus positive que d’habitude.',
    seemsNegative: 'Elle peut paraître plus négative que d’habitude.',
    seemsNeither: 'On ne peut pas dire si elle est positive ou négative.',
    seemsLively: 'Elle peut être plus vive que d’habitude.',
    seemsCalm: 'Elle peut être plus calme que d’habitude.',
    seemsLevel: 'On ne peut pas dire si elle est vive ou calme.',
    seemsUsual: 'Elle peut être à peu près aussi vive que d’habitude.',
    noValence: 'Positive ou négative : non mesuré.',
    noArousal: 'Calme ou vive : non mesuré.',
    regionKey:
      'La zone colorée montre où elle peut se situer : la partie intérieure dans environ 2 cas sur 3, l’ensemble dans environ 19 sur 20.',
    noRegion: 'On ne sait pas de combien cela peut se tromper.',
    towardsPositive: 'vers le positif',
    towardsNegative: 'vers le négatif',
    towardsLively: 'vers le vif',
    towardsCalm: 'vers le calme',
    models: 'Estimé par',
  },
  behaviour: {
    'speech-activity': {
      name: 'Parle en ce moment',
      meaning: 'La probabilité que vous parliez à cet instant.',
    },
    'speaking-share': {
      name: 'Temps de parole',
      meaning: 'La part du temps pendant laquelle vous avez parlé.',
    },
    turns: { name: 'Prises de parole', meaning: 'Combien de fois vous avez commencé à parler.' },
    'turn-length': {
      name: 'Durée des prises de parole',
      meaning: 'Combien de temps vous parlez en moyenne avant une seconde de silence.',
    },
    'pause-ratio': { name: 'Pauses', meaning: 'La part de votre temps de parole passée en silence.' },
    'pause-length': {
      name: 'Durée des pauses',
      meaning: 'Combien de temps durent en moyenne les silences au sein de vos prises de parole.',
    },
    'syllable-rate': {
      name: 'Débit',
      meaning: 'Environ combien de syllabes vous dites en une seconde, pauses comprises.',
    },
    'articulation-rate': {
      name: 'Débit entre les pauses',
      meaning: 'Environ combien de syllabes vous dites en une seconde, sans compter les pauses.',
    },
    pitch: { name: 'Hauteur', meaning: 'Si votre voix est aiguë ou grave.' },
    'pitch-range': { name: 'Mélodie', meaning: 'De combien votre voix monte et descend.' },
    loudness: {
      name: 'Volume',
      meaning: 'À quel point vous parlez fort. 0 est le plus fort que le micro peut prendre.',
    },
    'loudness-range': { name: 'Fort et doux', meaning: 'De combien votre voix varie entre doux et fort.' },
    jitter: {
      name: 'Hauteur instable',
      meaning:
        'De combien les vibrations de votre voix diffèrent en durée de l’une à l’autre (jitter). Le micro et la pièce comptent aussi.',
    },
    shimmer: {
      name: 'Volume instable',
      meaning:
        'De combien les vibrations de votre voix diffèrent en force de l’une à l’autre (shimmer). Le micro et la pièce comptent aussi.',
    },
    harmonicity: {
      name: 'Clarté du son',
      meaning:
        'De combien le son de votre voix dépasse le souffle et le bruit. Le micro et la pièce comptent aussi.',
    },
    smile: {
      name: 'Sourire',
      meaning:
        'À quel point les coins de votre bouche sont relevés, par rapport à votre propre visage au repos.',
    },
    'smile-share': {
      name: 'Temps avec un sourire',
      meaning: 'La part du temps pendant laquelle un sourire était visible.',
    },
    'brow-raise': {
      name: 'Sourcils levés',
      meaning: 'À quel point vos sourcils sont levés, par rapport à votre propre visage au repos.',
    },
    'brow-lower': {
      name: 'Sourcils baissés',
      meaning: 'À quel point vos sourcils sont baissés, par rapport à votre propre visage au repos.',
    },
    'mouth-open': { name: 'Bouche ouverte', meaning: 'À quel point votre bouche est ouverte.' },
    'head-nods': { name: 'Hochements de tête', meaning: 'Combien de fois vous avez hoché la tête.' },
    'head-shakes': { name: 'Têtes secouées', meaning: 'Combien de fois vous avez secoué la tête.' },
    'blink-rate': { name: 'Clignements', meaning: 'Combien de fois vos yeux se ferment un instant.' },
    'face-in-view': {
      name: 'Visage dans l’image',
      meaning: 'La part du temps pendant laquelle votre visage était visible.',
    },
  },
  unit: {
    '1': { name: '', meaning: 'sur un' },
    '{count}': { name: '', meaning: 'en nombre' },
    s: { name: 's', meaning: 'secondes' },
    '%': { name: '%', meaning: 'pour cent' },
    '1/s': { name: '/ s', meaning: 'par seconde' },
    '1/min': { name: '/ min', meaning: 'par minute' },
    Hz: { name: 'Hz', meaning: 'hertz' },
    semitone: { name: 'demi-tons', meaning: 'demi-tons' },
    dBFS: { name: 'dBFS', meaning: 'décibels sous la pleine échelle' },
    dB: { name: 'dB', meaning: 'décibels' },
  },
  abstention: {
    'no-face': 'Aucun visage dans l’image.',
    'several-faces': 'Plus d’un visage dans l’image, on ne sait donc pas à qui il est.',
    'face-too-small': 'Votre visage est trop loin de la caméra.',
    'face-turned-away': 'Votre visage est tourné hors de la caméra.',
    'face-covered': 'Quelque chose cache une partie de votre visage.',
    'too-dark': 'Il fait trop sombre.',
    blurred: 'L’image est floue.',
    muted: 'Votre micro ou votre caméra est coupé.',
    'no-speech': 'Vous ne parlez pas.',
    'too-noisy': 'Il y a trop de bruit.',
    clipping: 'Votre micro est réglé trop fort.',
    'audio-gaps': 'Il manque des parties du son.',
    reverberant: 'La pièce résonne trop, ou le micro est trop loin.',
    'narrow-band': 'Il manque les aigus au son, comme au téléphone.',
    'too-little-data': 'Il y a encore trop peu de données.',
    'low-frame-rate': 'Trop peu d’images par seconde sont regardées pour le dire.',
    'processor-busy':
      'Laissé de côté pour l’instant : cet appareil n’a pas de temps de calcul à y consacrer.',
    'baseline-not-settled':
      'On apprend encore à quoi ressemblent votre visage au repos ou votre voix habituelle.',
    stale: 'La dernière mesure est trop ancienne.',
    'modalities-disagree': 'La voix et le visage ne vont pas dans le même sens.',
    'not-estimable': 'Cela ne peut pas être dit à partir des mesures.',
  },
  evidence: {
    smile: 'un sourire',
    'cheek-raise': 'des joues relevées',
    'brow-raise': 'des sourcils levés',
    'brow-lower': 'des sourcils baissés',
    'eye-widen': 'des yeux grands ouverts',
    'eye-closure': 'des paupières baissées',
    'nose-wrinkle': 'un nez plissé',
    'upper-lip-raise': 'une lèvre supérieure levée',
    'lip-corner-depress': 'les coins de la bouche vers le bas',
    'chin-raise': 'un menton levé',
    'mouth-open': 'une bouche ouverte',
    frown: 'un air renfrogné',
    'wide-open': 'les yeux et la bouche grands ouverts',
    movement: 'combien le visage bouge',
    pitch: 'la hauteur de la voix',
    loudness: 'le volume de la voix',
    'high-frequency-energy': 'à quel point la voix est perçante',
  },
  error: {
    unsupported: 'Il manque à ce navigateur quelque chose de nécessaire pour mesurer.',
    'no-consent': 'Rien n’est mesuré, car il n’y a pas de oui valable de votre part.',
    'consent-refused': 'Votre choix n’a pas pu être noté, rien n’est donc mesuré.',
    'model-unavailable': 'Un programme de mesure n’a pas pu être chargé.',
    'model-corrupt': 'Un programme de mesure était abîmé et n’a pas été utilisé.',
    'model-without-card': 'Un programme de mesure n’a pas de description et n’a pas été utilisé.',
    'model-revoked': 'Un programme de mesure a été retiré ; il ne tourne donc plus.',
    'revocations-unusable':
      'On ne peut pas vérifier si le programme d’estimation a été retiré ; il ne tourne donc pas.',
    'worker-failed': 'La mesure s’est arrêtée à cause d’une panne.',
    'capture-failed': 'Votre micro ou votre caméra n’a pas pu être lu.',
    'track-ended': 'Votre micro ou votre caméra a été éteint ou débranché.',
    'message-invalid': 'Un message du service n’a pas pu être compris.',
    'limit-exceeded': 'Trop de données ont été envoyées au service en même temps.',
    'token-invalid': 'Le service n’a pas accepté votre laissez-passer pour cet appel.',
    'aggregation-failed': 'Le service du résumé du groupe ne répond pas.',
  },
  withheld: {
    'too-few-contributors':
      'Trop peu de personnes participent pour montrer un groupe sans désigner quelqu’un.',
    'group-changed':
      'Des personnes sont arrivées ou parties. Pour les protéger, rien n’est montré tant que le groupe n’est pas stable.',
    collecting: 'Les chiffres sont encore en cours de collecte.',
    'not-connected': 'Il n’y a pas de connexion au service en ce moment.',
    'service-stopped': 'Le service s’est arrêté avant que les chiffres soient complets.',
    'budget-spent': 'Les réglages de confidentialité ne laissent rien montrer de plus de cet appel.',
    'sum-implausible': 'Une part de la somme était fausse : ce tour ne montre donc rien.',
  },
  group: {
    title: 'Le groupe',
    same: 'Tous dans l’appel, l’hôte aussi, voient exactement ceci et rien de plus.',
    waiting: 'Pas encore de chiffres.',
    contributors: '{low} à {high} personnes participent',
    contributorsOrMore: '{low} personnes ou plus participent',
    over: 'sur {seconds} s',
    overMinutes: 'sur {minutes} min',
    inWords:
      'Un groupe de moins de 20 est décrit en mots, toujours pour les mêmes personnes et de moins en moins souvent. Ainsi, personne n’est reconnu en observant qui arrive et qui part.',
    bin: 'Niveau',
    share: 'Part du groupe',
    about: 'environ {share}',
    under: 'moins de {high}',
    between: '{low} à {high}',
    above: '{low} et plus',
    joined: '{from} – {to}',
    hidden: 'caché',
    hiddenKey: 'Caché là où le chiffre pourrait désigner quelques personnes.',
    notMeasurable: 'N’a pas pu être mesuré',
    withheldTitle: 'Rien n’est montré',
  },
  groupSignal: {
    'speaking-share': {
      name: 'Temps de parole',
      meaning: 'Comment la parole s’est répartie dans le groupe.',
    },
    turns: { name: 'Prises de parole', meaning: 'Combien de fois par minute on a commencé à parler.' },
    'pause-ratio': { name: 'Pauses', meaning: 'Quelle part du temps de parole était du silence.' },
    'syllable-rate': { name: 'Débit', meaning: 'Environ combien de syllabes étaient dites en une seconde.' },
    'loudness-range': { name: 'Fort et doux', meaning: 'De combien les voix ont varié entre doux et fort.' },
    'smile-share': {
      name: 'Temps avec un sourire',
      meaning: 'Pendant combien de temps des sourires étaient visibles.',
    },
    valence: {
      name: 'Expression : négative à positive',
      meaning: 'L’expression telle que mesurée. Une supposition qui peut être fausse.',
    },
    arousal: {
      name: 'Expression : calme à vive',
      meaning: 'L’expression telle que mesurée. Une supposition qui peut être fausse.',
    },
  },
  groupBins: {
    'speaking-share': ['Très peu', 'Un peu', 'Moyen', 'Beaucoup', 'Énormément'],
    turns: ['Presque pas', 'Peu', 'Moyen', 'Beaucoup', 'Énormément'],
    'pause-ratio': ['Très peu', 'Peu', 'Moyen', 'Beaucoup', 'Énormément'],
    'syllable-rate': ['Très lent', 'Lent', 'Moyen', 'Rapide', 'Très rapide'],
    'loudness-range': ['Très égal', 'Égal', 'Moyen', 'Varié', 'Très varié'],
    'smile-share': ['Presque pas', 'Un peu', 'Moyen', 'Beaucoup', 'Énormément'],
    valence: ['Négative', 'Plutôt négative', 'Entre les deux', 'Plutôt positive', 'Positive'],
    arousal: ['Calme', 'Plutôt calme', 'Entre les deux', 'Plutôt vive', 'Vive'],
  },
  groupLevels: {
    'speaking-share': { low: 'Peu', middle: 'Moyen', high: 'Beaucoup' },
    turns: { low: 'Peu', middle: 'Moyen', high: 'Beaucoup' },
    'pause-ratio': { low: 'Peu', middle: 'Moyen', high: 'Beaucoup' },
    'syllable-rate': { low: 'Lent', middle: 'Moyen', high: 'Rapide' },
    'loudness-range': { low: 'Égal', middle: 'Moyen', high: 'Varié' },
    'smile-share': { low: 'Peu', middle: 'Moyen', high: 'Beaucoup' },
    valence: { low: 'Plutôt négative', middle: 'Entre les deux', high: 'Plutôt positive' },
    arousal: { low: 'Plutôt calme', middle: 'Entre les deux', high: 'Plutôt vive' },
  },
  summary: {
    title: 'Résumé de la réunion',
    lead: 'Ce que le groupe a montré dans son ensemble. Cela ne dit rien d’une personne en particulier.',
    empty: 'Il n’y a encore rien à résumer.',
    windows: '{released} périodes sur {total} ont pu être montrées',
    windowLength: 'Une période dure {seconds} s.',
    withheldTitle: 'Non montré',
    floor: 'Les chiffres n’apparaissent que si au moins {k} personnes participent.',
    noSignal: 'Rien de cela n’a pu être montré.',
    between: '{low} à {high}',
    notSaid: 'on ne peut pas le dire',
    uncertainty: 'Est-ce sûr ?',
    rounded: 'Chaque part est une moyenne dans le temps de valeurs arrondies à {step}.',
    inWords: '« La plupart », c’est plus de la moitié ; « peu », au plus 3 sur 10.',
    gap: 'Jusqu’à {gap} des participants peuvent se situer dans une partie cachée ou non mesurée.',
    course: 'Au fil du temps',
    courseMeaning:
      'La ligne est ce qui a été montré au moins ; la zone au-dessus, ce qui peut s’y ajouter. Les trous sont des périodes où rien n’a été montré.',
    time: 'Heure',
    errors: 'Combien de fois la mesure se trompe',
    errorsMeaning: 'D’après les fiches des programmes qui ont mesuré.',
    noErrors: 'Personne ne l’a encore mesuré.',
    group: 'Groupe : {group}',
    saveJson: 'Enregistrer les données (JSON)',
    saveCsv: 'Enregistrer le tableau (CSV)',
    saveHtml: 'Enregistrer le rapport (HTML)',
    print: 'Imprimer',
    limits: 'À garder en tête',
  },
  overlap: {
    name: 'Paroles en même temps',
    meaning: 'Calculé à partir des seuls temps de parole : ce qui n’a pas pu être dit l’un après l’autre.',
    row: 'Pendant qu’une autre personne parlait',
    atLeast: 'au moins {share} environ de ce qui s’est dit',
  },
  shareWord: {
    most: 'la plupart du groupe',
    some: 'une partie du groupe',
    few: 'peu de monde dans le groupe',
  },
  limit: {
    'not-for-evaluation': 'Il ne doit pas servir à juger, classer, récompenser ou punir qui que ce soit.',
    'expression-not-feeling':
      'L’expression telle que mesurée n’est que ce qui se voyait ou s’entendait. Ce que les gens pensent ou veulent dire en eux-mêmes peut être autre chose.',
    'contributors-only':
      'Il ne couvre que les personnes qui ont choisi de participer. Personne ne sait qui elles sont, et les autres peuvent être différentes.',
    'coarse-by-design': 'Les parts sont arrondies et certaines sont cachées, afin de ne désigner personne.',
    'service-sees-contributions':
      'Le service qui additionne le groupe voit les contributions une à une jusqu’à ce que la période soit additionnée.',
  },
};
