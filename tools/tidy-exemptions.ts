// Files that may break a house rule, each with its reason. An exemption that exempts nothing any more fails
// the test: the list only shrinks by itself.
import type { Exemption } from './tidy/violation.ts';

export const EXEMPTIONS: readonly Exemption[] = [
  {
    path: 'slices/areas/core/share-corners.ts',
    rule: 'who-knows-whom',
    why: 'flatbush is pure arithmetic over boxes: no clock, no chance, no I/O, and it runs on a phone',
  },
  {
    path: 'apps/public/boot.js',
    rule: 'device-storage',
    why: 'it sets the theme before the first paint, when no module is there; a test holds it to preferences',
  },
  {
    path: 'platform/web/outbox/preferences.test.ts',
    rule: 'who-knows-whom',
    why: 'it reads boot.js as text to hold that both use the same keys',
  },
];
