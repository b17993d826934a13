import type { Scope } from '../vocabulary.ts';
import type { ScopeKey } from './messages/messages.ts';

/** A scope as one word: `voice.self-view.behaviour`. */
export function scopeKey(scope: Scope): ScopeKey {
  return `${scope.modality}.${scope.purpose}.${scope.tier}`;
}
