// The sheet of keys, opened by `?`.
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { KeyHint } from '../../../ui/key-hint/key-hint.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { deskTexts } from './desk-texts.ts';

export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useText(deskTexts);
  const rows: readonly (readonly [readonly string[], string])[] = [
    [['J', 'K'], t.keyMove],
    [['A'], t.keyA],
    [['D'], t.keyD],
    [['1', '–', '5'], t.keyItem],
    [['M'], t.keyM],
    [['R'], t.keyR],
    [['E'], t.keyE],
    [['P'], t.keyP],
    [['V'], t.keyV],
    [['C'], t.keyC],
    [['W'], t.keyW],
    [['I'], t.keyI],
    [['T'], t.keyT],
    [['N'], t.keyN],
    [['U'], t.keyU],
    [['/'], t.keySearch],
    [['S'], t.keyShow],
    [['O'], t.keyO],
    [['?'], t.keyHelp],
  ];
  return (
    <Dialog isOpen onClose={onClose} title={t.keysTitle}>
      <dl className="gl-key-sheet">
        {rows.map(([keys, words]) => (
          <div key={words}>
            <dt>
              <KeyHint keys={keys} />
              <span className="gl-unseen">{keys.join(' ')}</span>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className="gl-muted">{t.keysNote}</p>
    </Dialog>
  );
}
