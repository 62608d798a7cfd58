// The grid workshop: first the versions of the district, then the workbench of the one that is opened. Which
// one is in the address, so that it can be kept and sent to a colleague. A screen of maps: what it loads
// counts apart, like the map of cases.
import { type ReactNode, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { VersionRow } from '../../areas/core/contract.ts';
import type { OpenedDraft } from '../../areas/core/contract-workshop.ts';
import { AdminFrame } from './admin-frame.tsx';
import { BenchScreen } from './bench-screen.tsx';
import { ClaimsPart } from './claims-part.tsx';
import { GridVersions } from './grid-versions.tsx';
import { gridTexts } from './grid-texts.ts';
import { ImportAreas } from './import-areas.tsx';
import { LayersPart } from './layers-part.tsx';
import { Told } from './told.tsx';
import { useAdminArea, type Waiting } from './use-admin.ts';
import { useVersions } from './use-grids.ts';
import { type ActOnVersion, BeginDraft, type VersionAct, VersionForm } from './version-forms.tsx';
import './bench.css';

/** What a draft had to settle when it was begun: nothing is lost in silence. */
function Settled({ opened }: { opened: OpenedDraft | undefined }) {
  const t = useText(gridTexts);
  if (!opened) return null;
  return (
    <Notice tone={opened.cutOff.length === 0 ? 'ok' : 'warn'}>
      <p>{t.opened(opened.areas, count(Math.round(opened.joinedSquareMetres)))}</p>
      <ul>
        {opened.cutOff.map(({ path, name, squareMetres }) => (
          <li key={path}>{t.cutOff(name, count(Math.round(squareMetres)))}</li>
        ))}
      </ul>
    </Notice>
  );
}

interface Done {
  readonly act: VersionAct;
  readonly waiting: Waiting;
}

function DoneNotice({ done }: { done: Done | undefined }) {
  const t = useText(gridTexts);
  if (!done) return null;
  if (done.act === 'giveUp') return <Notice tone="ok">{t.givenUp}</Notice>;
  if (done.act === 'recall') return <Notice tone="ok">{t.recalled}</Notice>;
  return <Told waiting={done.waiting} />;
}

type Doing =
  | ActOnVersion
  | { readonly act: 'begin'; readonly version?: VersionRow }
  | { readonly act: 'import' };

function useDoings() {
  const [doing, setDoing] = useState<Doing>();
  const [done, setDone] = useState<Done>();
  const [opened, setOpened] = useState<OpenedDraft>();
  const close = () => setDoing(undefined);
  return {
    doing,
    done,
    opened,
    close,
    start: (next: Doing) => {
      setDone(undefined);
      setDoing(next);
    },
    begun: (draft: OpenedDraft) => {
      close();
      setOpened(draft);
      setQuery({ version: draft.versionId });
    },
    imported: (versionId: string) => {
      close();
      setQuery({ version: versionId });
    },
    finish: (act: VersionAct, waiting: Waiting) => {
      close();
      setDone({ act, waiting });
      if (act === 'giveUp') setQuery({ version: undefined });
    },
  };
}

interface DialogsProps {
  readonly doings: ReturnType<typeof useDoings>;
  readonly districtId: string;
  readonly versions: readonly VersionRow[];
}

function Dialogs({ doings, districtId, versions }: DialogsProps) {
  const { doing, close, begun, imported, finish } = doings;
  if (!doing) return null;
  if (doing.act === 'import') {
    const inForce = versions.find(({ state }) => state === 'published');
    return <ImportAreas districtId={districtId} inForce={inForce} onClose={close} onDone={imported} />;
  }
  if (doing.act === 'begin') {
    return <BeginDraft districtId={districtId} from={doing.version} onClose={close} onDone={begun} />;
  }
  return <VersionForm {...doing} onClose={close} onDone={finish} />;
}

/** Which are in force, wait, are drafts; and what lies beside them. */
function Overview({ doings, districtId, notices }: Omit<DialogsProps, 'versions'> & { notices: ReactNode }) {
  const [t, language] = [useText(gridTexts), useSpoken()];
  const { data, error, refetch } = useVersions(districtId);
  const actions = (
    <>
      <Button onClick={() => doings.start({ act: 'import' })}>{t.import}</Button>
      <Button tone="primary" icon="plus" onClick={() => doings.start({ act: 'begin' })}>
        {t.begin}
      </Button>
    </>
  );
  return (
    <AdminFrame part="grids" why={t.why} actions={actions}>
      {notices}
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={6} /> : null}
      {data?.length === 0 ? (
        <Empty icon="grid" title={t.none}>
          {t.noneWhy}
        </Empty>
      ) : null}
      {data && data.length > 0 ? (
        <GridVersions
          versions={data}
          onAct={doings.start}
          onBegin={(version) => doings.start({ act: 'begin', version })}
        />
      ) : null}
      <ClaimsPart districtId={districtId} />
      <LayersPart districtId={districtId} />
    </AdminFrame>
  );
}

function Workshop({ districtId }: { districtId: string }) {
  const { query } = useRoute();
  const doings = useDoings();
  const t = useText(gridTexts);
  const { data: versions = [], isSuccess, isFetching } = useVersions(districtId);
  const asked = query.get('version');
  const opened = versions.find(({ versionId }) => versionId === asked);
  // A draft that has just been begun is on its way.
  const isUnknown = asked !== null && !opened && isSuccess && !isFetching;
  const begun = opened && doings.opened?.versionId === opened.versionId ? doings.opened : undefined;
  const notices = (
    <>
      {isUnknown ? <Notice tone="warn">{t.unknownVersion}</Notice> : null}
      <DoneNotice done={doings.done} />
      <Settled opened={begun} />
    </>
  );
  return (
    <>
      {opened ? (
        <BenchScreen key={opened.versionId} version={opened} onAct={doings.start} notices={notices} />
      ) : (
        <Overview doings={doings} districtId={districtId} notices={notices} />
      )}
      <Dialogs doings={doings} districtId={districtId} versions={versions} />
    </>
  );
}

export default function GridsScreen() {
  const t = useText(gridTexts);
  const own = useAdminArea();
  const districtId = own.slice(0, 6);
  if (districtId !== '' && own === districtId) return <Workshop districtId={districtId} />;
  return (
    <AdminFrame part="grids" why={t.why}>
      <Empty icon="grid" title={t.districtOnly}>
        {t.districtOnlyWhy}
      </Empty>
    </AdminFrame>
  );
}
