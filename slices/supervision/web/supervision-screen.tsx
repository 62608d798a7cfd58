// The supervision board: of an area and a period, both in the address. Composition of its four views; it
// follows what happens without moving rows about.
import { useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { PERIOD_WORDS, PERIODS } from '../../cases/core/figure-words.ts';
import { useAreaChoices } from '../../cases/web/public.ts';
import { ActsView } from './acts-view.tsx';
import type { Places } from './board-hrefs.ts';
import { NowView, type OnPush } from './now-view.tsx';
import { PushSeveral } from './push-several.tsx';
import { PushesView } from './pushes-view.tsx';
import { boardTexts } from './supervision-texts.ts';
import { TimeView } from './time-view.tsx';
import { type Board, type BoardChoice, useBoard, useBoardChoice, VIEWS } from './use-board.ts';
import './supervision.css';

function AreaChoice({ choice }: { choice: BoardChoice }) {
  const t = useText(boardTexts);
  const { areaPath = '', own } = choice;
  const areas = useAreaChoices(areaPath.slice(0, 6), 'community').filter(({ value }) =>
    own.some((path) => value === path || value.startsWith(`${path}.`)),
  );
  const above = areaPath.slice(0, Math.max(0, areaPath.lastIndexOf('.')));
  const hasAbove = own.some((path) => above === path || above.startsWith(`${path}.`));
  return (
    <>
      <NativeSelect
        label={t.area}
        value={areaPath}
        choices={areas}
        onChange={(path) => setQuery({ areaPath: path })}
      />
      {hasAbove ? (
        <Button icon="back" onClick={() => setQuery({ areaPath: above })}>
          {t.up}
        </Button>
      ) : null}
    </>
  );
}

function Choices({ choice }: { choice: BoardChoice }) {
  const t = useText(boardTexts);
  const language = useSpoken();
  return (
    <div className="gl-board-choices">
      <AreaChoice choice={choice} />
      <Segments
        label={t.period}
        isLabelHidden
        chosen={choice.period}
        onChoose={(period) => setQuery({ period })}
        choices={PERIODS.map((id) => ({ id, label: PERIOD_WORDS[id][language] }))}
      />
      <Segments
        label={t.views}
        isLabelHidden
        chosen={choice.view}
        onChoose={(view) => setQuery({ view, pushes: undefined, toUnit: undefined })}
        choices={VIEWS.map((id) => ({ id, label: t[id] }))}
      />
    </div>
  );
}

const SHOWN = { time: TimeView, acts: ActsView, pushes: PushesView } as const;

function View({ board, view, places }: { board: Board; view: BoardChoice['view']; places: Places }) {
  const [unit, setUnit] = useState<Parameters<OnPush>[0]>();
  if (view !== 'now') {
    const Shown = SHOWN[view];
    return <Shown board={board} places={places} />;
  }
  return (
    <>
      <NowView board={board} places={places} onPush={setUnit} />
      {unit === undefined ? null : (
        <PushSeveral areaPath={board.areaPath} unit={unit} onClose={() => setUnit(undefined)} />
      )}
    </>
  );
}

function Head({ choice, board }: { choice: BoardChoice; board: Board | undefined }) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const { areaPath = '' } = choice;
  const { data: tree } = useAreaTree(areaPath.slice(0, 6));
  const asOf = board && fromIso(board.asOf);
  return (
    <PageHead title={t.title}>
      {[
        areaNames(tree, areaPath, language, 2),
        board ? t.days(board.fromDay, board.toDay) : '',
        asOf === undefined ? '' : t.asOf(whenWords(asOf, at, language)),
      ]
        .filter(Boolean)
        .join(' · ')}
    </PageHead>
  );
}

export function SupervisionScreen({ places }: { places: Places }) {
  const language = useSpoken();
  const choice = useBoardChoice();
  const asked = useBoard(choice);
  const board = asked.data;
  return (
    <Page>
      <div className="gl-board">
        <Head choice={choice} board={board} />
        <Choices choice={choice} />
        {board ? <View board={board} view={choice.view} places={places} /> : null}
        {asked.isError && !board ? (
          <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
        ) : null}
        {asked.isPending ? <Loading lines={10} /> : null}
      </div>
    </Page>
  );
}
