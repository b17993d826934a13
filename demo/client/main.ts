/**
 * The page of the call.
 *
 * What a test can hold on to (`data-testid`, with the attributes that tell its state):
 *
 * Lobby
 * - `lobby-name` the name · `join` the button · `join-problem` why joining was refused · `room-id` · `copy-link`
 * - `lobby-microphone`, `lobby-camera` switches, `aria-pressed` · `microphone-level` a meter · `camera-state` words
 * - `device-problem` `data-device="microphone|camera|microphone camera"`, `data-reason="denied|missing|busy|insecure|unknown"`
 * - `choose-microphone`, `choose-camera` select lists, here and in `device-menu`
 *
 * Call
 * - `participant` one per tile: `data-participant-id`, `data-kind="person|recording"`, `data-own`, `data-host`,
 *   `data-microphone="on|muted|off"`, `data-camera` likewise · `remove-guest` in it where this page brought the guest
 * - `transport` `data-transport="sfu|mesh"` · `connection` `data-state="connected|reconnecting|left|failed"`
 * - controls: `microphone`, `camera` (`aria-pressed`), `devices`, `device-menu`, `add-guest`, `signals`, `leave`
 * - `toasts`, `toast` `data-tone="notice|problem"`
 *
 * Signals (the elements of `assent/ui` inside have hooks of their own)
 * - `consent-prompt` · `indicator` · `side-panel`, `tab-you`, `tab-group`, `tab-records`, `self-view`, `group-view`, `records`, `open-prompt`,
 *   `close-panel`
 *
 * Afterwards
 * - `summary` · `records` · `rejoin`
 *
 * Addresses: `/?room=...` or `/r/...`; `&context=workplace` declares another context, in which policy refuses more.
 *
 * @module
 */

import { createApp } from './app/create-app.ts';
import { CallApp } from './elements/call-app.ts';
import { defineElements } from './elements/define-elements.ts';

defineElements();
const root = document.querySelector('call-app');
if (root instanceof CallApp) root.app = createApp(new URL(location.href));
