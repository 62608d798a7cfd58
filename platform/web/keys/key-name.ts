// What was pressed, as one word: `a`, `?`, `ArrowDown`; with Ctrl, ⌘ or Alt held a chord, `Ctrl+Shift+d`.
// Pure.
type Pressed = Pick<KeyboardEvent, 'key'> &
  Partial<Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>>;

const plainName = (key: string): string => (key.length === 1 ? key.toLowerCase() : key);

/** With Alt a Mac writes another sign, and so does Shift with a digit: then the place of the key counts. */
function nameInChord({ key, code = '' }: Pressed): string {
  const placed = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  return /^[a-z]$/i.test(key) || placed === undefined ? plainName(key) : placed.toLowerCase();
}

export function keyName(event: Pressed): string {
  const isCtrl = event.ctrlKey === true || event.metaKey === true;
  if (!isCtrl && event.altKey !== true) return plainName(event.key);
  const held = [isCtrl ? 'Ctrl' : '', event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : ''];
  return [...held, nameInChord(event)].filter((part) => part !== '').join('+');
}

export const isChord = (name: string): boolean => name.length > 1 && name.includes('+');
