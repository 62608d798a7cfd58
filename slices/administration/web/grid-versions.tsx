// The versions of a district's areas, newest first: which is in force, which waits for its day, which are
// drafts, and what may be done with each. An act asks before it happens (version-forms.tsx).
import { localDate, type Instant } from '../../../kernel/instant.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { VersionRow } from '../../areas/core/contract.ts';
import { gridTexts } from './grid-texts.ts';
import type { ActOnVersion, VersionAct } from './version-forms.tsx';

type Standing = 'force' | 'waiting' | 'draft' | 'imported' | 'retired';

export function standingOf({ state, startsAt, isMesh }: VersionRow): Standing {
  if (state === 'published') return 'force';
  if (state === 'retired') return 'retired';
  if (startsAt !== null) return 'waiting';
  return isMesh ? 'draft' : 'imported';
}

/** The day in China of a moment as it comes over the wire. */
export const dayOf = (at: string | null): string => {
  const moment = at === null ? Number.NaN : Date.parse(at);
  return Number.isNaN(moment) ? '' : localDate(moment as Instant);
};

const ACTS: Readonly<Record<Standing, readonly VersionAct[]>> = {
  force: [],
  waiting: ['recall'],
  draft: ['publish', 'giveUp'],
  imported: ['publish', 'giveUp'],
  retired: ['rollBack'],
};

const TONES = {
  force: 'ok',
  waiting: 'warn',
  draft: 'accent',
  imported: 'accent',
  retired: 'plain',
} as const;

export function StandingBadge({ version }: { version: VersionRow }) {
  const t = useText(gridTexts);
  const standing = standingOf(version);
  const words = standing === 'waiting' ? t.waiting(dayOf(version.startsAt)) : t[standing];
  return <Badge tone={TONES[standing]}>{words}</Badge>;
}

const FORMATS = ['geojson', 'gpkg', 'shapefile', 'xlsx', 'csv'] as const;

export function VersionFiles({ versionId }: { versionId: string }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  return FORMATS.map((format) => (
    <LinkButton
      key={format}
      size="small"
      tone="quiet"
      isDocument
      href={`/api/areas/versions/${versionId}/export/${format}?language=${language}`}
    >
      {t[format]}
    </LinkButton>
  ));
}

interface RowProps {
  readonly version: VersionRow;
  readonly onAct: (doing: ActOnVersion) => void;
  readonly onBegin: (from: VersionRow) => void;
}

function Days({ version }: { version: VersionRow }) {
  const t = useText(gridTexts);
  const { effectiveFrom, effectiveTo, createdAt, revision } = version;
  return (
    <span className="gl-admin-facts gl-figures">
      {effectiveFrom === null ? <span>{t.made(dayOf(createdAt))}</span> : null}
      {effectiveFrom === null ? null : <span>{t.from(dayOf(effectiveFrom))}</span>}
      {effectiveTo === null ? null : <span>{t.until(dayOf(effectiveTo))}</span>}
      {revision === 0 ? null : <span>{t.steps(revision)}</span>}
    </span>
  );
}

function Version({ version, onAct, onBegin }: RowProps) {
  const t = useText(gridTexts);
  const standing = standingOf(version);
  const open = () => setQuery({ version: version.versionId });
  const name = t.number(version.number);
  return (
    <li aria-label={name}>
      <strong>{name}</strong>
      <StandingBadge version={version} />
      <span>{version.source}</span>
      <Days version={version} />
      <div className="gl-admin-acts gl-grid-acts">
        <Button size="small" tone={standing === 'draft' ? 'primary' : 'plain'} onClick={open}>
          {standing === 'draft' ? t.goOn : t.look}
        </Button>
        {ACTS[standing].map((act) => (
          <Button key={act} size="small" onClick={() => onAct({ act, version })}>
            {t[act]}
          </Button>
        ))}
        <Button size="small" tone="quiet" onClick={() => onBegin(version)}>
          {t.beginFrom}
        </Button>
        <VersionFiles versionId={version.versionId} />
      </div>
    </li>
  );
}

export function GridVersions({
  versions,
  ...acts
}: { readonly versions: readonly VersionRow[] } & Omit<RowProps, 'version'>) {
  const t = useText(gridTexts);
  return (
    <Card title={t.list}>
      <ul className="gl-grid-versions">
        {versions.map((version) => (
          <Version key={version.versionId} version={version} {...acts} />
        ))}
      </ul>
    </Card>
  );
}
