// One of a few, by one tap: chips for things that are offered, segments for ways of doing the same.
// Buttons with aria-pressed in a named group: nothing is sent by choosing. Takes data and callbacks.
import './choices.css';

export interface ChoiceOf<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** How many are behind it. */
  readonly total?: number;
}

export interface ChoicesProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly ChoiceOf<Id>[];
  readonly chosen: Id | undefined;
  /** A second tap on what is chosen tells it again: the caller decides whether that takes it back. */
  readonly onChoose: (id: Id) => void;
  readonly isLabelHidden?: boolean;
}

function Group<Id extends string>({
  className,
  ...props
}: ChoicesProps<Id> & { readonly className: string }) {
  const { label, choices, chosen, onChoose, isLabelHidden = false } = props;
  return (
    <fieldset className={className}>
      <legend className={isLabelHidden ? 'gl-unseen' : undefined}>{label}</legend>
      {choices.map((choice) => (
        <button
          key={choice.id}
          type="button"
          aria-pressed={choice.id === chosen}
          onClick={() => onChoose(choice.id)}
        >
          {choice.label}
          {choice.total === undefined ? null : (
            <span className="gl-figures gl-choice-total">{choice.total}</span>
          )}
        </button>
      ))}
    </fieldset>
  );
}

export const Chips = <Id extends string>(props: ChoicesProps<Id>) => (
  <Group {...props} className="gl-chips" />
);

export const Segments = <Id extends string>(props: ChoicesProps<Id>) => (
  <Group {...props} className="gl-segments" />
);
