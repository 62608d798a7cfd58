// What other parts of the product bring to the desk: likely same matters, saved views, who else is here.
// Handed in by the shell, since they stand above cases; a desk without them works all the same.
import { type ComponentType, createContext, useContext } from 'react';
import type { SameCase } from './same-panel.tsx';
import type { CaseView, View } from './use-cases.ts';

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: View;
  readonly isShared: boolean;
  readonly isMine: boolean;
  /** Mine, or one that I look after. */
  readonly canRemove: boolean;
}

export interface SaveFormProps {
  readonly query: View;
  readonly onClose: () => void;
}

export interface SavedViews {
  /** Undefined while they are not here yet. */
  readonly views: readonly SavedView[] | undefined;
  /** Names, shares and keeps what is looked at. */
  readonly SaveForm: ComponentType<SaveFormProps> | undefined;
  readonly remove: ((id: string) => Promise<void>) | undefined;
}

export interface Present {
  readonly personId: string;
  readonly name: string;
  readonly mode: 'looks' | 'edits';
}

/** Each is a hook: called on every drawing, always in the same order. */
export interface DeskParts {
  readonly useSame: (of: CaseView | undefined) => readonly SameCase[];
  readonly useViews: () => SavedViews;
  /** Says that I am on this case, and tells who else is. */
  readonly usePresence: (caseId: string | undefined, mode: Present['mode']) => readonly Present[];
  readonly usePresenceLive: (caseIds: readonly string[]) => void;
  /** Who else is on this case, as far as is known without asking. */
  readonly useRowPresence: (caseId: string) => readonly Present[];
}

const NOBODY: readonly Present[] = [];
const NOTHING_SAME: readonly SameCase[] = [];
const NO_VIEWS: SavedViews = { views: [], SaveForm: undefined, remove: undefined };

const NO_PARTS: DeskParts = {
  useSame: () => NOTHING_SAME,
  useViews: () => NO_VIEWS,
  usePresence: () => NOBODY,
  usePresenceLive: () => undefined,
  useRowPresence: () => NOBODY,
};

export const DeskPartsContext = createContext<DeskParts>(NO_PARTS);
export const useDeskParts = (): DeskParts => useContext(DeskPartsContext);
