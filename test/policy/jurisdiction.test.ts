import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionsOf } from '../../sdk/policy/jurisdiction.ts';

const memberStates =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' ');

describe('regionsOf', () => {
  it('knows the 27 of the EU and the 3 more of the EEA, with their subdivisions', () => {
    expect(memberStates).toHaveLength(30);
    for (const code of memberStates) {
      expect(regionsOf(code)).toEqual(['eu-eea']);
      expect(regionsOf(` ${code.toLowerCase()}-01 `)).toEqual(['eu-eea']);
    }
  });

  it.each(['EU', 'EEA', 'EL', 'AX', 'GF', 'GP', 'MQ', 'RE', 'YT', 'MF', 'IC', 'EA'])(
    'counts %s in',
    (code) => {
      expect(regionsOf(code)).toEqual(['eu-eea']);
    },
  );

  it.each(['CH', 'GB', 'GB-NIR', 'IN', 'BR', 'JP', 'GL'])('has no rule of its own for %s', (code) => {
    expect(regionsOf(code)).toEqual([]);
  });

  it.each([
    ['US-IL', ['illinois']],
    ['us-il', ['illinois']],
    ['US', ['illinois']],
    ['US-ZZ', ['illinois']],
    ['US-NY', []],
    ['US-DC', []],
  ])('treats %s as %j: an American code that may be Illinois is', (code, regions) => {
    expect(regionsOf(code)).toEqual(regions);
  });

  it.each(['', ' ', 'ZZ', 'XX', 'XI', 'UK', 'DEU', 'Germany', 'DE-', 'DE-BY-1', '276', 'null', '__proto__'])(
    'does not know %j',
    (code) => {
      expect(regionsOf(code)).toEqual(['unknown']);
    },
  );

  it('knows the 249 codes that ISO 3166-1 assigns, each of which the runtime can name', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const reserved = new Set(['EU', 'EL', 'IC', 'EA', 'FX']);
    const known = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => !reserved.has(code) && regionsOf(code)[0] !== 'unknown');
    expect(known).toHaveLength(249);
    expect(known.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (code) => Array.isArray(regionsOf(code))));
  });
});
