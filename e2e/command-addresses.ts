// The screens of the desk, read from its routes: a new screen is walked from its first day, and one whose
// address has a part that is not known here stops the walk instead of being left out.
import { readFileSync } from 'node:fs';

/** The text of it: its screens are modules of the browser. */
const ROUTES = new URL('../apps/command/routes.ts', import.meta.url);
/** For those who build; in no built shell. */
const UNBUILT = '/gallery';

export interface KnownParts {
  readonly caseId: string;
  readonly componentId: string;
}

export interface CommandScreen {
  /** As the table of routes says it: `/command/cases/:id`. */
  readonly path: string;
  /** Whoever may never do this does not see the screen. */
  readonly operation: string | undefined;
  /** Where it opens: `/command/cases/0189…`. */
  readonly addressIn: (known: KnownParts) => string;
}

function addressOf(path: string, { caseId, componentId }: KnownParts): string {
  const told = path
    .replace(/^\/cases\/:id$/, `/cases/${caseId}`)
    // A town of one morning has issued none: what is shown then is that there is no such paper.
    .replace(/^\/(briefs|circulars)\/:id$/, `/$1/${caseId}`)
    .replace(/^\/components\/card\/:id$/, `/components/card/${componentId}`);
  if (told.includes(':')) throw new Error(`no example for ${path}: add one to command-addresses.ts`);
  return `/command${told}`;
}

export function commandScreens(): CommandScreen[] {
  const [, ...rows] = readFileSync(ROUTES, 'utf8').split("path: '");
  const screens = rows.map((row) => ({
    path: row.slice(0, row.indexOf("'")),
    operation: /operation: '([^']+)'/.exec(row)?.[1],
  }));
  return screens
    .filter(({ path }) => path !== UNBUILT)
    .map(({ path, operation }) => ({
      path: `/command${path}`,
      operation,
      addressIn: (known) => addressOf(path, known),
    }));
}
