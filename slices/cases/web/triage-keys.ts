// Which key means which action on the desk, as data: the buttons show it, the sheet of keys lists it, the
// desk listens for it. An action without a row has no key; whether it may be done is the case's ability
// to say.

export const ACTION_KEYS: Readonly<Record<string, string>> = {
  merge: 'm',
  reject: 'r',
  escalate: 'e',
  push: 'p',
  verify: 'v',
  close: 'c',
  note: 'n',
  transfer: 't',
  rework: 'w',
  check: 'i',
};

export const keyFor = (action: string): string | undefined => ACTION_KEYS[action]?.toUpperCase();

/** Actions that the desk offers in its own way, not as a plain button. */
export const OWN_WAY: ReadonlySet<string> = new Set([
  'accept',
  'dispatch',
  'undo',
  'join',
  'withdraw',
  'rate',
  'object',
]);

/** What the case waits for comes first, as the main button. */
export const MAIN_ACTIONS: readonly string[] = [
  'verify',
  'close',
  'answer_extend',
  'answer_suspend',
  'answer_consult',
  'confirm_force_close',
  'answer_push',
];

/** In view as buttons; the rest is behind "more". */
export const SHOWN_ACTIONS: readonly string[] = [
  'merge',
  'reject',
  'check',
  'rework',
  'escalate',
  'push',
  'note',
];
