// What is wrong in a list of staff: each cell by its place in the sheet, with what to write instead, and the
// whole of it as a file to mend the sheet by. The cells' own words are not in the file: they may be numbers.
import { Button } from '../../../ui/button/button.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ImportLine } from '../../people/core/contract-staff.ts';
import { headingsIn, IMPORT_FIELDS, type ImportColumns } from '../../people/core/import-columns.ts';
import { importTexts } from './import-texts.ts';

type Fault = ImportLine['faults'][number];

export const faultId = (line: number, index: number): string => `import-${line}-${index}`;

function headingOf({ field }: Fault, language: 'zh' | 'en', wholeLine: string): string {
  return (field && headingsIn(language)[IMPORT_FIELDS.indexOf(field)]) || wholeLine;
}

export function Faults({ line, columns }: { line: ImportLine; columns: ImportColumns }) {
  const t = useText(importTexts);
  const language = useSpoken();
  if (line.faults.length === 0) return null;
  return (
    <ul className="gl-admin-faults">
      {line.faults.map((fault, index) => {
        const place = `${(fault.field && columns[fault.field]) ?? ''}${line.line}`;
        return (
          <li key={faultId(line.line, index)} id={faultId(line.line, index)}>
            <strong>{t.at(place, headingOf(fault, language, t.wholeLine))}</strong>{' '}
            {fault.words[language]}
          </li>
        );
      })}
    </ul>
  );
}

/** A spreadsheet runs what begins like a formula; a quote before it makes it words. */
const cellOf = (text: string): string => `"${text.replace(/^(?=[=+\-@])/, "'").replaceAll('"', '""')}"`;

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

interface AllProps {
  readonly lines: readonly ImportLine[];
  readonly columns: ImportColumns;
}

/** How many cells are to be mended, and all of them as a file: a screen shows no more than a person reads. */
export function AllFaults({ lines, columns }: AllProps) {
  const t = useText(importTexts);
  const language = useSpoken();
  const all = lines.flatMap((line) => line.faults.map((fault) => ({ line: line.line, fault })));
  if (all.length === 0) return null;
  const save = () => {
    const head = [t.sheetRow, t.sheetColumn, t.heading, t.mend];
    const rows = all.map(({ line, fault }) => [
      String(line),
      (fault.field && columns[fault.field]) ?? '',
      headingOf(fault, language, t.wholeLine),
      fault.words[language],
    ]);
    const url = URL.createObjectURL(new Blob([csvOf([head, ...rows])], { type: 'text/csv' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `${t.faultsFile}.csv` });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div className="gl-admin-acts">
      <p>{t.faults(all.length)}</p>
      <Button size="small" onClick={save}>
        {t.downloadFaults}
      </Button>
    </div>
  );
}
