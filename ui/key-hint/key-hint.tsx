// Teaches the key that does the same as the button beside it. Decoration for the eye: the control itself
// carries aria-keyshortcuts.
import './key-hint.css';

export function KeyHint({ keys }: { keys: readonly string[] }) {
  const named = keys.filter((key) => key !== '');
  // Where a key does nothing for this person it is not taught.
  if (named.length === 0) return null;
  return (
    <span className="gl-keys" aria-hidden="true">
      {named.map((key) => <kbd key={key}>{key}</kbd>)}
    </span>
  );
}
