// The check of a version: every gap, overlap, stray and crossing border in words, with a red lamp at its
// place; a press on the words brings the place into view.
import { useEffect, useMemo } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';
import { useFindings } from './use-grids.ts';

const MOST_LISTED = 200;

export function CheckView({ bench, version, onShow }: ToolProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const { data, error, isFetching, refetch } = useFindings(version.versionId, true);
  const points = useMemo(
    () =>
      (data ?? []).map(({ at, words }, n) => ({
        id: String(n),
        lamp: 'red' as const,
        label: words,
        ...at,
      })),
    [data],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows the findings alone
  useEffect(() => onShow({ points }), [points]);
  const again = () => void refetch();
  if (error) return <Failed message={tellError(error, language)} onAgain={again} />;
  if (!data) {
    return (
      <>
        <p role="status">{t.checking}</p>
        <Loading lines={3} />
      </>
    );
  }
  return (
    <>
      <Notice tone={data.length === 0 ? 'ok' : 'warn'}>
        {data.length === 0 ? t.clean : t.faults(data.length)}
      </Notice>
      <Button size="small" isBusy={isFetching} onClick={again}>
        {t.checkDo}
      </Button>
      <ul className="gl-bench-rows">
        {data.slice(0, MOST_LISTED).map(({ at, words }) => (
          <li key={words}>
            <button type="button" onClick={() => bench.set({ lookAt: { ...at } })}>
              {words}
            </button>
          </li>
        ))}
      </ul>
      {data.length > MOST_LISTED ? <p>{t.listMost(MOST_LISTED)}</p> : null}
    </>
  );
}
