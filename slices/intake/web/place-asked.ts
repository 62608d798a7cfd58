// Another screen sent the person here to report from a place or about a thing: `?at=106.06,29.84`, and with
// it `&component=<id>&name=…&class=0102`. Like a pin set by hand, it stays where it was put.
import { useEffect, useRef, useState } from 'react';
import { isOnEarth } from '../../../kernel/geo.ts';
import { isUuid } from '../../../kernel/id.ts';
import type { Place } from './field-report.ts';

const POINT = /^(-?\d{1,3}(?:\.\d{1,10})?),(-?\d{1,2}(?:\.\d{1,10})?)$/;

/** Undefined where the address says no place, or none on earth. */
export function placeIn(search: string): Place | undefined {
  const asked = new URLSearchParams(search);
  const [, lon, lat] = POINT.exec(asked.get('at') ?? '') ?? [];
  const point = { lon: Number(lon), lat: Number(lat) };
  if (lon === undefined || !isOnEarth(point)) return undefined;
  const componentId = asked.get('component') ?? '';
  const name = asked.get('name') ?? '';
  if (!isUuid(componentId) || name === '') return { way: 'pin', point };
  const classCode = /^[0-9]{4}/.exec(asked.get('class') ?? '')?.[0];
  return { way: 'component', point, componentId, name, ...(classCode === undefined ? {} : { classCode }) };
}

/** Put on the form once, and once more where a draft came back a moment later. */
export function usePlaceAsked(isRestored: boolean, put: (place: Place) => void): void {
  const [place] = useState(() => placeIn(location.search));
  const latest = useRef(put);
  latest.current = put;
  const times = useRef({ first: false, restored: false });
  useEffect(() => {
    if (!place || (times.current.first && (!isRestored || times.current.restored))) return;
    times.current = { first: true, restored: isRestored };
    latest.current(place);
  }, [place, isRestored]);
}
