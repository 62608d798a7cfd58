// What is typed into an action's form, kept per case, action and person until it is sent, also over a reload.
// Values have the form the API takes; empty ones are left out on sending, so that nothing means nothing.
import { useEffect, useRef, useState } from 'react';
import { signedInAs } from '../../../platform/web/api/api.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import type { AbilityField, Body } from './use-cases.ts';

const isFilled = (value: unknown): boolean => {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : true;
};

/** Only what the action carries, only what says something. */
export const bodyFrom = (fields: readonly AbilityField[], values: Body): Body =>
  Object.fromEntries(fields.flatMap(({ name }) => (isFilled(values[name]) ? [[name, values[name]]] : [])));

/** What is meant where nothing is chosen: it stands in the form as chosen. */
export const meantIn = (fields: readonly AbilityField[]): Body =>
  Object.fromEntries(fields.flatMap(({ name, meant }) => (meant === undefined ? [] : [[name, meant]])));

export type Fault = 'missing' | 'more';

/** What keeps the form from being sent, by field. */
export function faultsIn(fields: readonly AbilityField[], values: Body): Readonly<Record<string, Fault>> {
  const faults: Record<string, Fault> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (field.isRequired && !isFilled(value)) faults[field.name] = 'missing';
    else if (field.minimum && Array.isArray(value) && value.length < field.minimum)
      faults[field.name] = 'more';
  }
  return faults;
}

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Under which name the words of one action on one case are kept. A desk has another person each shift: what
 *  one has typed is not the next one's to read or to send. */
export const draftName = (caseId: string, action: string): string =>
  `case ${caseId} ${action} ${signedInAs() ?? ''}`;

export interface FormDraft {
  readonly values: Body;
  readonly set: (name: string, value: unknown) => void;
  readonly forget: () => void;
}

/** `initial` fills what the person has not touched. */
export function useFormDraft(name: string, initial: Body = {}): FormDraft {
  const [typed, setTyped] = useState<Body>({});
  const isTouched = useRef(false);
  useEffect(() => {
    let isHere = true;
    isTouched.current = false;
    setTyped({});
    void kept.read(name).then((found) => {
      if (isHere && !isTouched.current && isBody(found)) setTyped(found);
    });
    return () => {
      isHere = false;
    };
  }, [name]);
  return {
    values: { ...initial, ...typed },
    set: (field, value) => {
      isTouched.current = true;
      setTyped((before) => {
        const next = { ...before, [field]: value };
        void kept.keep(name, next);
        return next;
      });
    },
    forget: () => {
      setTyped({});
      void kept.forget(name);
    },
  };
}
