// Another outline of the district, from a file: a survey moved it. It is laid over the grids as one step.
import { isCrs } from '../../../kernel/coordinates.ts';
import { useText } from '../../../ui/words/texts.ts';
import { areaFileTexts } from './area-file-texts.ts';
import { PickedFiles } from './picked-files.tsx';
import { ToolForm } from './tool-form.tsx';
import { asDistrict, useAreaFiles, useCrs } from './use-area-files.ts';
import type { Edits } from './use-grids.ts';

export function OutlineForm({ edits }: { edits: Edits }) {
  const t = useText(areaFileTexts);
  const files = useAreaFiles();
  const taken = files.files.filter(({ isLeftOut }) => !isLeftOut);
  const chosen = useCrs(taken);
  const whyNot = taken.length !== 1 ? t.needsOutline : chosen.whyNot;
  const submit = () => {
    const { crs } = chosen;
    if (!isCrs(crs)) return;
    const geojson = { type: 'FeatureCollection' as const, features: asDistrict(taken) };
    void edits.edit({ kind: 'outline', crs, district: { geojson } });
  };
  return (
    <details className="gl-bench-outline">
      <summary>{t.outline}</summary>
      <ToolForm edits={edits} label={t.sendOutline} whyNot={whyNot} onSubmit={submit}>
        <p>{t.outlineWhy}</p>
        <PickedFiles files={files} crs={chosen} />
      </ToolForm>
    </details>
  );
}
