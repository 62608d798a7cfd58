// What stands in an area: how many of each class, the list of one class, the card of one thing. Of a wide
// area only the counts: nobody reads a list of ten thousand lamps.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Sheet } from '../../../ui/sheet/sheet.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { count } from '../../../ui/words/format.ts';
import { useText } from '../../../ui/words/texts.ts';
import { ComponentCard, useClassName } from './component-card.tsx';
import { type ClassCount, type Standing, useComponentCounts, useStanding } from './grid-data.ts';
import { CONDITION_WORDS, gridTexts } from './grid-texts.ts';

const AT_ONCE = 40;

/** What needs looking after stands on top. */
const inOrder = (items: readonly Standing[]): readonly Standing[] =>
  [...items].sort(
    (a, b) =>
      Number(a.condition === 'intact') - Number(b.condition === 'intact') || (a.code < b.code ? -1 : 1),
  );

export function ComponentRow({ item, onOpen }: { item: Standing; onOpen: (item: Standing) => void }) {
  const language = useSpoken();
  return (
    <button type="button" className="gl-grid-row" onClick={() => onOpen(item)}>
      <strong>{item.name}</strong>
      <span className={item.condition === 'intact' ? 'gl-quiet' : undefined}>
        {CONDITION_WORDS[item.condition][language]}
      </span>
    </button>
  );
}

function ClassList({ items, onOpen }: { items: readonly Standing[]; onOpen: (item: Standing) => void }) {
  const t = useText(gridTexts);
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <>
      <ul className="gl-grid-rows">
        {inOrder(items)
          .slice(0, shown)
          .map((item) => (
            <li key={item.id}>
              <ComponentRow item={item} onOpen={onOpen} />
            </li>
          ))}
      </ul>
      {items.length > shown ? (
        <Button isWide onClick={() => setShown(shown + AT_ONCE)}>
          {t.more}
        </Button>
      ) : null}
    </>
  );
}

function ClassRow({ of, name, onOpen }: { of: ClassCount; name: string; onOpen?: () => void }) {
  const t = useText(gridTexts);
  const words = (
    <>
      <strong>{name}</strong>
      <span className="gl-figures">
        {of.notIntact > 0 ? <span className="gl-grid-warn">{t.notIntact(of.notIntact)}</span> : null}
        {count(of.total)}
      </span>
    </>
  );
  return onOpen ? (
    <button type="button" className="gl-grid-row is-level" onClick={onOpen}>
      {words}
    </button>
  ) : (
    <div className="gl-grid-row is-level">{words}</div>
  );
}

export interface GridComponentsProps {
  readonly areaPath: string;
  /** Empty where the area is too wide to list. */
  readonly gridPaths: readonly string[];
}

function Opened(props: GridComponentsProps & { classCode: string; onClose: () => void }) {
  const { areaPath, gridPaths, classCode, onClose } = props;
  const t = useText(gridTexts);
  const language = useSpoken();
  const [chosen, setChosen] = useState<Standing>();
  const standing = useStanding(gridPaths);
  const name = useClassName(areaPath.slice(0, 6))(classCode);
  const items = standing.items.filter((one) => one.classCode === classCode);
  return (
    <Sheet
      title={chosen?.name ?? t.ofClass(name)}
      onClose={() => (chosen ? setChosen(undefined) : onClose())}
    >
      {standing.isPending ? <Loading lines={5} /> : null}
      {standing.error && items.length === 0 ? (
        <Failed message={tellError(standing.error, language)} onAgain={standing.again} />
      ) : null}
      {chosen ? (
        <ComponentCard component={chosen} areaPath={areaPath} />
      ) : (
        <ClassList items={items} onOpen={setChosen} />
      )}
    </Sheet>
  );
}

export function GridComponents({ areaPath, gridPaths }: GridComponentsProps) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const counts = useComponentCounts(areaPath);
  const nameOf = useClassName(areaPath.slice(0, 6));
  const [opened, setOpened] = useState<string>();
  const classes = [...(counts.data?.classes ?? [])].sort((a, b) => b.total - a.total);
  const total = classes.reduce((sum, one) => sum + one.total, 0);
  return (
    <Card title={t.byClass} aside={counts.data ? <span className="gl-figures">{count(total)}</span> : null}>
      {counts.isPending ? <Loading lines={5} /> : null}
      {counts.error && !counts.data ? (
        <Failed message={tellError(counts.error, language)} onAgain={() => void counts.refetch()} />
      ) : null}
      {counts.data && classes.length === 0 ? (
        <Empty icon="grid" title={t.noComponents}>
          {t.noComponentsWhy}
        </Empty>
      ) : null}
      {gridPaths.length === 0 && classes.length > 0 ? <Notice>{t.wide}</Notice> : null}
      <ul className="gl-grid-rows">
        {classes.map((one) => (
          <li key={one.classCode}>
            <ClassRow
              of={one}
              name={nameOf(one.classCode)}
              {...(gridPaths.length === 0 ? {} : { onOpen: () => setOpened(one.classCode) })}
            />
          </li>
        ))}
      </ul>
      {opened === undefined ? null : (
        <Opened
          areaPath={areaPath}
          gridPaths={gridPaths}
          classCode={opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Card>
  );
}
