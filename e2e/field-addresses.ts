// The addresses of every screen of the phone, read from its routes: a new screen is walked from its first
// day, and one whose address has a part that is not known here stops the walk instead of being left out.
import { readFileSync } from 'node:fs';
import { screensIn } from '../tools/vite/early-chunks.ts';

/** The text of it: its screens are modules of the browser. */
const ROUTES = new URL('../apps/field/routes.ts', import.meta.url);

export interface KnownParts {
  readonly caseId: string;
  readonly figureId: string;
}

export function fieldAddresses({ caseId, figureId }: KnownParts): string[] {
  const known: Readonly<Record<string, string>> = { cases: caseId, figures: figureId };
  return screensIn(readFileSync(ROUTES, 'utf8')).map(({ path }) => {
    const [, first = ''] = path.split('/');
    const told = path.replace(/:id$/, known[first] ?? ':id');
    if (told.includes(':')) throw new Error(`no example for ${path}: add one to field-addresses.ts`);
    return `/field${told}`;
  });
}
