// The example, with what the test asks it about.
import type { ActiveComputation } from 'assent';
import { plugin, room } from '../../../demo/examples/livekit.ts';

let active: readonly ActiveComputation[] = [];
plugin.on('activity', (now) => {
  active = now;
});
Object.assign(window, { call: { room, plugin, active: () => active } });
