// Samples at the desk: of the area in the address the plan, what was drawn by it, and what was found.
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { useAreaChoices } from '../../cases/web/public.ts';
import { DrawsCard } from './draws-card.tsx';
import { PlanCard } from './plan-card.tsx';
import { recheckTexts } from './recheck-texts.ts';
import { type AreaChoice, useArea } from './use-rechecks.ts';
import './recheck.css';

function AreaField({ areaPath, own }: AreaChoice) {
  const t = useText(recheckTexts);
  const isMine = (value: string) => own.some((path) => value === path || value.startsWith(`${path}.`));
  const choices = useAreaChoices(areaPath.slice(0, 6), 'community').filter(({ value }) => isMine(value));
  return (
    <NativeSelect
      label={t.area}
      value={areaPath}
      choices={choices}
      onChange={(path) => setQuery({ areaPath: path })}
    />
  );
}

export function RecheckScreen({ caseHref }: { caseHref: (caseId: string) => string }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const choice = useArea();
  const { data: tree } = useAreaTree(choice.areaPath.slice(0, 6));
  return (
    <Page>
      <div className="gl-recheck">
        <PageHead title={t.title}>{areaNames(tree, choice.areaPath, language, 2)}</PageHead>
        <p className="gl-quiet">{t.why}</p>
        <div className="gl-recheck-row">
          <AreaField {...choice} />
        </div>
        <PlanCard key={`plan ${choice.areaPath}`} areaPath={choice.areaPath} />
        <DrawsCard key={`draws ${choice.areaPath}`} areaPath={choice.areaPath} caseHref={caseHref} />
      </div>
    </Page>
  );
}
