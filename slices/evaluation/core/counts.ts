// The named counts of which indicators are made: what each is, in words, for whom it is kept, and by which
// moment it falls into a period. A count is a number of cases, or how often it happened in them (`times`), or
// a time (`ms`). Words are shown beside every figure.

/** area: matters of an area, and by item · unit · person: what each did. */
export const SUBJECT_KINDS = ['area', 'unit', 'person'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** reported: the day of the report · deadline: that of the whole case's deadline · due: that of the limit of
 *  the work that is counted · window: that on which the window of ratings ended. */
export type Placing = 'reported' | 'deadline' | 'due' | 'window';

interface CountSpec {
  readonly zh: string;
  readonly en: string;
  readonly by: Placing;
  readonly of: readonly SubjectKind[];
}

const AREA = ['area'] as const;
const MATTER = ['area', 'unit'] as const;
const WORK = ['unit', 'person'] as const;
const UNIT = ['unit'] as const;

const count = (zh: string, en: string, by: Placing, of: readonly SubjectKind[]): CountSpec => ({
  zh,
  en,
  by,
  of,
});

export const COUNTS = {
  reported: count('上报', 'reported', 'reported', ['area', 'person']),
  valid: count('有效上报', 'validly reported', 'reported', ['area', 'person']),
  filed: count('立案', 'filed', 'reported', AREA),
  solved_on_spot: count('随手处置', 'solved on the spot', 'reported', ['area', 'person']),
  missed: count('漏报', 'reported by others while the grid’s officers were at work', 'reported', AREA),
  to_find: count('漏报与网格上报', 'missed, or reported by officers', 'reported', AREA),
  due: count('应结案', 'due to close', 'deadline', MATTER),
  closed: count('已结案', 'closed', 'deadline', MATTER),
  closed_in_time: count('按期结案', 'closed in time', 'deadline', MATTER),
  closed_late: count('超期结案', 'closed late', 'deadline', MATTER),
  postponed: count('缓办', 'postponed and not closed in time', 'deadline', MATTER),
  closed_first_time: count('一次办结', 'closed without return, rework or reopening', 'deadline', MATTER),
  within_4h: count('四小时内结案', 'closed within 4 h', 'deadline', MATTER),
  within_24h: count('二十四小时内结案', 'closed within 24 h', 'deadline', MATTER),
  same_day: count('当日结案', 'closed on the day of the report', 'deadline', MATTER),
  forced: count('强制结案', 'closed by force', 'deadline', MATTER),
  closings: count('结案次数', 'closings', 'deadline', MATTER),
  reopened: count('重开', 'reopenings', 'deadline', MATTER),
  rated: count('上报人评价', 'rated by the reporter', 'deadline', MATTER),
  satisfied: count('满意', 'satisfied', 'deadline', MATTER),
  visited: count('电话回访到', 'whose reporter was reached by a call-back', 'deadline', MATTER),
  said_solved: count('回访称已解决', 'solved, by the called-back reporter’s word', 'deadline', MATTER),
  points_by_reporter: count('上报人评分', 'points given by the reporter', 'deadline', MATTER),
  ratings_by_grid: count('网格评价', 'ratings by the grid', 'window', UNIT),
  points_by_grid: count('网格评分', 'points given by the grid', 'window', UNIT),
  ratings_by_community: count('社区评价', 'ratings by communities', 'window', UNIT),
  points_by_community: count('社区评分', 'points given by communities', 'window', UNIT),
  ratings_by_street: count('镇街评价', 'ratings by streets', 'window', UNIT),
  points_by_street: count('镇街评分', 'points given by streets', 'window', UNIT),
  head_ratings_by_community: count('社区评站所负责人', 'ratings of the head by communities', 'window', UNIT),
  head_points_by_community: count('社区给站所负责人评分', 'points given to the head by communities', 'window', UNIT),
  head_ratings_by_street: count('镇街评派驻负责人', 'ratings of the head by streets', 'window', UNIT),
  head_points_by_street: count('镇街给派驻负责人评分', 'points given to the head by streets', 'window', UNIT),
  sent: count('派给本单位', 'sent to the unit', 'due', UNIT),
  to_respond: count('应联系上报人', 'whose reporter the unit was to speak with', 'due', UNIT),
  responded: count('已联系上报人', 'whose reporter was reached', 'due', UNIT),
  responded_in_time: count('按期联系上报人', 'whose reporter was reached in time', 'due', UNIT),
  to_handle: count('应处置', 'due to be handled', 'due', WORK),
  handled: count('已处置', 'handled', 'due', WORK),
  handled_in_time: count('按期处置', 'handled in time', 'due', WORK),
  reworked: count('返工', 'reworks', 'due', WORK),
  returned: count('退单', 'returned', 'due', UNIT),
  returned_wrongly: count('误退', 'returned, and sent to the same unit again', 'due', UNIT),
  to_accept: count('应受理', 'due to be accepted', 'due', WORK),
  accepted: count('已受理', 'accepted', 'due', WORK),
  accepted_in_time: count('按期受理', 'accepted in time', 'due', WORK),
  accepted_rightly: count('准确受理', 'accepted without a refusal that was overturned', 'due', WORK),
  to_dispatch: count('应派遣', 'due to be dispatched', 'due', WORK),
  dispatched: count('已派遣', 'dispatched', 'due', WORK),
  dispatched_in_time: count('按期派遣', 'dispatched in time', 'due', WORK),
  dispatched_rightly: count('准确派遣', 'dispatched and not returned as another’s', 'due', WORK),
  to_verify: count('应核查', 'due to be verified', 'due', WORK),
  verified: count('已核查', 'verified', 'due', WORK),
  verified_in_time: count('按期核查', 'verified in time', 'due', WORK),
} as const satisfies Record<string, CountSpec>;

/** The counts whose facts say how long it took: of these there are means and percentiles. */
export const TIMED = ['handled', 'closed'] as const;

export type CountName = keyof typeof COUNTS;
export const COUNT_NAMES = Object.keys(COUNTS) as readonly CountName[];

/** One case's part in one count, for one subject: the smallest thing that is counted, and what a figure
 *  opens. Subject '' is the area itself; where it lies and which item it is stand beside it. */
export interface Fact {
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly count: CountName;
  /** The day, in the district's own time, by which a period counts it. */
  readonly day: string;
  readonly times: number;
  readonly ms: number;
}
