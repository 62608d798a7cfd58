// Choosing what a circular is about: the cases of an area that are open past their deadline, those that wait
// longest first.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type CaseListItem, useCases } from '../../cases/web/public.ts';
import type { Circular } from '../core/contract.ts';
import { circularsTexts } from './circulars-texts.ts';
import { useDraft } from './use-circulars.ts';

const MOST = 100;

function useWords() {
  const t = useText(circularsTexts);
  const language = useSpoken();
  return ({ number, itemName, itemNameEn, unit }: CaseListItem): string =>
    language === 'zh'
      ? t.caseOf(number, itemName ?? '', unit?.name ?? '')
      : t.caseOf(number, itemNameEn ?? itemName ?? '', unit?.nameEn ?? '');
}

export function ChooseCases({ areaPath, onDone }: { areaPath: string; onDone: (one: Circular) => void }) {
  const t = useText(circularsTexts);
  const language = useSpoken();
  const wordsOf = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useCases({ figure: 'overdue', areaPath });
  const draft = useDraft({ onDone });
  const turn = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <Card title={t.choose} aside={<span aria-live="polite">{t.chosen(chosen.size)}</span>}>
      {found.error ? (
        <Failed message={tellError(found.error, language)} onAgain={() => void found.refetch()} />
      ) : null}
      {found.isPending ? <Loading lines={4} /> : null}
      {found.data && found.items.length === 0 ? (
        <Empty icon="check" title={t.none}>
          {t.noneWhy}
        </Empty>
      ) : null}
      <ul className="gl-circulars-list">
        {found.items.map((one) => (
          <li key={one.id}>
            <Checkbox isChecked={chosen.has(one.id)} onChange={(isChosen) => turn(one.id, isChosen)}>
              {wordsOf(one)}
            </Checkbox>
          </li>
        ))}
      </ul>
      <div className="gl-circulars-acts">
        {found.hasNextPage ? (
          <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t.more}
          </Button>
        ) : null}
        {chosen.size > 0 && chosen.size <= MOST ? (
          <Button
            tone="primary"
            isBusy={draft.isSending}
            onClick={() => void draft.send({ areaPath, caseIds: [...chosen] })}
          >
            {t.draft}
          </Button>
        ) : null}
      </div>
      {chosen.size > MOST ? <Notice tone="warn">{t.tooMany}</Notice> : null}
      {draft.error ? <Notice tone="danger">{tellError(draft.error, language)}</Notice> : null}
    </Card>
  );
}
