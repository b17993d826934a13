import 'assent/ui';
import { CallApp } from './call-app.ts';
import { CallControls } from './call-controls.ts';
import { CallDevicePicker } from './call-device-picker.ts';
import { CallEnded } from './call-ended.ts';
import { CallGrid } from './call-grid.ts';
import { CallHeader } from './call-header.ts';
import { CallLobby } from './call-lobby.ts';
import { CallPreview } from './call-preview.ts';
import { CallRoom } from './call-room.ts';
import { CallSidePanel } from './call-side-panel.ts';
import { CallTile } from './call-tile.ts';
import { CallToasts } from './call-toasts.ts';

/** Makes the page's elements known to the browser, the outermost last. */
export function defineElements(): void {
  const elements: readonly (readonly [tag: string, element: CustomElementConstructor])[] = [
    ['call-toasts', CallToasts],
    ['call-device-picker', CallDevicePicker],
    ['call-preview', CallPreview],
    ['call-tile', CallTile],
    ['call-grid', CallGrid],
    ['call-header', CallHeader],
    ['call-controls', CallControls],
    ['call-side-panel', CallSidePanel],
    ['call-lobby', CallLobby],
    ['call-room', CallRoom],
    ['call-ended', CallEnded],
    ['call-app', CallApp],
  ];
  for (const [tag, element] of elements) customElements.define(tag, element);
}
