// Which modules of a shell come together in one file. Left alone the bundler makes a file of every set of
// modules that the same screens share: forty small ones for a screen, each a round trip on a bad line.
// A piece is closed: what its modules import is in it, or in a piece before it.
import type { Rolldown } from 'vite';

export interface Piece {
  readonly name: string;
  /** Modules, as whole paths; what they import at once, all the way, is looked at. */
  readonly of: readonly string[];
  /** Into the piece comes what at least so many of them reach; a piece before it has the first choice. */
  readonly sharedBy: number;
  /** Only what this one reaches as well: nothing that it does not need comes along with it. */
  readonly with?: string;
  /** A package's own list of everything reaches these; who needs them is in a later piece. */
  readonly without?: RegExp;
}

type InfoOf = (id: string) => { readonly importedIds: readonly string[] } | null;

export function reachedFrom(module: string, infoOf: InfoOf): ReadonlySet<string> {
  const found = new Set([module]);
  for (const id of found) for (const next of infoOf(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** `first`: modules of the page's own first script, which would otherwise bring a whole piece along. */
export function inPieces(first: RegExp, pieces: readonly Piece[]): Rolldown.OutputOptions {
  const known = new Map<string, ReadonlySet<string>>();
  const reaches = (module: string, id: string, infoOf: InfoOf): boolean => {
    const reached = known.get(module) ?? reachedFrom(module, infoOf);
    known.set(module, reached);
    return reached.has(id);
  };
  const groupOf = ({ name, of, sharedBy, with: whole, without }: Piece): Rolldown.CodeSplittingGroup => ({
    name: (id, context) => {
      const infoOf: InfoOf = (one) => context.getModuleInfo(one);
      if (without?.test(id)) return null;
      const isMeant = whole === undefined || reaches(whole, id, infoOf);
      const isShared = isMeant && of.filter((module) => reaches(module, id, infoOf)).length >= sharedBy;
      return isShared && !first.test(id) ? name : null;
    },
  });
  return {
    codeSplitting: { groups: [{ name: 'first', test: first, priority: 1 }, ...pieces.map(groupOf)] },
  };
}
