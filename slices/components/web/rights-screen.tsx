// Rights confirmation 确权 on the desk: the rates, assigning in bulk, what waits for my unit, what is
// disputed. Each part is shown to whoever may do it.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { postsFor } from './posts-for.ts';
import {
  type Axis,
  type Places,
  useAreaName,
  useRates,
  useRegisterArea,
  useUnitName,
  useUnits,
} from './register-data.ts';
import { AreaChoice, RegisterFrame } from './register-frame.tsx';
import { registerTexts } from './register-texts.ts';
import { Rates } from './rights-rates.tsx';
import { rightsTexts } from './rights-texts.ts';
import { Disputes, MyUnit } from './rights-work.tsx';
import { useAsk } from './use-rights.ts';

interface AskProps {
  readonly areaPath: string;
  readonly classNameOf: (classCode: string) => string;
}

function Ask({ areaPath, classNameOf }: AskProps) {
  const t = useText(rightsTexts);
  const r = useText(registerTexts);
  const language = useSpoken();
  const { data: classes } = useRates(areaPath, 'class');
  const { data } = useUnits(areaPath);
  const [classCode, setClass] = useState('');
  const [unitId, setUnit] = useState('');
  const { done, isBusy, error, ask, stop } = useAsk();
  const open = (classes?.rates ?? []).filter((rate) => rate.open > 0);
  const units = (data?.units ?? []).map(({ id, name, nameEn }) => ({
    value: id,
    label: language === 'zh' ? name : nameEn || name,
  }));
  const begin = () =>
    void ask(
      { areaPath, right: 'open', ...(classCode ? { classCode } : {}) },
      unitId === '' ? null : unitId,
    );
  return (
    <Card title={t.ask}>
      <p className="gl-muted">{t.askWhy}</p>
      <div className="gl-register-choices">
        <NativeSelect
          label={r.classCode}
          placeholder={r.all}
          value={classCode}
          onChange={setClass}
          choices={open.map((rate) => ({
            value: rate.key,
            label: `${classNameOf(rate.key)} · ${rate.open}`,
          }))}
        />
        <NativeSelect
          label={t.toUnit}
          placeholder={t.ownUnits}
          value={unitId}
          choices={units}
          onChange={setUnit}
        />
        <Button tone="primary" isBusy={isBusy} onClick={begin}>
          {t.begin}
        </Button>
        {isBusy ? <Button onClick={stop}>{t.stop}</Button> : null}
      </div>
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      {done === undefined ? null : <Notice tone={isBusy ? 'info' : 'ok'}>{t.asked(done)}</Notice>}
    </Card>
  );
}

const AXES: readonly Axis[] = ['class', 'unit', 'area'];

export function RightsScreen({ places }: { places: Places }) {
  const t = useText(rightsTexts);
  const { session, can } = useSession();
  const { query } = useRoute();
  const areaPath = useRegisterArea();
  const classNameOf = places.useClassName(areaPath.slice(0, 6));
  const unitName = useUnitName(areaPath);
  const areaName = useAreaName(areaPath);
  const axis = AXES.find((one) => one === query.get('by')) ?? 'class';
  const nameOf = (by: Axis, key: string): string => {
    if (by === 'class') return classNameOf(key);
    if (by === 'unit') return key === '' ? t.noUnit : (unitName(key) ?? key);
    return areaName(key) ?? t.outside;
  };
  // What stands below the rates comes with them: it would be moved by them otherwise, under somebody's hand.
  const { isPending } = useRates(areaPath, 'class');
  const posts = isPending ? [] : postsFor(session, 'component.right_answer');
  const own = [...new Set(posts.map(({ unitId }) => unitId))];
  const mayBelow = (operation: string): boolean => !isPending && can(operation);
  return (
    <RegisterFrame part="rights" why={t.why}>
      <div className="gl-register-choices">
        <AreaChoice areaPath={areaPath} />
      </div>
      <div className="gl-register-cards">
        <Rates areaPath={areaPath} axis={axis} nameOf={nameOf} onAxis={(by) => setQuery({ by })} />
        {mayBelow('component.right_ask') ? <Ask areaPath={areaPath} classNameOf={classNameOf} /> : null}
        {own.map((unitId) => (
          <MyUnit
            key={unitId}
            areaPath={areaPath}
            classNameOf={classNameOf}
            unitId={unitId}
            name={unitName(unitId) ?? ''}
          />
        ))}
        {mayBelow('component.right_rule') ? <Disputes areaPath={areaPath} classNameOf={classNameOf} /> : null}
      </div>
    </RegisterFrame>
  );
}
