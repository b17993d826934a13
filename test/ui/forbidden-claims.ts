/**
 * Words, by language, with which a sentence would claim more than a measurement can: feelings, moods, states of mind,
 * character, sincerity.
 */
export const forbiddenClaims: Readonly<Record<string, RegExp>> = {
  en: /detect|\bfeel|\bmood|engag|attentive|attention|stress|emotion|confiden|happy|happi|\bsad\b|\bsadness|\bangr|bored|personal|deceiv|\blying|honest|truth|intent|mental|character/i,
  de: /erkannt|gefühl|fühl|stimmung|engagier|aufmerksam|stress|emotion|selbstsicher|glücklich|traurig|wütend|wut\b|gelangweilt|lüge|ehrlich|persönlichkeit/i,
  fr: /détect|sentiment|ressent|humeur|engage|attentif|attention|stress|émotion|heureu|triste|colère|ennui|mensonge|honnête|personnalité/i,
  es: /detect|sentimiento|siente|ánimo|humor|compromiso|atent|atención|estrés|emoci|feliz|triste|enfad|aburri|mentira|honest|personalidad/i,
  ar: /كشف|شعور|تشعر|مزاج|انتباه|توتر|عاطف|انفعال|مشاعر|سعيد|حزين|غاضب|كذب|شخصية/,
};
