// Which brief is meant: area, kind, and the period with its neighbours. All of it stands in the address.
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useAreaChoices } from '../../cases/web/public.ts';
import { periodAfter, periodBefore, periodOf, periodWords } from '../../evaluation/core/period.ts';
import { BRIEF_KINDS } from '../core/plan.ts';
import { briefsTexts } from './briefs-texts.ts';
import type { Choice } from './use-briefs.ts';

export function BriefChoices({ choice }: { choice: Choice }) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const { areaPath, own, kind, day } = choice;
  const period = periodOf(kind, day);
  const isMine = (value: string) => own.some((path) => value === path || value.startsWith(`${path}.`));
  const areas = useAreaChoices(areaPath.slice(0, 6), 'community').filter(({ value }) => isMine(value));
  return (
    <div className="gl-briefs-choices">
      <NativeSelect
        label={t.area}
        value={areaPath}
        choices={areas}
        onChange={(path) => setQuery({ areaPath: path })}
      />
      <Segments
        label={t.kind}
        isLabelHidden
        chosen={kind}
        onChoose={(id) => setQuery({ kind: id, day })}
        choices={BRIEF_KINDS.map((id) => ({ id, label: t[id] }))}
      />
      <div className="gl-briefs-steps">
        <Button
          icon="back"
          label={t.before}
          onClick={() => setQuery({ kind, day: periodBefore(period).from })}
        />
        <strong className="gl-figures" aria-live="polite">
          {periodWords(period, language)}
        </strong>
        <Button
          icon="next"
          label={t.after}
          onClick={() => setQuery({ kind, day: periodAfter(period).from })}
        />
      </div>
    </div>
  );
}
