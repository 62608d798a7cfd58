// The lists workshop: a version chosen, and what is done with it: its rows edited, compared, audited,
// proved, its steps read. What is looked at stands in the address, so that it can be kept and sent.
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { AuditPart, ComparePart, StepsPart } from './judge-parts.tsx';
import { ProofPart } from './proof-part.tsx';
import type { Around } from './row-form.tsx';
import { RowsPart } from './rows-part.tsx';
import { isDraft, useVersions, type Version } from './use-workshop.ts';
import { VersionActs } from './version-acts.tsx';
import { workshopTexts } from './workshop-texts.ts';
import './lists-workshop.css';

const PARTS = ['rows', 'compare', 'audit', 'proof', 'steps'] as const;
type Part = (typeof PARTS)[number];
type StateWord = 'draft' | 'checked' | 'published' | 'retired';

/** The one in the address; else the newest draft, else the newest of all. */
function chosenOf(versions: readonly Version[], asked: string | null): Version | undefined {
  return versions.find(({ id }) => id === asked) ?? versions.find(isDraft) ?? versions[0];
}

function Parts({
  version,
  versions,
  around,
}: {
  version: Version;
  versions: readonly Version[];
  around: Around;
}) {
  const t = useText(workshopTexts);
  const { query } = useRoute();
  const { districtId } = around;
  const offered = PARTS.filter((one) => one !== 'steps' || isDraft(version));
  const part: Part = offered.find((one) => one === query.get('part')) ?? 'rows';
  return (
    <>
      <VersionActs key={`acts ${version.id}`} districtId={districtId} version={version} />
      <Segments
        label={t.parts}
        isLabelHidden
        choices={offered.map((id) => ({ id, label: t[id] }))}
        chosen={part}
        onChoose={(next) => setQuery({ part: next })}
      />
      {part === 'rows' ? <RowsPart key={version.id} version={version} around={around} /> : null}
      {part === 'compare' ? <ComparePart key={version.id} {...{ districtId, version, versions }} /> : null}
      {part === 'audit' ? <AuditPart {...{ districtId, version }} /> : null}
      {part === 'proof' ? <ProofPart {...{ districtId, version }} /> : null}
      {part === 'steps' ? <StepsPart {...{ districtId, version }} /> : null}
    </>
  );
}

export function ListsWorkshop({ around }: { around: Around }) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const { query } = useRoute();
  const { data, error, refetch } = useVersions(around.districtId);
  if (error) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const version = chosenOf(data.versions, query.get('version'));
  if (!version) return <Empty title={t.none}>{t.noneWhy}</Empty>;
  return (
    <div className="gl-lists">
      <div className="gl-lists-choices">
        <NativeSelect
          label={t.version}
          value={version.id}
          choices={data.versions.map((one) => ({
            value: one.id,
            label: `${one.title} · ${t[one.state as StateWord]} · ${t.from(one.effectiveFrom)}`,
          }))}
          onChange={(id) => setQuery({ version: id, rows: undefined })}
        />
      </div>
      <Parts version={version} versions={data.versions} around={around} />
    </div>
  );
}
