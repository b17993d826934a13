/**
 * `assent/plugin`: Assent in an app by a single call.
 *
 * @module
 */

export {
  type AssentPlugin,
  type AssentPluginEvents,
  type AssentPluginOptions,
  createAssentPlugin,
} from './create-assent-plugin.ts';
