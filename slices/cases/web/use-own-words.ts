// What the city of a case calls the codes of its actions; none while they are not here, and the standard
// words stand then.
import { useWording } from '../../wording/web/public.ts';
import type { OwnWords } from '../core/case-words.ts';

/** One and the same, so that nothing is drawn anew for it. */
const NONE: readonly OwnWords[] = [];

/** `areaPath`: of the case, or of its district. */
export const useOwnWords = (areaPath: string): readonly OwnWords[] =>
  useWording(areaPath.slice(0, 6)).data?.reasons ?? NONE;
