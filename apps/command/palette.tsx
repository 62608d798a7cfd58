// The palette of command: what the screen in front offers, every screen, and what the server finds, in one
// list; what was used lately first. Composition: the list is ui/palette, commands come from the screens.
import { useState } from 'react';
import { BASE, caseHref } from './paths.ts';
import { useRecent } from './recent.ts';
import { type Command, useOffered } from '../../platform/web/keys/commands.ts';
import { navigate, setQuery, useRoute } from '../../platform/web/router/router.tsx';
import { type Searched, useDeskSearch, useFoundAgain } from '../../slices/desk/web/use-desk-search.ts';
import type { IconName } from '../../ui/icon/icon.tsx';
import { fitting } from '../../ui/palette/match.ts';
import { Palette, type PaletteGroup, type PaletteRow } from '../../ui/palette/palette.tsx';
import { type Language, useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const texts = defineTexts({
  zh: {
    label: '查找案件、人员、单位、网格，或输入命令',
    recent: '最近使用',
    commands: '命令',
    case: '案件',
    person: '人员',
    unit: '单位',
    grid: '网格',
    item: '细类',
  },
  en: {
    label: 'Find cases, people, units, grids, or type a command',
    recent: 'Used lately',
    commands: 'Commands',
    case: 'Cases',
    person: 'People',
    unit: 'Units',
    grid: 'Grids',
    item: 'Items',
  },
});

const KINDS: Readonly<Record<Searched['kind'], IconName>> = {
  case: 'cases',
  person: 'person',
  unit: 'inbox',
  grid: 'grid',
  item: 'letters',
};
const MOST_COMMANDS = 8;

const idOf = (found: Searched): string => `${found.kind} ${found.id}`;
const isFound = (id: string): boolean => Object.hasOwn(KINDS, id.split(' ', 1)[0] ?? '');

/** Where something that was found is to be seen. */
function hrefOf({ kind, id, areaPath }: Searched): string {
  if (kind === 'case') return caseHref(id);
  if (kind === 'grid') return `${BASE}/cases?areaPath=${areaPath ?? id}`;
  const filter = { person: 'holderPersonId', unit: 'unitId', item: 'itemCode' }[kind];
  return `${BASE}/cases?${filter}=${encodeURIComponent(id)}`;
}

const rowOfCommand = ({ id, title, keys }: Command, language: Language): PaletteRow => ({
  id,
  label: title[language],
  icon: 'next',
  ...(language === 'zh' ? {} : { hint: title.zh }),
  ...(keys ? { keys } : {}),
});

const rowOfFound = (found: Searched, language: Language): PaletteRow => ({
  id: idOf(found),
  label: language === 'zh' ? found.title : found.titleEn || found.title,
  hint: found.hint,
  icon: KINDS[found.kind],
});

interface Lists {
  readonly recent: readonly string[];
  /** Of the recent ones those that may still be seen. */
  readonly again: readonly Searched[];
  readonly found: readonly Searched[];
}

function useGroups(text: string, { recent, again, found }: Lists) {
  const t = useText(texts);
  const language = useSpoken();
  const offered = useOffered();
  const named = offered.map((command) => ({ names: [command.title.zh, command.title.en], command }));
  const fits = fitting(text, named).map(({ command }) => command);
  const isEmpty = text.trim() === '';
  const lately = isEmpty
    ? recent.flatMap((one) => {
        const command = offered.find(({ id }) => id === one);
        if (command) return [rowOfCommand(command, language)];
        const seen = again.find((hit) => idOf(hit) === one);
        return seen ? [rowOfFound(seen, language)] : [];
      })
    : [];
  const isLately = new Set(lately.map(({ id }) => id));
  const commands = fits.filter(({ id }) => !isLately.has(id));
  const groups: readonly PaletteGroup[] = [
    { id: 'recent', title: t.recent, rows: lately },
    {
      id: 'commands',
      title: t.commands,
      rows: commands.slice(0, isEmpty ? undefined : MOST_COMMANDS).map((one) => rowOfCommand(one, language)),
    },
    ...(Object.keys(KINDS) as Searched['kind'][]).map((kind) => ({
      id: kind,
      title: t[kind],
      rows: found.filter((one) => one.kind === kind).map((one) => rowOfFound(one, language)),
    })),
  ];
  return { groups: groups.filter(({ rows }) => rows.length > 0), offered };
}

export function CommandPalette({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useText(texts);
  const { path } = useRoute();
  const [text, setText] = useState('');
  const { recent, remember } = useRecent(personId);
  const search = useDeskSearch(text);
  const again = useFoundAgain(recent.filter(isFound));
  const { groups, offered } = useGroups(text, { recent, again, found: search.items });
  const open = (found: Searched) => {
    remember(idOf(found));
    // On the desk a case is looked at where the next decision is made.
    if (found.kind === 'case' && path === '/triage') setQuery({ case: found.id });
    else navigate(hrefOf(found));
  };
  const choose = (rowId: string) => {
    onClose();
    const command = offered.find(({ id }) => id === rowId);
    const found = [...search.items, ...again].find((one) => idOf(one) === rowId);
    // The focus goes back to the screen first: a command may open a form that takes it.
    requestAnimationFrame(() => {
      if (command) {
        remember(command.id);
        command.run();
      } else if (found) open(found);
    });
  };
  return (
    <Palette
      label={t.label}
      text={text}
      onText={setText}
      groups={groups}
      isBusy={search.isBusy}
      refusal={search.refusal}
      onChoose={choose}
      onClose={onClose}
    />
  );
}
