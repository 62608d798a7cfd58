// What a figure of a board adds to the question of a list: over which period it is counted, of which unit's
// share, and on which level the cases are now. The same names stand in addresses and in GET /api/cases.
import { Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { PERIODS, type Period } from './figure-words.ts';
import { LEVELS, type Level } from './levels.ts';

const oneOf = <T extends string>(options: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...options] });

export const FIGURE_QUERY = {
  /** For the figures of a period; without it today. */
  period: Type.Optional(oneOf<Period>(PERIODS)),
  /** Whose share it is. */
  byUnitId: Type.Optional(Type.String({ pattern: UUID_PATTERN })),
  /** On which level the case is held now. */
  level: Type.Optional(oneOf<Level>(LEVELS)),
  /** Held now by this unit or one below it. */
  underUnitId: Type.Optional(Type.String({ pattern: UUID_PATTERN })),
} as const;
