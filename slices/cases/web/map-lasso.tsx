// Drawing around cases, in words and buttons beside the map: everything a pointer does there is done here
// too, and corners may be written as numbers.
import { useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { LEAST_CORNERS, readOutline } from '../../../platform/web/map/outline.ts';
import { Button } from '../../../ui/button/button.tsx';
import { KeyHint } from '../../../ui/key-hint/key-hint.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { workspaceTexts } from './workspace-texts.ts';

export interface MapLassoProps {
  readonly corners: readonly Point[];
  readonly onCorners: (corners: readonly Point[]) => void;
  /** In the middle of the map; undefined until it is drawn. */
  readonly centre: Point | undefined;
  readonly onApply: (corners: readonly Point[]) => void;
  readonly onCancel: () => void;
}

function Numbers({ onApply }: Pick<MapLassoProps, 'onApply'>) {
  const t = useText(workspaceTexts);
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const use = () => {
    const corners = readOutline(text);
    setWrong(!corners);
    if (corners) onApply(corners);
  };
  return (
    <details>
      <summary>{t.byNumbers}</summary>
      <TextArea
        label={t.byNumbers}
        help={t.byNumbersHelp}
        rows={4}
        value={text}
        onChange={setText}
        {...(isWrong ? { error: t.notOutline } : {})}
      />
      <Button onClick={use}>{t.useNumbers}</Button>
    </details>
  );
}

export function MapLasso({ corners, onCorners, centre, onApply, onCancel }: MapLassoProps) {
  const t = useText(workspaceTexts);
  return (
    <section className="gl-map-panel" aria-label={t.drawing}>
      <p>{t.drawHow}</p>
      <p role="status">{t.corners(corners.length)}</p>
      <div className="gl-map-buttons">
        <Button
          tone="primary"
          shortcut="Ctrl+Enter"
          disabled={corners.length < LEAST_CORNERS}
          onClick={() => onApply(corners)}
        >
          {t.apply} <KeyHint keys={['Ctrl', 'Enter']} />
        </Button>
        {centre ? <Button onClick={() => onCorners([...corners, centre])}>{t.addCorner}</Button> : null}
        <Button disabled={corners.length === 0} onClick={() => onCorners(corners.slice(0, -1))}>
          {t.takeBack}
        </Button>
        <Button tone="quiet" onClick={onCancel}>
          {t.cancel}
        </Button>
      </div>
      <Numbers onApply={onApply} />
    </section>
  );
}
