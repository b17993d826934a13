import { asksAgain } from './broken/asks-again.ts';
import { breaksTheLaw } from './broken/breaks-the-law.ts';
import { claimsFeelings } from './broken/claims-feelings.ts';
import { hidesTheIndicator } from './broken/hides-the-indicator.ts';
import { keepsMeasuring } from './broken/keeps-measuring.ts';
import { keepsSignals } from './broken/keeps-signals.ts';
import { measuresOthers } from './broken/measures-others.ts';
import { pushesTheYes } from './broken/pushes-the-yes.ts';
import { readsBeforeConsent } from './broken/reads-before-consent.ts';
import { sendsSignals } from './broken/sends-signals.ts';
import { showsOnePerson } from './broken/shows-one-person.ts';
import { tellsAThirdParty } from './broken/tells-a-third-party.ts';
import { tellsOfRefusals } from './broken/tells-of-refusals.ts';
import { ticksBeforehand } from './broken/ticks-beforehand.ts';
import { startHonestApp } from './start-honest-app.ts';

// One bundle, one app by its name in the address.
const apps: Readonly<Record<string, () => Promise<unknown>>> = {
  honest: startHonestApp,
  'reads-before-consent': readsBeforeConsent,
  'keeps-measuring': keepsMeasuring,
  'measures-others': measuresOthers,
  'sends-signals': sendsSignals,
  'tells-a-third-party': tellsAThirdParty,
  'asks-again': asksAgain,
  'shows-one-person': showsOnePerson,
  'claims-feelings': claimsFeelings,
  'breaks-the-law': breaksTheLaw,
  'keeps-signals': keepsSignals,
  'hides-the-indicator': hidesTheIndicator,
  'pushes-the-yes': pushesTheYes,
  'ticks-beforehand': ticksBeforehand,
  'tells-of-refusals': tellsOfRefusals,
  // The page is honest; what it lacks is a header of its server.
  'has-no-policy': startHonestApp,
};

const name = new URLSearchParams(location.search).get('app') ?? 'honest';
const start = apps[name];
if (start === undefined) throw new Error(`there is no app '${name}'`);
await start();
