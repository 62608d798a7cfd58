// Somebody was quicker: what happened meanwhile, against what I was about to do, and three ways on. Nothing
// is done by itself, and nothing that was typed is lost before the person says so.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Facts } from '../../../ui/card/card.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { carriedWords } from '../core/case-words.ts';
import { type Conflict, mayStill, newsSince } from './act-conflict.ts';
import { capital } from './action-form.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { deskTexts } from './desk-texts.ts';
import { usePickedNames } from './picked-names.ts';
import { useOwnWords } from './use-own-words.ts';
import { type AbilityField, type CaseView, staleAfterAct, useCase } from './use-cases.ts';

interface Naming {
  readonly language: Language;
  readonly nameOf: (id: string) => string | undefined;
  /** What the form of this action calls a code. */
  readonly codeOf: (field: string, code: string) => string;
}

function saidOf(value: unknown, field: AbilityField, { language, nameOf, codeOf }: Naming) {
  const t = textIn(deskTexts, language);
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (Array.isArray(value))
    return (
      value
        .map((one) => nameOf(String(one)) ?? '')
        .filter(Boolean)
        .join('、') || value.length
    );
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (field.options) return codeOf(field.name, String(value));
  return field.type === 'id' ? nameOf(value.toString()) : String(value);
}

function Mine({ was, intended }: Conflict) {
  const language = useSpoken();
  const names = usePickedNames();
  const nameOf = (id: string) => names.unit(id) ?? names.person(id) ?? names.caseNumber(id);
  const own = useOwnWords(was.areaPath);
  const { action } = intended;
  const codeOf = (field: string, code: string) => carriedWords({ action, field, code }, language, own);
  const rows = intended.fields.flatMap((field) => {
    const value = saidOf(intended.body[field.name], field, { language, nameOf, codeOf });
    return value === undefined ? [] : [{ name: language === 'zh' ? field.zh : capital(field.en), value }];
  });
  return (
    <>
      <p>
        <strong>{language === 'zh' ? intended.zh : capital(intended.en)}</strong>
      </p>
      {rows.length === 0 ? null : <Facts rows={rows} />}
    </>
  );
}

export interface ConflictDialogProps extends Conflict {
  readonly onLook: () => void;
  readonly onDrop: () => void;
  /** Undefined where it makes no sense any more; throws when it fails again. */
  readonly onAnyway: ((now: CaseView) => Promise<void>) | undefined;
}

/** The newest, asked for when the dialog opens. */
function useNewest(caseId: string) {
  const queries = useQueryClient();
  useEffect(() => {
    for (const queryKey of staleAfterAct(caseId)) void queries.invalidateQueries({ queryKey });
  }, [caseId, queries]);
  return useCase(caseId);
}

export function ConflictDialog({ was, intended, onLook, onDrop, onAnyway }: ConflictDialogProps) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const newest = useNewest(was.id);
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isRead = newest.data !== undefined && (newest.data.version !== was.version || !newest.isFetching);
  const news = isRead && newest.data ? newsSince(was, newest.data) : [];
  const isPossible = isRead && newest.data && onAnyway && mayStill(newest.data, intended.action);
  const again = async () => {
    if (!newest.data || !onAnyway || isBusy) return;
    setBusy(true);
    setTrouble(undefined);
    await onAnyway(newest.data).catch((error: unknown) => {
      setTrouble(tellError(error, language));
      void newest.refetch();
    });
    setBusy(false);
  };
  const actions = (
    <>
      <Button tone="quiet" onClick={onDrop}>
        {t.conflictDrop}
      </Button>
      {isPossible ? (
        <Button isBusy={isBusy} onClick={() => void again()}>
          {t.conflictAnyway}
        </Button>
      ) : null}
      <Button tone="primary" autoFocus onClick={onLook}>
        {t.conflictLook}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onLook} title={t.conflictTitle} actions={actions} size="large">
      <p>{t.conflictWhy}</p>
      <div className="gl-conflict-sides">
        <section aria-label={t.conflictTheirs}>
          <h3>{t.conflictTheirs}</h3>
          {news.length > 0 ? (
            <CaseTimeline of={{ steps: [...news], areaPath: was.areaPath }} now={now} />
          ) : (
            <p role="status">{newest.error ? tellError(newest.error, language) : t.conflictNone}</p>
          )}
        </section>
        <section aria-label={t.conflictMine}>
          <h3>{t.conflictMine}</h3>
          <Mine was={was} intended={intended} />
          {isRead && !isPossible ? <Notice tone="warn">{t.conflictGone}</Notice> : null}
        </section>
      </div>
      {trouble === undefined ? null : <Notice tone="danger">{trouble}</Notice>}
    </Dialog>
  );
}
