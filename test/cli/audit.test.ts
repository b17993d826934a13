import { describe, expect, it } from 'vitest';
import { readAuditCall } from '../../sdk/cli/read-audit-call.ts';
import { runCli } from '../../sdk/cli/run-cli.ts';

describe('assent audit', () => {
  it('takes the steps in the order in which they stand', () => {
    const call = readAuditCall([
      ...['--fill', '#name => A', 'https://call.example/', '--wait', '0.5'],
      ...['--join', '#join', '--prompt', '.ask', '--allow', 'worker', '--allow', 'analyser@lobby', '--json'],
    ]);
    expect(call.options).toMatchObject({
      url: 'https://call.example/',
      join: [
        { kind: 'fill', selector: '#name', text: 'A' },
        { kind: 'wait', seconds: 0.5 },
        { kind: 'click', selector: '#join' },
      ],
      selectors: { prompt: '.ask' },
      allow: ['worker', 'analyser@lobby'],
    });
    expect([call.json, call.junit, call.strict]).toEqual([true, null, false]);
  });

  it.each([
    [[], /name one address/],
    [['nowhere'], /url: 'nowhere' is no web address/],
    [['ftp://call.example/'], /url: expected http or https/],
    [['http://call.example/', '--fill', '#name'], /--fill: '#name' is not "selector => text"/],
    [['http://call.example/', '--observe', 'long'], /--observe: 'long' is no number of seconds/],
    [['http://call.example/', '--allow', 'anything'], /allow: 'anything' is for no known kind/],
    [['http://call.example/', '--own-origin', 'cdn'], /ownOrigins: 'cdn' is no web address/],
    [
      ['http://call.example/', '--browser', '/no/such/browser'],
      /--browser: \/no\/such\/browser cannot be run/,
    ],
    [['http://call.example/', '--what'], /--what/],
  ])('%j exits with 2 and names the fault', async (args, message) => {
    let told = '';
    const code = await runCli(['audit', ...args], {
      write: () => {},
      complain: (text) => {
        told += text;
      },
      readStdin: async () => '',
    });
    expect([code, told]).toEqual([2, expect.stringMatching(message)]);
  });
});
