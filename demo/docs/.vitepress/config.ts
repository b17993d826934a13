import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTheme, defineConfig, type UserConfig } from 'vitepress';

const { entryPoints }: { readonly entryPoints: readonly string[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'typedoc.json'), 'utf8'),
);

/** One page for each door of the package, under the name that it is imported by. */
const doors: DefaultTheme.SidebarItem[] = entryPoints.map((source) => {
  const door = source.replace(/(\/index)?\.ts$/, '');
  return {
    text: door.replace(/^sdk/, 'assent').replace(/^adapters/, 'assent/adapters'),
    link: `/reference/${door}/`,
  };
});

const guides: DefaultTheme.SidebarItem[] = [
  { text: 'Add it in ten minutes', link: '/guides/ten-minutes' },
  { text: 'Asking for consent', link: '/guides/consent' },
  { text: 'What may run where', link: '/guides/policy' },
  { text: 'The group’s summary', link: '/guides/group-summary' },
  { text: 'Running the service', link: '/guides/service' },
  { text: 'Platforms and browsers', link: '/guides/platforms' },
  { text: 'An adapter of your own', link: '/guides/adapters' },
  { text: 'A model of your own', link: '/guides/affect-models' },
  { text: 'Audit your app', link: '/guides/audit' },
  { text: 'Evaluate on your own people', link: '/guides/evaluation' },
];

const about: DefaultTheme.SidebarItem[] = [
  { text: 'The promises', link: '/about/promises' },
  { text: 'Figures', link: '/about/figures' },
  { text: 'Blind sums: the claim', link: '/about/blind-sums' },
  { text: 'Limits', link: '/about/limits' },
];

const models: DefaultTheme.SidebarItem[] = [
  { text: 'Face landmarks', link: '/models/face-landmarker' },
  { text: 'Speech activity', link: '/models/silero-vad' },
  { text: 'Expression, by the face', link: '/models/face-affect-rules' },
  { text: 'Expression, by the voice', link: '/models/voice-affect-rules' },
];

const config: UserConfig<DefaultTheme.Config> = defineConfig({
  title: 'Assent',
  description: 'Consent-first voice and face signals for video calls',
  lang: 'en',
  outDir: '../../dist/docs',
  cacheDir: '../../node_modules/.cache/vitepress',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  themeConfig: {
    // In the page itself: no question of a reader's goes to anybody.
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Guides', link: '/guides/consent' },
      { text: 'Reference', link: '/reference/' },
      { text: 'Model cards', link: '/models/face-landmarker' },
      { text: 'Promises', link: '/about/promises' },
    ],
    sidebar: [
      { text: 'Guides', items: guides },
      { text: 'About', items: about },
      { text: 'Model cards', items: models },
      { text: 'Reference', collapsed: true, items: doors },
    ],
  },
});

export default config;
