// The phone of an officer in the demo town: narrow, and it knows where it is.
import { type BrowserOptions, type DemoTown, type OpenBrowser, openBrowser } from '../demo-town.ts';

/** With a fresh profile. */
export const openFieldPhone = (town: DemoTown, options: BrowserOptions): Promise<OpenBrowser> =>
  openBrowser(
    town,
    {
      viewport: { width: 390, height: 844 },
      permissions: ['geolocation'],
      geolocation: { ...town.place, accuracy: 8 },
    },
    options,
  );
