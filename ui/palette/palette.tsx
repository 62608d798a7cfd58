// Everything by typing: a box over the screen with one list under it, in groups. The caller finds; the
// palette owns the keys (↑ ↓ Home End Enter Esc, dead while an input method composes), says how many there
// are, and where it stands. The focus stays in the box and returns where it was.
// biome-ignore-all lint/a11y/useSemanticElements: a <select> has no groups with hints and keys
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import { KeyHint } from '../key-hint/key-hint.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import '../text-field/text-field.css';
import './palette.css';

const texts = defineTexts({
  zh: {
    none: '没有找到，换个词或拼音首字母试试',
    searching: '正在查找…',
    found: (n: number) => `${n} 项`,
    how: '↑ ↓ 选择，Enter 打开，Esc 关闭',
  },
  en: {
    none: 'Nothing found; try another word',
    searching: 'Searching…',
    found: (n: number) => `${n} found`,
    how: '↑ ↓ choose, Enter opens, Esc closes',
  },
});

export interface PaletteRow {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: IconName;
  /** The key that does the same: next time it is quicker. */
  readonly keys?: readonly string[];
}

export interface PaletteGroup {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly PaletteRow[];
}

export interface PaletteProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly groups: readonly PaletteGroup[];
  readonly isBusy?: boolean;
  /** Why the search was refused, and how one goes on. */
  readonly refusal?: string | undefined;
  readonly onChoose: (rowId: string) => void;
  readonly onClose: () => void;
}

interface OptionsProps extends Pick<PaletteProps, 'groups' | 'onChoose' | 'label'> {
  readonly id: string;
  readonly current: string | undefined;
}

function Options({ id, label, groups, current, onChoose }: OptionsProps) {
  useEffect(() => {
    if (current === undefined) return;
    document.getElementById(`${id}-${current}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [id, current]);
  return (
    <div className="gl-palette-list" id={`${id}-list`} role="listbox" aria-label={label}>
      {groups.map((group) => (
        <div key={group.id} role="group" aria-labelledby={`${id}-g-${group.id}`}>
          <div className="gl-palette-title" id={`${id}-g-${group.id}`} role="presentation">
            {group.title}
          </div>
          {group.rows.map((row) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names the row
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box answers the keys
            <div
              key={row.id}
              id={`${id}-${row.id}`}
              role="option"
              aria-selected={row.id === current}
              className="gl-palette-row"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(row.id)}
            >
              {row.icon ? <Icon name={row.icon} /> : null}
              <span className="gl-palette-label">{row.label}</span>
              {row.hint === undefined ? null : <span className="gl-palette-hint">{row.hint}</span>}
              {row.keys ? <KeyHint keys={row.keys} /> : null}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Which row stands out; the first again whenever something else was typed. */
function useCurrent({ text, groups, isBusy = false, onChoose, onClose }: PaletteProps) {
  const rows = groups.flatMap((group) => group.rows);
  const [picked, setPicked] = useState<{ readonly text: string; readonly id: string }>();
  // Enter before the answer: what it will bring must not be guessed from what stood there for other words.
  const [isAwaited, setAwaited] = useState(false);
  const isHere = picked?.text === text && rows.some((row) => row.id === picked.id);
  const current = isHere ? picked?.id : rows[0]?.id;
  useEffect(() => {
    if (!isAwaited || (isBusy && current === undefined)) return;
    setAwaited(false);
    if (current !== undefined) onChoose(current);
  }, [isAwaited, isBusy, current, onChoose]);
  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row) setPicked({ text, id: row.id });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const at = rows.findIndex((row) => row.id === current);
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      PageDown: () => go(at + 8),
      PageUp: () => go(at - 8),
      Escape: onClose,
      Enter: () => {
        if (current !== undefined) onChoose(current);
        else if (isBusy) setAwaited(true);
      },
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };
  return { current, onKeyDown, total: rows.length };
}

function Box(props: PaletteProps) {
  const { label, text, onText, groups, isBusy = false, refusal, onChoose } = props;
  const t = useText(texts);
  const id = useId();
  const { current, onKeyDown, total } = useCurrent(props);
  const said = refusal ?? (total > 0 ? t.found(total) : isBusy ? t.searching : t.none);
  return (
    <>
      <div className="gl-palette-box">
        <Icon name="search" />
        <input
          className="gl-input"
          role="combobox"
          aria-label={label}
          aria-expanded={total > 0}
          aria-controls={total > 0 ? `${id}-list` : undefined}
          aria-activedescendant={current === undefined ? undefined : `${id}-${current}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: opened by a key that means to type here
          autoFocus
          placeholder={label}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {total > 0 ? <Options {...{ id, label, groups, current, onChoose }} /> : null}
      <p className="gl-palette-foot">
        <span role="status">{said}</span>
        <span aria-hidden="true">{t.how}</span>
      </p>
    </>
  );
}

export function Palette(props: PaletteProps) {
  return (
    <ModalOverlay
      className="gl-scrim gl-palette-scrim"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className="gl-palette">
        <AriaDialog className="gl-palette-dialog" aria-label={props.label}>
          <Box {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
