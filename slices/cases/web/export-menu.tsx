// The view as a file: begun by one press, told as it comes, stopped by another. Where it goes is in
// export-file.ts; half of one is never mistaken for all.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { api, ask, failedReply, headersOf, urlOf } from '../../../platform/web/api/api.ts';
import { isWeather, tellError } from '../../../platform/web/api/errors.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Menu } from '../../../ui/menu/menu.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { count } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ExportProgress } from '../core/contract-lists.ts';
import { exportName } from '../core/export-name.ts';
import { chooseTarget, type ExportFormat, type ExportTarget } from './export-file.ts';
import { listTexts } from './list-texts.ts';
import type { View } from './use-cases.ts';

interface Begun {
  readonly id: string;
  readonly total: number;
}

/** Throws what the door refuses, and AbortError where it was stopped. */
async function fetchInto(
  target: ExportTarget, format: ExportFormat, name: string, view: View, signal: AbortSignal,
  onBegun: (begun: Begun) => void,
): Promise<void> {
  const { limit: _, ...query } = view;
  const url = urlOf(`/api/cases/export.${format}`, { ...query });
  const reply = await ask(url, { headers: headersOf(false), signal });
  if (!reply.ok) throw await failedReply(reply);
  onBegun({
    id: reply.headers.get('x-export-id') ?? '', total: Number(reply.headers.get('x-export-total') ?? 0),
  });
  await target.take(reply, name);
}

const isStopped = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** What became of it, and how to go on. */
function wordsOf(error: unknown, t: (typeof listTexts)['zh'], language: Language): string {
  if (isStopped(error)) return t.exportStopped;
  // A file that breaks off in the middle is told by the browser alone.
  if (error instanceof TypeError || isWeather(error)) return t.exportFailed;
  return error instanceof DOMException ? t.notWritten : tellError(error, language);
}

function useExport(view: View) {
  const t = useText(listTexts);
  const language = useSpoken();
  const stopper = useRef<AbortController>(undefined);
  const [begun, setBegun] = useState<Begun>();
  const [isBusy, setBusy] = useState(false);
  const start = async (format: ExportFormat): Promise<void> => {
    const stopping = new AbortController();
    stopper.current = stopping;
    let written = 0;
    let target: ExportTarget | undefined;
    // Whether the browser asks where to or hands it over, it is called the same.
    const name = exportName(language, now(), format);
    try {
      target = await chooseTarget(format, name);
      setBusy(true);
      await fetchInto(target, format, name, view, stopping.signal, (one) => {
        written = one.total;
        setBegun(one);
      });
      toasts.show({ text: t.exported(count(written)) });
    } catch (error) {
      await target?.drop().catch((left: unknown) => console.info('The empty file stays.', left));
      // Whoever closes the dialog that asks where to has begun nothing, and is told nothing.
      if (target) toasts.show({ text: wordsOf(error, t, language) });
    } finally {
      setBusy(false);
      setBegun(undefined);
    }
  };
  const stop = () => stopper.current?.abort();
  return { begun, isBusy, start: (format: ExportFormat) => void start(format), stop };
}

function Progress({ begun, onStop }: { begun: Begun | undefined; onStop: () => void }) {
  const t = useText(listTexts);
  const { data } = useQuery({
    queryKey: ['export', begun?.id ?? ''],
    enabled: begun !== undefined && begun.id !== '',
    refetchInterval: SECOND,
    queryFn: ({ signal }) => api.get<ExportProgress>(`/api/cases/exports/${begun?.id ?? ''}`, { signal }),
  });
  const written = data?.written ?? 0;
  // Where there are more than were counted, what is written by now is the better least.
  const total = Math.max(begun?.total ?? 0, data?.isMore ? written : 0);
  return (
    <span className="gl-export">
      <span role="status">
        {data?.ending === 'failed'
          ? t.exportFailed
          : begun === undefined
            ? t.exportBegins
            : t.exporting(count(written), count(total) + (data?.isMore ? '+' : ''))}
      </span>
      <progress className="gl-progress" max={Math.max(total, 1)} value={written} aria-label={t.export} />
      <Button size="small" icon="close" onClick={onStop}>{t.stop}</Button>
    </span>
  );
}

export function ExportMenu({ view }: { view: View }) {
  const t = useText(listTexts);
  const { begun, isBusy, start, stop } = useExport(view);
  if (isBusy) return <Progress begun={begun} onStop={stop} />;
  return (
    <Menu
      label={t.export}
      icon="next"
      actions={[
        { id: 'xlsx', label: t.exportXlsx, onPress: () => start('xlsx') },
        { id: 'csv', label: t.exportCsv, onPress: () => start('csv') },
      ]}
    >
      {t.export}
    </Menu>
  );
}
