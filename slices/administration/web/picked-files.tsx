// The files of areas that were picked: which level each is, and which of its fields is the code, the name and
// the code above. What can't be read says why and how to mend it.
import { Button } from '../../../ui/button/button.tsx';
import { FilesField } from '../../../ui/file-field/file-field.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { isSystemFaultKind, SYSTEM_FAULTS } from '../../../kernel/formats/file-system.ts';
import { isPackageFaultKind, PACKAGE_FAULTS } from '../../../kernel/formats/geopackage.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CRS_NAMES } from '../../../kernel/coordinates.ts';
import { type AreaLevel, LEVELS } from '../../areas/core/area.ts';
import { areaFileTexts } from './area-file-texts.ts';
import type { FaultyFile } from './area-file.ts';
import { type AreaFiles, type ChosenCrs, NAMED_FIELDS, type PickedFile } from './use-area-files.ts';

const ACCEPT = '.geojson,.json,.gpkg,.zip,.shp,.dbf,.prj,.cpg,.shx';
const LEFT_OUT = 'none';

function Fields({ file, files }: { file: PickedFile; files: AreaFiles }) {
  const t = useText(areaFileTexts);
  const choices = file.fields.map((name) => ({ value: name, label: name }));
  return NAMED_FIELDS.map((field) => (
    <NativeSelect
      key={field}
      label={t[field]}
      value={file.named[field]}
      placeholder={field === 'parent' ? t.byPlace : t.noField}
      choices={choices}
      onChange={(name) => files.setField(file.id, field, name)}
    />
  ));
}

function File({ file, files, isLayer }: { file: PickedFile; files: AreaFiles; isLayer: boolean }) {
  const t = useText(areaFileTexts);
  const levels = [
    ...LEVELS.map((level) => ({ value: level, label: t[level] })),
    { value: LEFT_OUT, label: t.leaveOut },
  ];
  const hasFields = isLayer || (!file.isLeftOut && file.level !== 'district');
  return (
    <li aria-label={file.name}>
      <strong>{file.name}</strong> <span className="gl-muted">{t.features(file.features.length)}</span>{' '}
      <Button size="small" tone="quiet" onClick={() => files.takeOut(file.id)}>
        {t.takeOut(file.name)}
      </Button>
      {file.system ? <p className="gl-muted">{t.system(file.system.name, file.system.meridian)}</p> : null}
      <div className="gl-admin-choices">
        {isLayer ? null : (
          <NativeSelect
            label={t.level}
            value={file.isLeftOut ? LEFT_OUT : (file.level ?? '')}
            placeholder={t.chooseLevel}
            choices={levels}
            onChange={(value) => {
              const isOut = value === LEFT_OUT;
              files.setLevel(file.id, isOut || value === '' ? undefined : (value as AreaLevel), isOut);
            }}
          />
        )}
        {hasFields ? <Fields file={file} files={files} /> : null}
      </div>
    </li>
  );
}

function Faulty({ files }: { files: readonly FaultyFile[] }) {
  const t = useText(areaFileTexts);
  const language = useSpoken();
  const why = ({ fault, system, layers }: FaultyFile): string => {
    if (isPackageFaultKind(fault)) {
      return PACKAGE_FAULTS[fault][language].replace('{names}', layers ?? '');
    }
    if (!isSystemFaultKind(fault)) return t[fault];
    const words = SYSTEM_FAULTS[fault][language];
    return system === undefined ? words : t.ofSystem(system, words);
  };
  return (
    <Notice tone="danger">
      <ul>
        {files.map((file) => (
          <li key={file.name}>{t.fault(file.name, why(file))}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Said once; each step of it is shown, not said. */
function Reading({ files: { share, stop } }: { files: AreaFiles }) {
  const t = useText(areaFileTexts);
  const percent = Math.round((share ?? 0) * 100);
  return (
    <>
      <p className="gl-unseen" role="status">
        {share === undefined ? '' : t.reading}
      </p>
      {share === undefined ? null : (
        <div className="gl-picked-reading">
          <progress max={100} value={percent} aria-label={t.readingShare(percent)} />
          <span className="gl-figures">{t.readingShare(percent)}</span>
          <Button size="small" onClick={stop}>
            {t.stopReading}
          </Button>
        </div>
      )}
    </>
  );
}

interface PickedProps {
  readonly files: AreaFiles;
  readonly crs: ChosenCrs;
  /** Of a layer: there is one level. */
  readonly isLayer?: boolean;
}

export function PickedFiles({ files, crs, isLayer = false }: PickedProps) {
  const t = useText(areaFileTexts);
  return (
    <>
      <FilesField
        label={t.files}
        help={t.filesHelp}
        accept={ACCEPT}
        isOff={files.share !== undefined}
        onFiles={(picked) => void files.pick(picked)}
      />
      <Reading files={files} />
      {files.faulty.length === 0 ? null : <Faulty files={files.faulty} />}
      <ul className="gl-picked-files">
        {files.files.map((file) => (
          <File key={file.id} file={file} files={files} isLayer={isLayer} />
        ))}
      </ul>
      {crs.isAsked ? (
        <NativeSelect
          label={t.crs}
          help={t.crsHelp}
          value={crs.crs}
          placeholder={t.chooseCrs}
          choices={CRS_NAMES.map((name) => ({ value: name, label: t[name] }))}
          onChange={crs.choose}
        />
      ) : (
        <Notice>{t.settled}</Notice>
      )}
    </>
  );
}
