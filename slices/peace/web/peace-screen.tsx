// The peace index and the series over time of an area: what is looked at stands in the address.
import { setQuery } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { useAreaChoices } from '../../cases/web/public.ts';
import { IndexPart } from './index-part.tsx';
import { peaceTexts } from './peace-texts.ts';
import { SchemePart } from './scheme-part.tsx';
import { SeriesPart } from './series-part.tsx';
import { type Choice, PARTS, useChoice } from './use-peace.ts';
import './peace.css';

function Choices({ choice }: { choice: Choice }) {
  const t = useText(peaceTexts);
  const { can } = useSession();
  const { areaPath = '', own } = choice;
  const isMine = (value: string) => own.some((path) => value === path || value.startsWith(`${path}.`));
  const areas = useAreaChoices(areaPath.slice(0, 6), 'community').filter(({ value }) => isMine(value));
  const mayTry = can('peace.simulate') && own.some((path) => path.length === 6);
  return (
    <div className="gl-peace-choices">
      <NativeSelect
        label={t.area}
        value={areaPath}
        choices={areas}
        onChange={(path) => setQuery({ areaPath: path, row: undefined })}
      />
      <Segments
        label={t.part}
        isLabelHidden
        chosen={choice.part}
        onChoose={(part) => setQuery({ part })}
        choices={PARTS.filter((id) => id !== 'scheme' || mayTry).map((id) => ({ id, label: t[id] }))}
      />
    </div>
  );
}

export default function PeaceScreen() {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const choice = useChoice();
  const { areaPath, part } = choice;
  const { data: tree } = useAreaTree(areaPath?.slice(0, 6));
  return (
    <Page>
      <div className="gl-peace">
        <PageHead title={t.title}>{areaPath ? (areaNames(tree, areaPath, language, 2) ?? '') : ''}</PageHead>
        <p className="gl-quiet">{t.why}</p>
        {areaPath === undefined ? <Empty icon="figures" title={t.noAreas} /> : <Choices choice={choice} />}
        {areaPath !== undefined && part === 'index' ? <IndexPart choice={choice} /> : null}
        {areaPath !== undefined && part === 'series' ? <SeriesPart choice={choice} /> : null}
        {areaPath !== undefined && part === 'scheme' ? (
          <SchemePart districtId={areaPath.slice(0, 6)} day={choice.day} />
        ) : null}
      </div>
    </Page>
  );
}
