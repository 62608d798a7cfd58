// Correcting where a case is without a mouse: a grid by its name or its initials, or a typed longitude and
// latitude. It changes the draft alone; the place goes with the acceptance.
import { type FormEvent, useMemo, useState } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { fitting } from '../../../ui/palette/match.ts';
import { type Option, Picker } from '../../../ui/picker/picker.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type AreaNode, useAreaTree } from '../../areas/web/public.ts';
import { useBoundaries } from './case-map.tsx';
import type { DecisionDraft } from './decision-draft.ts';
import { deskTexts } from './desk-texts.ts';
import { insideOf, pointIn } from './place-choice.ts';
import type { CaseView } from './use-cases.ts';
import './case-parts.css';

const MOST = 12;

interface Grid extends Option {
  readonly names: readonly string[];
}

/** Every grid with the way down to it. */
function gridsOf(node: AreaNode, language: Language, above: readonly string[] = []): Grid[] {
  const name = language === 'zh' ? node.name : (node.nameEn ?? node.name);
  if (node.level === 'grid') {
    return [{ id: node.path, label: name, hint: above.slice(1).join(' › '), names: [node.name, name] }];
  }
  return node.children.flatMap((child) => gridsOf(child, language, [...above, name]));
}

function useGrids(districtId: string, text: string): readonly Grid[] {
  const language = useSpoken();
  const { data } = useAreaTree(districtId);
  const all = useMemo(() => (data ? gridsOf(data, language) : []), [data, language]);
  return useMemo(() => fitting(text, all).slice(0, MOST), [text, all]);
}

export interface PlaceDialogProps {
  readonly of: CaseView;
  readonly onDraft: (change: Partial<DecisionDraft>) => void;
  readonly onClose: () => void;
}

/** What the form says of a place; undefined while it says nothing that can be used. */
function usePlaceForm({ of, onDraft, onClose }: PlaceDialogProps) {
  const t = useText(deskTexts);
  const [words, setWords] = useState('');
  const [grid, setGrid] = useState<Option | null>(null);
  const [pair, setPair] = useState('');
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState<{ readonly at: 'grid' | 'pair'; readonly words: string }>();
  const boundaries = useBoundaries(of.areaPath.slice(0, 6), 'grid');
  const insideOfGrid = (path: string) => {
    const shape = boundaries.data?.features.find((one) => one.properties.path === path)?.geometry;
    return shape && insideOf(shape);
  };
  const submit = () => {
    const point = pair.trim() === '' ? undefined : pointIn(pair);
    if (pair.trim() !== '' && !point) return setFault({ at: 'pair', words: t.placeWrong });
    if (!point && !grid) return setFault({ at: 'grid', words: t.placeNone });
    const chosen =
      grid && !point ? { path: grid.id, name: grid.label, inside: insideOfGrid(grid.id) } : undefined;
    onDraft({ point, grid: chosen, address: address.trim() || undefined });
    onClose();
  };
  const state = { words, grid, pair, address, fault };
  return { ...state, setWords, setGrid, setPair, setAddress, submit };
}

export function PlaceDialog(props: PlaceDialogProps) {
  const t = useText(deskTexts);
  const form = usePlaceForm(props);
  const grids = useGrids(props.of.areaPath.slice(0, 6), form.words);
  const errorAt = (at: 'grid' | 'pair') => (form.fault?.at === at ? { error: form.fault.words } : {});
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <Dialog isOpen onClose={props.onClose} title={t.placeTitle}>
      <Form className="gl-action-form" onSubmit={onSubmit} noValidate>
        <p className="gl-muted">{t.placeHelp}</p>
        <Picker
          label={t.placeGrid}
          placeholder={t.placeGridHint}
          autoFocus
          value={form.grid}
          options={grids}
          onSearch={form.setWords}
          onChange={form.setGrid}
          {...errorAt('grid')}
        />
        <TextField
          label={t.placePoint}
          help={t.placePointHelp}
          inputMode="decimal"
          value={form.pair}
          onChange={form.setPair}
          {...errorAt('pair')}
        />
        <TextField label={t.placeAddress} value={form.address} onChange={form.setAddress} />
        <div className="gl-form-actions">
          <Button tone="quiet" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" tone="primary">
            {t.placeUse}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
