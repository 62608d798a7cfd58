// The frame of administration: its parts, and for which area.
import type { ReactNode } from 'react';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { PartsPage } from '../../../ui/parts/parts.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { adminTexts } from './admin-texts.ts';
import { useAdminArea, useOwnAreaChoices } from './use-admin.ts';
import './administration.css';

export const ADMIN_BASE = '/command/admin';

const PARTS = [
  { path: '/admin', href: ADMIN_BASE, id: 'people', operation: 'person.roster' },
  { path: '/admin/import', href: `${ADMIN_BASE}/import`, id: 'importing', operation: 'person.import' },
  { path: '/admin/units', href: `${ADMIN_BASE}/units`, id: 'units', operation: 'unit.change' },
  {
    path: '/admin/calendar',
    href: `${ADMIN_BASE}/calendar`,
    id: 'calendar',
    operation: 'calendar.add_exception',
  },
  { path: '/duty', href: '/command/duty', id: 'duty', operation: 'duty.arrange' },
  {
    path: '/admin/basemap',
    href: `${ADMIN_BASE}/basemap`,
    id: 'basemap',
    operation: 'basemap.manage_sources',
  },
  {
    path: '/admin/opendata',
    href: `${ADMIN_BASE}/opendata`,
    id: 'opendata',
    operation: 'geodata.open',
  },
  { path: '/admin/grids', href: `${ADMIN_BASE}/grids`, id: 'grids', operation: 'area.draft' },
  { path: '/admin/lists', href: `${ADMIN_BASE}/lists`, id: 'lists', operation: 'catalogue.versions' },
  { path: '/admin/words', href: `${ADMIN_BASE}/words`, id: 'words', operation: 'wording.change' },
  { path: '/admin/changes', href: `${ADMIN_BASE}/changes`, id: 'changes', operation: 'change.list' },
] as const;

export type AdminPart = (typeof PARTS)[number]['id'];

export function AdminFrame({
  part,
  why,
  actions,
  children,
}: {
  part: AdminPart;
  why?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = useText(adminTexts);
  const { can } = useSession();
  const { path } = useRoute();
  const parts = PARTS.filter(({ operation }) => can(operation)).map((one) => ({
    href: one.href,
    label: t[one.id],
    isCurrent: one.path === path,
  }));
  return (
    <PartsPage title={t[part]} name={t.parts} {...{ parts, why, actions }}>
      {children}
    </PartsPage>
  );
}

/** Shown only where there are several. */
export function AreaChoice() {
  const t = useText(adminTexts);
  const choices = useOwnAreaChoices('community');
  const area = useAdminArea();
  if (choices.length < 2) return null;
  return (
    <NativeSelect
      label={t.area}
      value={area}
      choices={choices}
      onChange={(path) => setQuery({ area: path })}
    />
  );
}
