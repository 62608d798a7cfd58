// What is held about a person, as one administrator has it open. Where another has saved meanwhile, what
// stands now is read again: what was typed stays, and the next sending is about that version.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused } from '../../../platform/web/api/errors.ts';
import type { Roster, RosterPerson } from '../../people/core/contract-staff.ts';
import { mergeTyped } from './merge-typed.ts';

const formOf = (person: RosterPerson | undefined, areaPath: string) => ({
  name: person?.name ?? '',
  login: person?.login ?? '',
  phone: '',
  language: person?.language ?? 'zh',
  areaPath: person?.areaPath ?? areaPath,
  why: '',
});

export type PersonFields = ReturnType<typeof formOf>;

export function usePersonForm(person: RosterPerson | undefined, areaPath: string) {
  const [open, setOpen] = useState(() => {
    const read = formOf(person, areaPath);
    return { read, form: read, version: person?.version, theirs: {} as Partial<PersonFields> };
  });
  const queries = useQueryClient();
  const readAgain = async (personId: string) => {
    void queries.invalidateQueries({ queryKey: ['roster'] });
    const query = { areaPath, personId };
    const now = (await api.get<Roster>('/api/people/roster', { query })).people[0];
    if (!now) return;
    const read = formOf(now, areaPath);
    setOpen((before) => ({ read, version: now.version, ...mergeTyped(before.read, before.form, read) }));
  };
  return {
    ...open,
    set: (change: Partial<PersonFields>) =>
      setOpen((before) => ({ ...before, form: { ...before.form, ...change } })),
    /** Reading may fail too: then nothing moves, and the next sending is refused and reads again. */
    onError: (error: Error) => {
      if (person && isRefused(error, 'people.person_changed')) {
        void readAgain(person.id).catch(() => undefined);
      }
    },
  };
}
