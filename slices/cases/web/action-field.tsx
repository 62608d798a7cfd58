// Which input a field of an action gets: by its type, and for ids by what it names. A new type of field
// is one row here.
import type { Option } from '../../../ui/picker/picker.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import {
  CaseField,
  CentreAboveField,
  ItemField,
  PersonField,
  PushField,
  UnitField,
  UnitsField,
} from './found-fields.tsx';
import type { UnitTerms } from './find-options.ts';
import { formTexts } from './form-texts.ts';
import { OfferedReasons, OfferedWords } from './offered-words.tsx';
import { PartsField } from './parts-field.tsx';
import { PhotoField } from './photo-field.tsx';
import {
  type FieldProps,
  InstantField,
  LimitField,
  marksOf,
  PointField,
  ReporterField,
  ScoreField,
  YesNoField,
} from './plain-fields.tsx';
import type { AbilityField, CaseView } from './use-cases.ts';

export interface ActionFieldProps {
  readonly of: CaseView;
  readonly action: string;
  readonly field: AbilityField;
  readonly value: unknown;
  readonly known: readonly Option[] | undefined;
  /** Where the case lies, or will lie by this very act. */
  readonly place: string;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
  readonly onBusy: (isBusy: boolean) => void;
}

const PLAIN: Readonly<Record<string, (props: FieldProps) => React.ReactNode>> = {
  boolean: YesNoField,
  score: ScoreField,
  instant: InstantField,
  limit: LimitField,
  point: PointField,
  reporter: ReporterField,
};

const isPhotos = (name: string): boolean => /photo/i.test(name);
const idsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/** Whoever claims is usually the one who acts; a check goes to an inspector whose post covers the place. */
function PersonOf({
  of,
  action,
  known,
  ...props
}: FieldProps & Pick<ActionFieldProps, 'of' | 'action' | 'known'>) {
  const t = useText(formTexts);
  const { session } = useSession();
  const isClaim = action === 'claim' && of.unit !== null;
  const terms =
    isClaim && of.unit
      ? { unitId: of.unit.id }
      : { areaPath: of.areaPath.slice(0, 6), role: 'inspector', covers: of.areaPath };
  const me = isClaim && session ? [{ id: session.personId, label: `${session.name} (${t.me})` }] : [];
  return <PersonField {...props} terms={terms} known={[...(known ?? []), ...me]} />;
}

/** Down goes to a centre below the one in charge, or to a unit below the sub-centre that holds it. */
function belowOf({ centre, unit }: CaseView, action: string): UnitTerms {
  if (action === 'delegate' && centre) return { belowCentreId: centre.id };
  return action === 'pass_down' && unit ? { belowUnitId: unit.id } : {};
}

function FoundOf(props: FieldProps & Pick<ActionFieldProps, 'of' | 'action' | 'known' | 'place'>) {
  const { of, action, known, place: areaPath, ...plain } = props;
  const names = known ? { known } : {};
  const place = { areaPath };
  switch (plain.field.name) {
    case 'personId':
      return <PersonOf {...props} />;
    case 'itemCode':
      return <ItemField {...plain} {...names} districtId={of.areaPath.slice(0, 6)} />;
    case 'mainCaseId':
      return <CaseField {...plain} {...names} of={of} />;
    case 'pushSeq':
      return <PushField {...plain} {...{ of, action }} />;
    case 'coUnitIds':
      return <UnitsField {...plain} {...names} terms={place} />;
    case 'unitId':
      if (action === 'escalate' && of.centre) {
        return <CentreAboveField {...plain} terms={{ ...place, aboveCentreId: of.centre.id }} />;
      }
      return (
        <UnitField {...plain} {...names} terms={{ ...place, isServingOnly: true, ...belowOf(of, action) }} />
      );
    default:
      return (
        <TextField
          label={plain.label}
          value={String(plain.value ?? '')}
          onChange={plain.onChange}
          {...marksOf(plain)}
        />
      );
  }
}

export function ActionField(props: ActionFieldProps) {
  const { of, action, field, value, known, place, error, onChange, onBusy } = props;
  const language = useSpoken();
  const t = useText(formTexts);
  const label = language === 'zh' ? field.zh : field.en.charAt(0).toUpperCase() + field.en.slice(1);
  const optional = field.isRequired ? undefined : t.optional;
  const plain: FieldProps = { field, label, value, onChange, error, optional };
  if (field.type === 'ids' && isPhotos(field.name)) {
    return (
      <PhotoField
        label={label}
        value={idsIn(value)}
        onChange={onChange}
        onBusy={onBusy}
        {...marksOf(plain)}
      />
    );
  }
  if (field.type === 'parts') return <PartsField {...plain} of={of} />;
  const offered = { ...plain, districtId: of.areaPath.slice(0, 6), action };
  if (field.type === 'text') return <OfferedWords {...offered} />;
  if (field.type === 'code' && field.options) return <OfferedReasons {...offered} />;
  const Input = PLAIN[field.type];
  return Input ? <Input {...plain} /> : <FoundOf {...plain} {...{ of, action, known, place }} />;
}
