/**
 * `assent/plugin`: Assent in an app by a single call.
 *
 * @module
 */

export { type OwnSignals, type OwnSignalsSource, watchOwnSignals } from '../session/watch-own-signals.ts';
export {
  type AssentPlugin,
  type AssentPluginEvents,
  type AssentPluginOptions,
  createAssentPlugin,
} from './create-assent-plugin.ts';
