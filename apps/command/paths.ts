// The addresses that screens of command lead to.
export const BASE = '/command';
export const caseHref = (caseId: string): string => `${BASE}/cases/${caseId}`;
export const BRIEFS = `${BASE}/briefs`;
export const briefHref = (briefId: string): string => `${BRIEFS}/${briefId}`;
export const briefPreviewHref = (query: string): string => `${BRIEFS}/preview?${query}`;
export const CIRCULARS = `${BASE}/circulars`;
export const circularHref = (circularId: string): string => `${CIRCULARS}/${circularId}`;
