// What waits for the word of whoever asks: each question of a case with what it is about, and the action by
// which it is answered.
import { type Static, Type } from '@sinclair/typebox';
import { AskView, CaseListItem } from './contract.ts';

/** More than these nobody decides in a morning; the oldest come first, and what is left is said. */
export const MOST_ASKED = 100;

export const AskedItem = Type.Object({ of: CaseListItem, ask: AskView, action: Type.String() });
export type AskedItem = Static<typeof AskedItem>;

export const AskedList = Type.Object({ items: Type.Array(AskedItem), isMore: Type.Boolean() });
export type AskedList = Static<typeof AskedList>;
