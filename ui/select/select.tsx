// One of many in command and field, with type-ahead, keyboard and a list that never leaves the window.
// Public pages use NativeSelect of ui/text-field instead.
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { Icon } from '../icon/icon.tsx';
import type { Choice } from '../text-field/text-field.tsx';
import '../menu/menu.css';
import './select.css';

export interface SelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** The label is only read aloud: for toolbars whose meaning is plain. */
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
}

export function Select(props: SelectProps) {
  const { label, value, choices, onChange, placeholder, isLabelHidden = false, isDisabled = false } = props;
  return (
    <AriaSelect
      className="gl-field"
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      isDisabled={isDisabled}
      {...(placeholder === undefined ? {} : { placeholder })}
    >
      <Label className={isLabelHidden ? 'gl-unseen' : 'gl-select-label'}>{label}</Label>
      <Button className="gl-input gl-select">
        <SelectValue />
        <Icon name="chevron" />
      </Button>
      <Popover className="gl-popover">
        <ListBox className="gl-options" items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.value} textValue={choice.label} className="gl-option">
              <span>{choice.label}</span>
              <Icon name="check" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
