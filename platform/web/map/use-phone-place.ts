// Where the phone is, while a map is open and the person has asked for it. Nothing is recorded or sent from
// here.
import { useCallback, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { type Fix, type PositionMode, useWatchedPosition } from './watch-position.ts';

export interface PhonePlace {
  /** `off` until somebody wants to be found. */
  readonly mode: PositionMode | 'off';
  readonly point: Point | undefined;
  readonly accuracyMetres: number | undefined;
  /** Asks the device, and the person for leave where that is still open. */
  readonly find: () => void;
}

export function usePhonePlace(): PhonePlace {
  const [isAsked, setAsked] = useState(false);
  const [fix, setFix] = useState<Fix>();
  const mode = useWatchedPosition(isAsked, setFix);
  const find = useCallback(() => setAsked(true), []);
  return { mode: isAsked ? mode : 'off', point: fix?.point, accuracyMetres: fix?.accuracyMetres, find };
}
