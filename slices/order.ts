// The only list of which slice may know which: a slice's core may import the core of slices on a lower
// level; its server and web may import the public.ts of slices on a lower level. Upwards is an event.

export const SLICE_LEVELS = {
  changes: 0,
  people: 1,
  areas: 1,
  calendar: 1,
  catalogue: 1,
  components: 1,
  wording: 1,
  basemap: 2,
  cases: 2,
  duty: 2,
  checkin: 3,
  desk: 3,
  geodata: 3,
  intake: 3,
  notices: 3,
  presence: 3,
  supervision: 3,
  administration: 4,
  evaluation: 4,
  recheck: 5,
  peace: 5,
  briefs: 5,
  circulars: 5,
  wall: 5,
  whatif: 5,
} as const satisfies Record<string, number>;

/** Level-1 slices that a level-1 slice may still know, each with its reason. */
export const SAME_LEVEL = [
  { from: 'people', to: 'areas', why: 'the record of changes names a place as people do, never by its path' },
  { from: 'catalogue', to: 'calendar', why: 'a rule carries limits, and a limit is a word of the calendar' },
  {
    from: 'catalogue',
    to: 'people',
    why: 'a rule names a kind of unit; who that is in an area is in the unit directory',
  },
  { from: 'catalogue', to: 'areas', why: 'the audit walks every grid' },
  { from: 'catalogue', to: 'components', why: 'a component names its own maintenance unit' },
  {
    from: 'components',
    to: 'areas',
    why: 'a component lies in a grid, and its file says in which coordinates',
  },
  {
    from: 'components',
    to: 'people',
    why: 'a file names the units that answer for a component by code or name',
  },
] as const;
