// The last press: looks whether the very matter is known nearby (never longer than a moment), then files it
// or joins. Modes: writing → looking → (same: the person chooses) → sending → filed; any error goes back,
// nothing is lost.
import { useRef, useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { reportDraft } from './draft-store.ts';
import { fileReport, isSameMatter, joinCase, likelySame, type LikelySame } from './report-api.ts';
import { bodyOf, type Draft } from './report-draft.ts';

const LOOK_AT_MOST = 3 * SECOND;

export interface FiledReport {
  readonly number: string;
  readonly code: string;
  readonly how: 'reported' | 'joined';
  readonly title: string;
  readonly acceptBy: string | null;
  readonly districtId: string | null;
  readonly itemCode: string | null;
  readonly isEarlier: boolean;
}

export interface SendingState {
  readonly mode: 'writing' | 'looking' | 'sending';
  readonly error: Error | undefined;
  readonly joining: string | undefined;
  /** Looks for the same matter first; answers with what it found, or files it when there is nothing. */
  readonly look: (draft: Draft) => Promise<readonly LikelySame[]>;
  readonly file: (draft: Draft) => Promise<void>;
  readonly join: (draft: Draft, caseId: string) => Promise<void>;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Of the same item or component: what is only near was told beside the words, and holds nobody up. A slow or
 *  failing search never keeps a report from being filed. */
async function findSame(draft: Draft): Promise<readonly LikelySame[]> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), LOOK_AT_MOST);
  try {
    return (await likelySame(draft, giveUp.signal)).filter(isSameMatter);
  } catch (error) {
    console.info('Could not look for the same matter nearby; the report goes on.', error);
    return [];
  } finally {
    clearTimeout(timer);
  }
}

const factsOf = (draft: Draft) => ({
  title: draft.description.trim(),
  districtId: draft.place?.located?.districtId ?? null,
  itemCode: draft.item === null || draft.item === 'unsure' ? null : draft.item.code,
});

export function useSending(onFiled: (filed: FiledReport) => Promise<void>): SendingState {
  const [mode, setMode] = useState<SendingState['mode']>('writing');
  const [error, setError] = useState<Error>();
  const [joining, setJoining] = useState<string>();
  const isBusy = useRef(false);

  const once = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      setError(asError(failure));
    } finally {
      isBusy.current = false;
      setMode('writing');
      setJoining(undefined);
    }
  };
  const file = (draft: Draft) =>
    once(async () => {
      setMode('sending');
      // The device must know of the sending before the network does, or a crash in between could double it.
      reportDraft.tell({ kind: 'sent_unheard', body: bodyOf(draft) });
      await reportDraft.written();
      const filed = await fileReport(draft);
      await onFiled({
        ...factsOf(draft),
        number: filed.number,
        code: filed.publicCode ?? '',
        how: 'reported',
        acceptBy: filed.dueAt,
        isEarlier: filed.isEarlier,
      });
    });
  const join = (draft: Draft, caseId: string) =>
    once(async () => {
      setMode('sending');
      setJoining(caseId);
      const joined = await joinCase(draft, caseId);
      await onFiled({
        ...factsOf(draft),
        number: joined.number,
        code: joined.publicCode ?? '',
        how: 'joined',
        acceptBy: null,
        isEarlier: false,
      });
    });
  const look = async (draft: Draft): Promise<readonly LikelySame[]> => {
    setMode('looking');
    const found = await findSame(draft);
    setMode('writing');
    if (found.length === 0) await file(draft);
    return found;
  };
  return { mode, error, joining, look, file, join };
}
