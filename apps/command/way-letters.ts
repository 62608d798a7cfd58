// The second letter after G, for screens by their first part: one place for the keys themselves, for the
// sheet that tells them and for the palette.
export const WAY_LETTERS: Readonly<Record<string, string>> = {
  '/triage': 't',
  '/asked': 'q',
  '/to-rate': 'v',
  '/cases': 'c',
  '/map': 'm',
  '/components': 'b',
  '/report': 'r',
  '/notices': 'n',
  '/check-in': 'k',
  '/duty': 'o',
  '/approvals': 'd',
  '/supervision': 's',
  '/evaluation': 'e',
  '/rechecks': 'x',
  '/peace': 'i',
  '/briefs': 'j',
  '/circulars': 'u',
  '/what-if': 'w',
  '/admin': 'a',
  '/me': 'p',
};
