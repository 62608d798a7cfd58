// The addresses that screens of command lead to.
export const BASE = '/command';
export const caseHref = (caseId: string): string => `${BASE}/cases/${caseId}`;
