// How bad a matter is, as whoever reports saw it. The limits stay the item's own: see docs/decisions/0005.
// Apart from the fields of the flow: the phone's report needs the three words and nothing of the flow.
export const SEVERITIES = ['normal', 'urgent', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
