// One of very many, found by typing: units, people, items, cases. The caller searches and hands in the
// options; the picker owns the keys (↑ ↓ Enter Esc, dead while an input method composes) and says where
// it stands.
// biome-ignore-all lint/a11y/useSemanticElements: a <select> can't be searched on the server
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { FieldError } from '../text-field/text-field.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import '../text-field/text-field.css';
import './picker.css';

const texts = defineTexts({
  zh: { none: '没有找到，换个词试试', searching: '正在查找…' },
  en: { none: 'Nothing found; try another word', searching: 'Searching…' },
});

export interface Option {
  readonly id: string;
  readonly label: string;
  /** What tells it from its namesakes. */
  readonly hint?: string;
}

export interface PickerProps {
  readonly label: ReactNode;
  readonly value: Option | null;
  readonly options: readonly Option[];
  /** What is typed; the caller finds options for it. '' while nothing is. */
  readonly onSearch: (text: string) => void;
  readonly onChange: (value: Option | null) => void;
  readonly isBusy?: boolean;
  readonly help?: ReactNode;
  readonly error?: ReactNode;
  readonly optional?: string;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
}

interface Open {
  readonly isOpen: boolean;
  readonly index: number;
  readonly text: string | undefined;
  /** Enter was pressed before the answer to what is typed was there. */
  readonly isAwaited?: boolean;
}
const CLOSED: Open = { isOpen: false, index: 0, text: undefined };

function usePicker({ value, options, onSearch, onChange, isBusy = false }: PickerProps) {
  const [state, setState] = useState<Open>(CLOSED);
  const index = Math.min(state.index, options.length - 1);
  const choose = (option: Option | undefined) => {
    if (!option) return;
    onChange(option);
    onSearch('');
    setState(CLOSED);
  };
  // Options of earlier words must never be taken for what is typed now: the choice waits for its answer.
  useEffect(() => {
    if (!state.isAwaited || isBusy) return;
    if (options.length === 0) setState({ ...state, isAwaited: false });
    else choose(options[0]);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      // It sends the form, but never without what was chosen here and is still on its way.
      if (state.isAwaited) event.stopPropagation();
    } else if (event.key === 'Escape' && state.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      setState({ ...state, isOpen: false });
    } else if (event.key === 'Enter') {
      // It chooses, and never sends the form with a half-typed name.
      event.preventDefault();
      if (state.isOpen && isBusy) setState({ ...state, isAwaited: true });
      else if (state.isOpen) choose(options[index]);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const next = state.isOpen ? Math.max(0, Math.min(options.length - 1, index + step)) : 0;
      setState({ ...state, isOpen: true, index: next });
    }
  };
  const onType = (text: string) => {
    setState({ isOpen: true, index: 0, text });
    onSearch(text);
    if (value && text === '') onChange(null);
  };
  return {
    state,
    index,
    choose,
    onKeyDown,
    onType,
    // Whoever pressed Enter and went on has chosen: the answer still comes for what they typed.
    close: () => setState((now) => (now.isAwaited ? { ...now, isOpen: false } : CLOSED)),
    open: () => setState({ ...state, isOpen: true }),
  };
}

interface ListProps {
  readonly id: string;
  readonly index: number;
  readonly options: readonly Option[];
  readonly isBusy: boolean;
  readonly onChoose: (option: Option) => void;
}

function PickerList({ id, index, options, isBusy, onChoose }: ListProps) {
  const t = useText(texts);
  if (options.length === 0) {
    return (
      <div className="gl-picker-list gl-picker-none" role="status">
        {isBusy ? t.searching : t.none}
      </div>
    );
  }
  return (
    <div className="gl-picker-list" id={`${id}-list`} role="listbox">
      {options.map((option, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the input answers the keys
        <div
          key={option.id}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === index}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          {option.label}
          {option.hint === undefined ? null : <span>{option.hint}</span>}
        </div>
      ))}
    </div>
  );
}

export function Picker(props: PickerProps) {
  const { label, value, options, isBusy = false, help, error, optional, placeholder, autoFocus } = props;
  const id = useId();
  const { state, index, choose, onKeyDown, onType, close, open } = usePicker(props);
  const isListed = state.isOpen && options.length > 0;
  return (
    <div className="gl-field">
      <label htmlFor={id}>
        {label}
        {optional === undefined ? null : <span className="gl-field-optional">{optional}</span>}
      </label>
      {help === undefined ? null : (
        <p className="gl-field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <div className="gl-picker">
        <input
          id={id}
          className="gl-input"
          role="combobox"
          aria-expanded={isListed}
          aria-controls={isListed ? `${id}-list` : undefined}
          aria-activedescendant={isListed && index >= 0 ? `${id}-${index}` : undefined}
          aria-autocomplete="list"
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={
            error === undefined ? (help === undefined ? undefined : `${id}-help`) : `${id}-error`
          }
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: asked for by a key that means to type here
          autoFocus={autoFocus}
          placeholder={placeholder}
          value={state.text ?? value?.label ?? ''}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={onKeyDown}
          // Whoever comes to what is chosen and types means another: it is replaced, not added to.
          onFocus={(event) => event.target.select()}
          onClick={open}
          onBlur={close}
        />
        {state.isOpen ? <PickerList {...{ id, index, options, isBusy }} onChoose={choose} /> : null}
      </div>
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
