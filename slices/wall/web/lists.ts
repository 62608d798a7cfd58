// Where a number of the wall leads: the list of cases whose length it is, in the desk.
type Query = Readonly<Record<string, string>>;

const listHref = (query: Query): string => `/command/cases?${new URLSearchParams(query)}`;

export const figureHref = (figure: string, areaPath: string): string => listHref({ figure, areaPath });
export const lampHref = (lamp: string, areaPath: string): string => listHref({ lamp, areaPath });
export const openHref = (areaPath: string): string => figureHref('open', areaPath);
export const caseHref = (caseId: string): string => `/command/cases/${caseId}`;
export const directorHref = (areaPath: string): string =>
  `/wall/director?${new URLSearchParams({ area: areaPath })}`;
