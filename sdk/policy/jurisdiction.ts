/** Where a rule applies. */
export type Region = 'eu-eea' | 'illinois' | 'unknown';

const split = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));

/**
 * The EU and the EEA: the wholes, the member states (Greece also by the EU's
 * own code), and the territories with a code of their own where Union law
 * applies or may: Åland, the French outermost regions, the Canaries, Ceuta and
 * Melilla, metropolitan France, Svalbard and Jan Mayen.
 */
const euAndEea = split(
  'EU EEA AT BE BG HR CY CZ DK EE FI FR DE GR EL HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO ' +
    'AX GF GP MQ RE YT MF IC EA FX SJ',
);

/** The states, the district and the territories of the USA other than Illinois (ISO 3166-2:US). */
const otherUsStates = split(
  'AL AK AZ AR CA CO CT DE FL GA HI ID IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH ' +
    'OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR UM VI',
);

/** ISO 3166-1 alpha-2 as assigned, but for those in {@link euAndEea}. */
const otherCountries = split(
  'AD AE AF AG AI AL AM AO AQ AR AS AU AW AZ BA BB BD BF BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
    'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX DJ DM DO DZ EC EG EH ER ET FJ FK FM FO GA GB GD GE GG GH ' +
    'GI GL GM GN GQ GS GT GU GW GY HK HM HN HT ID IL IM IN IO IQ IR JE JM JO JP KE KG KH KI KM KN KP KR KW ' +
    'KY KZ LA LB LC LK LR LS LY MA MC MD ME MG MH MK ML MM MN MO MP MR MS MU MV MW MX MY MZ NA NC NE NF NG ' +
    'NI NP NR NU NZ OM PA PE PF PG PH PK PM PN PR PS PW PY QA RS RU RW SA SB SC SD SG SH SL SM SN SO SR SS ' +
    'ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU ' +
    'WF WS YE ZA ZM ZW',
);

/** A code without blanks around it and in upper case. */
export function normaliseJurisdiction(code: string): string {
  return code.trim().toUpperCase();
}

/**
 * The regions whose rules apply under a jurisdiction code; none for a country
 * that has no rule of its own.
 *
 * A less precise code is never treated more loosely than a more precise one:
 * `US` may be Illinois. What is not assigned is `unknown`.
 *
 * @param code - ISO 3166-1 alpha-2 or ISO 3166-2, or `EU` and `EEA`; anything else is `unknown`, never an error.
 */
export function regionsOf(code: string): readonly Region[] {
  const normal = normaliseJurisdiction(code);
  const [country = '', subdivision = null, ...rest] = normal.split('-');
  if (rest.length > 0 || subdivision === '') return ['unknown'];
  if (euAndEea.has(country)) return ['eu-eea'];
  if (country === 'US') return subdivision !== null && otherUsStates.has(subdivision) ? [] : ['illinois'];
  return otherCountries.has(country) ? [] : ['unknown'];
}
