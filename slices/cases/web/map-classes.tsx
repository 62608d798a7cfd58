// Which classes of components stand on the map, with how many there are of each; and one found by its code,
// for whoever has the plate before them or no pointer at hand.
import { type FormEvent, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { Checkbox, TextField } from '../../../ui/text-field/text-field.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { codeIn } from '../../components/web/public.ts';
import { useClassName } from './component-card.tsx';
import { useComponentCounts } from './grid-data.ts';
import { MapNear } from './map-near.tsx';
import { workspaceTexts } from './workspace-texts.ts';

export interface MapClassesProps {
  readonly areaPath: string;
  readonly classes: readonly string[];
  readonly onClasses: (classes: readonly string[]) => void;
  readonly onCode: (code: string) => void;
  /** The middle of the map; undefined until it is drawn. */
  readonly centre: Point | undefined;
}

function ByCode({ onCode }: Pick<MapClassesProps, 'onCode'>) {
  const t = useText(workspaceTexts);
  const [text, setText] = useState('');
  const code = codeIn(text);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (code !== undefined) onCode(code);
  };
  return (
    <Form className="gl-map-code" onSubmit={onSubmit}>
      <TextField label={t.byCode} help={t.byCodeHelp} value={text} onChange={setText} inputMode="numeric" />
      <Button type="submit" disabled={code === undefined}>
        {t.find}
      </Button>
    </Form>
  );
}

export function MapClasses({ areaPath, classes, onClasses, onCode, centre }: MapClassesProps) {
  const t = useText(workspaceTexts);
  const language = useSpoken();
  const asked = useComponentCounts(areaPath);
  const nameOf = useClassName(areaPath.slice(0, 6));
  const counts = asked.data?.classes ?? [];
  const all = counts.map(({ classCode }) => classCode);
  const put = (code: string, isOn: boolean) =>
    onClasses(isOn ? [...classes, code] : classes.filter((one) => one !== code));
  return (
    <section className="gl-map-panel" aria-label={t.classes}>
      <ByCode onCode={onCode} />
      <h2>{t.classes}</h2>
      <p className="gl-muted">{t.classesHelp}</p>
      {asked.isPending ? <Loading lines={4} /> : null}
      {asked.isError && !asked.data ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.data && counts.length === 0 ? <p>{t.noClasses}</p> : null}
      {counts.length === 0 ? null : (
        <div className="gl-map-buttons">
          <Button size="small" onClick={() => onClasses(all)}>
            {t.allClasses}
          </Button>
          <Button size="small" onClick={() => onClasses([])}>
            {t.noneChosen}
          </Button>
        </div>
      )}
      {counts.map(({ classCode, total, notIntact }) => (
        <Checkbox
          key={classCode}
          isChecked={classes.includes(classCode)}
          onChange={(isOn) => put(classCode, isOn)}
        >
          {nameOf(classCode)} <span className="gl-figures">{count(total)}</span>
          {notIntact > 0 ? <span className="gl-muted"> {t.notIntact(notIntact)}</span> : null}
        </Checkbox>
      ))}
      {classes.length > 0 && centre ? (
        <MapNear districtId={areaPath.slice(0, 6)} {...{ centre, classes, onCode }} />
      ) : null}
    </section>
  );
}
