// Choosing what a circular is about: the cases of an area that are open past their deadline, those that wait
// longest first; or those of which a push to be circulated was not answered in time. Of one unit alone where
// the board leads here for one. Which of these stands in the address.
import { useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { PagedList } from '../../../platform/web/api/paged-list.tsx';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Empty, Notice } from '../../../ui/states/states.tsx';
import { Checkbox } from '../../../ui/text-field/text-field.tsx';
import { exactTime } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type CaseListItem, nameIn, useCases, usePushes } from '../../cases/web/public.ts';
import type { Circular } from '../core/contract.ts';
import { circularsTexts } from './circulars-texts.ts';
import { useDraft } from './use-circulars.ts';

const MOST = 100;
const SOURCES = ['overdue', 'unanswered'] as const;
type Source = (typeof SOURCES)[number];

interface Wanted {
  readonly areaPath: string;
  readonly source: Source;
  readonly unitId: string | undefined;
}

/** A case that may be chosen, and until when its push wanted an answer. */
interface Choosable {
  readonly one: CaseListItem;
  readonly answerBy: string | null;
}

function useChoosable({ areaPath, source, unitId }: Wanted) {
  const overdue = useCases(
    { figure: 'overdue', areaPath, ...(unitId === undefined ? {} : { unitId: [unitId] }) },
    source === 'overdue',
  );
  const pushes = usePushes(
    source === 'unanswered' ? { areaPath, state: 'late', kind: 'circulate' } : undefined,
  );
  if (source === 'overdue') {
    return { asked: overdue, found: overdue.items.map((one): Choosable => ({ one, answerBy: null })) };
  }
  // The last push of a case stands for it; the newest come first.
  const byCase = new Map<string, Choosable>();
  for (const { of, answerBy } of pushes.items) {
    const isWanted = unitId === undefined || of.unit?.id === unitId;
    if (isWanted && !byCase.has(of.id)) byCase.set(of.id, { one: of, answerBy });
  }
  return { asked: pushes, found: [...byCase.values()] };
}

function useWords() {
  const t = useText(circularsTexts);
  const language = useSpoken();
  return ({ one, answerBy }: Choosable): string => {
    const { number, itemName, itemNameEn, unit } = one;
    const item = language === 'zh' ? itemName : (itemNameEn ?? itemName);
    const words = t.caseOf(number, item ?? '', unit ? nameIn(unit, language) : '');
    if (answerBy === null) return words;
    return [words, t.answerWanted(exactTime(fromIso(answerBy) ?? 0))].join(language === 'zh' ? '，' : ', ');
  };
}

function OfUnit({ found }: { found: readonly Choosable[] }) {
  const t = useText(circularsTexts);
  const language = useSpoken();
  const unit = found[0]?.one.unit;
  return (
    <div className="gl-circulars-acts">
      <span>{t.ofUnit(unit ? nameIn(unit, language) : t.oneUnit)}</span>
      <Button size="small" icon="close" onClick={() => setQuery({ unitId: undefined })}>
        {t.allUnits}
      </Button>
    </div>
  );
}

function Chooser({ wanted, onDone }: { wanted: Wanted; onDone: (one: Circular) => void }) {
  const t = useText(circularsTexts);
  const language = useSpoken();
  const wordsOf = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { asked, found } = useChoosable(wanted);
  const draft = useDraft({ onDone });
  const turn = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const { areaPath, source, unitId } = wanted;
  const body = { areaPath, caseIds: [...chosen], ...(unitId === undefined ? {} : { unitId }) };
  const isOverdue = source === 'overdue';
  const empty = (
    <Empty icon="check" title={isOverdue ? t.none : t.noneUnanswered}>
      {isOverdue ? t.noneWhy : t.noneUnansweredWhy}
    </Empty>
  );
  return (
    <>
      {unitId === undefined ? null : <OfUnit found={found} />}
      <PagedList asked={asked} className="gl-circulars-list" empty={empty}>
        {found.map((of) => (
          <li key={of.one.id}>
            <Checkbox isChecked={chosen.has(of.one.id)} onChange={(isChosen) => turn(of.one.id, isChosen)}>
              {wordsOf(of)}
            </Checkbox>
          </li>
        ))}
      </PagedList>
      <div className="gl-circulars-acts">
        <span aria-live="polite">{chosen.size === 0 ? '' : t.chosen(chosen.size)}</span>
        {chosen.size > 0 && chosen.size <= MOST ? (
          <Button tone="primary" isBusy={draft.isSending} onClick={() => void draft.send(body)}>
            {t.draft}
          </Button>
        ) : null}
      </div>
      {chosen.size > MOST ? <Notice tone="warn">{t.tooMany}</Notice> : null}
      {draft.error ? <Notice tone="danger">{tellError(draft.error, language)}</Notice> : null}
    </>
  );
}

export function ChooseCases({ areaPath, onDone }: { areaPath: string; onDone: (one: Circular) => void }) {
  const t = useText(circularsTexts);
  const { query } = useRoute();
  const source = SOURCES.find((one) => one === query.get('from')) ?? 'overdue';
  const unitId = query.get('unitId') ?? undefined;
  return (
    <Card title={t.choose}>
      <Segments
        label={t.from}
        isLabelHidden
        chosen={source}
        onChoose={(from) => setQuery({ from })}
        choices={SOURCES.map((id) => ({ id, label: t[id] }))}
      />
      <Chooser key={`${source} ${unitId ?? ''}`} wanted={{ areaPath, source, unitId }} onDone={onDone} />
    </Card>
  );
}
