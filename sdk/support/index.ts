/**
 * `assent/support`: what of Assent can run in this browser, and why something cannot.
 *
 * @module
 */

export type { CapabilityName, SupportedPart } from './capabilities.ts';
export {
  describeSupport,
  isSupported,
  type PartSupport,
  type SupportReason,
  type SupportReport,
} from './describe-support.ts';
