// The sheet of a screen's keys: grouped, searchable, and the place to change them. A key is changed by
// pressing the new one, alone or as a chord; what another row has, or the page or the browser needs, is told
// and not taken. Kept by whoever gave the keys.
import { type KeyboardEvent, useState } from 'react';
import { keyName } from '../../../platform/web/keys/key-name.ts';
import { useHasSingleKeys } from '../../../platform/web/keys/single-keys.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { KeyHint } from '../../../ui/key-hint/key-hint.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useOwnKeys } from './key-caps.tsx';
import { capFor, capOf, faultOf, type KeyFault, type KeyMap, NO_CHANGES, withKey } from './key-map.ts';
import { keyTexts } from './key-texts.ts';
import { type DeskKey, KEY_GROUPS } from './triage-keys.ts';
import './key-sheet.css';

interface Catching {
  readonly id: string;
  readonly fault?: KeyFault;
  readonly pressed?: string;
}

interface RowProps {
  readonly row: DeskKey;
  readonly isChanging: boolean;
  readonly catching: Catching | undefined;
  readonly onCatch: (catching: Catching | undefined) => void;
}

/** Waits for one key press. Words being composed are no key. */
function KeyCatcher({ row, catching, onCatch }: Omit<RowProps, 'isChanging'>) {
  const t = useText(keyTexts);
  const language = useSpoken();
  const { map, onChange } = useOwnKeys();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Tab' || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const key = keyName(event);
    if (key === 'Escape') return onCatch(undefined);
    const fault = faultOf(map, row.id, key);
    if (fault) return onCatch({ id: row.id, fault, pressed: key });
    onChange?.(withKey(map, row.id, key));
    onCatch(undefined);
  };
  const { fault, pressed } = catching ?? {};
  const cap = capOf(pressed ?? '');
  const told = (of: KeyFault): string =>
    of.kind === 'taken' ? t.taken(cap, of.by[language]) : t[of.kind](cap);
  const words = fault === undefined ? t.press : told(fault);
  return (
    <span className="gl-key-catch">
      <button type="button" className="gl-button is-small is-plain" onKeyDown={onKeyDown} ref={focusNow}>
        {t.pressHere}
      </button>
      <span role="status" className={fault === undefined ? 'gl-muted' : 'gl-key-fault'}>
        {words}
      </span>
    </span>
  );
}

const focusNow = (element: HTMLElement | null): void => element?.focus();

function KeyRow({ row, isChanging, catching, onCatch }: RowProps) {
  const t = useText(keyTexts);
  const language = useSpoken();
  const { map } = useOwnKeys();
  const cap = capIn(map, row);
  const isOwn = map[row.id] !== undefined;
  return (
    <div className="gl-key-row">
      <dt>
        <KeyHint keys={cap.split(' ')} />
        <span className="gl-unseen">{cap}</span>
      </dt>
      <dd>
        {row[language]} {isOwn ? <span className="gl-muted">{t.own}</span> : null}
        {isChanging && row.isFixed !== true ? (
          catching?.id === row.id ? (
            <KeyCatcher {...{ row, catching, onCatch }} />
          ) : (
            <Button
              size="small"
              tone="quiet"
              label={t.changeOf(row[language])}
              onClick={() => onCatch({ id: row.id })}
            >
              {t.change}
            </Button>
          )
        ) : null}
      </dd>
    </div>
  );
}

/** Off, no letter acts by itself any more; what has the focus and Ctrl keep their keys. */
function SingleKeys() {
  const t = useText(keyTexts);
  const { onSingle } = useOwnKeys();
  const isOn = useHasSingleKeys();
  if (!onSingle) return null;
  return (
    <div>
      <Checkbox isChecked={isOn} onChange={onSingle}>
        {t.single}
      </Checkbox>
      <p className="gl-muted">{t.singleWhy}</p>
    </div>
  );
}

const capIn = (map: KeyMap, row: DeskKey): string =>
  row.isFixed ? capOf(row.key) : (capFor(map, row.id) ?? '');

const isFound = (row: DeskKey, cap: string, text: string): boolean =>
  text === '' || `${cap} ${row.zh} ${row.en}`.toLowerCase().includes(text.toLowerCase());

export interface KeySheetProps {
  /** Of the screen in front, and those of every screen. */
  readonly rows: readonly DeskKey[];
  readonly onClose: () => void;
  /** Opened to change keys, not to look them up. */
  readonly isChanging?: boolean;
}

export function KeySheet({ rows, onClose, isChanging: isChangingFirst = false }: KeySheetProps) {
  const t = useText(keyTexts);
  const { map, onChange } = useOwnKeys();
  const [text, setText] = useState('');
  const [isChanging, setChanging] = useState(isChangingFirst);
  const [catching, setCatching] = useState<Catching>();
  const rowsOf = (group: string) =>
    rows.filter((row) => row.group === group && isFound(row, capIn(map, row), text.trim()));
  const isNone = KEY_GROUPS.every((group) => rowsOf(group).length === 0);
  return (
    <Dialog isOpen onClose={onClose} title={t.title} size="large">
      <div className="gl-key-top">
        <TextField label={t.find} type="search" value={text} onChange={setText} />
        {onChange ? (
          <Button aria-pressed={isChanging} onClick={() => setChanging(!isChanging)}>
            {isChanging ? t.done : t.edit}
          </Button>
        ) : null}
        {onChange && Object.keys(map).length > 0 ? (
          <Button tone="quiet" onClick={() => onChange(NO_CHANGES)}>
            {t.reset}
          </Button>
        ) : null}
      </div>
      <SingleKeys />
      <div className="gl-key-groups">
        {KEY_GROUPS.filter((group) => rowsOf(group).length > 0).map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t[group]}</h3>
            <dl>
              {rowsOf(group).map((row) => (
                <KeyRow key={row.id} {...{ row, isChanging, catching }} onCatch={setCatching} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      {isNone ? <Notice>{t.none}</Notice> : null}
      <p className="gl-muted">{t.note}</p>
    </Dialog>
  );
}
