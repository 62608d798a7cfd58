// From the camera to the report: each picture is checked and made lighter on the phone, one after the other,
// beside the page. A wrong one is told in words at once; it never becomes part of the report.
import { useEffect, useRef, useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import type { PictureFault } from '../../../platform/web/pictures/prepare-picture.ts';
import { untilItComes } from '../../../platform/web/start/lazy-screen.ts';
import type { Taken } from '../../../ui/camera/camera.tsx';
import type { NewPicture, Shot } from './field-report.ts';

export type ShotFault = PictureFault | 'unreadable';

export interface Shots {
  /** `replaces`: the key of the picture whose place it takes. */
  readonly take: (taken: Taken, as?: { readonly shot?: Shot; readonly replaces?: string }) => void;
  readonly fail: () => void;
  /** The words about wrong ones have been read. */
  readonly forget: () => void;
  /** How many are being looked at. */
  readonly underWay: number;
  readonly faults: readonly ShotFault[];
  /** When every picture taken so far is in the report, or told as wrong. */
  readonly settled: () => Promise<void>;
}

let preparing: Promise<typeof import('../../../platform/web/pictures/prepare-picture.ts')> | undefined;
/** Comes after the form stands: nobody has taken a picture before that. */
function toPrepare() {
  preparing ??= untilItComes(() => import('../../../platform/web/pictures/prepare-picture.ts'));
  return preparing;
}

export function useShots(onPicture: (picture: NewPicture, replaces: string | undefined) => void): Shots {
  const [underWay, setUnderWay] = useState(0);
  const [faults, setFaults] = useState<readonly ShotFault[]>([]);
  const line = useRef(Promise.resolve());
  const latest = useRef(onPicture);
  latest.current = onPicture;
  useEffect(() => void toPrepare(), []);
  const tellFault = (fault: ShotFault) => setFaults((all) => [...new Set([...all, fault])]);

  const look = async ({ bytes }: Taken, as: Parameters<Shots['take']>[1]): Promise<void> => {
    const { preparePicture } = await toPrepare();
    const prepared = await preparePicture(bytes);
    if ('fault' in prepared) {
      tellFault(prepared.fault);
      return;
    }
    const shot = as?.shot === undefined ? {} : { shot: as.shot };
    latest.current({ ...prepared, ...shot, key: newIntent() }, as?.replaces);
  };
  return {
    underWay,
    faults,
    fail: () => tellFault('unreadable'),
    forget: () => setFaults([]),
    settled: () => line.current,
    take: (taken, as) => {
      setFaults([]);
      setUnderWay((count) => count + 1);
      line.current = line.current
        .then(() => look(taken, as))
        .catch((error: unknown) => {
          console.error(error);
          tellFault('unreadable');
        })
        .finally(() => setUnderWay((count) => count - 1));
    },
  };
}
