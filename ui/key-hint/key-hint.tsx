// Teaches the key that does the same as the button beside it. Decoration for the eye: the control itself
// carries aria-keyshortcuts.
import './key-hint.css';

export function KeyHint({ keys }: { keys: readonly string[] }) {
  return (
    <span className="gl-keys" aria-hidden="true">
      {keys.map((key) => <kbd key={key}>{key}</kbd>)}
    </span>
  );
}
