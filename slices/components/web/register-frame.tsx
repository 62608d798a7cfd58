// The frame of the register's screens: its parts, and for which area.
import type { ReactNode } from 'react';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { PartsPage } from '../../../ui/parts/parts.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { BASE, useAreaChoices } from './register-data.ts';
import { registerTexts } from './register-texts.ts';
import './register.css';

const PARTS = [
  { id: 'list', href: BASE, operation: 'component.list' },
  { id: 'rights', href: `${BASE}/rights`, operation: 'component.list' },
  { id: 'survey', href: `${BASE}/survey`, operation: 'component.review' },
  { id: 'mine', href: `${BASE}/findings`, operation: 'component.survey' },
  { id: 'importing', href: `${BASE}/import`, operation: 'component.import' },
] as const;

export interface RegisterFrameProps {
  readonly part: (typeof PARTS)[number]['id'];
  readonly why?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function RegisterFrame({ part, why, actions, children }: RegisterFrameProps) {
  const t = useText(registerTexts);
  const { can } = useSession();
  const parts = PARTS.filter(({ operation }) => can(operation)).map((one) => ({
    href: one.href,
    label: t[one.id],
    isCurrent: one.id === part,
  }));
  return (
    <PartsPage title={part === 'list' ? t.title : t[part]} name={t.parts} {...{ parts, why, actions }}>
      {children}
    </PartsPage>
  );
}

/** Shown only where there are several. */
export function AreaChoice({ areaPath }: { areaPath: string }) {
  const t = useText(registerTexts);
  const choices = useAreaChoices(areaPath);
  if (choices.length < 2) return null;
  return (
    <NativeSelect
      label={t.area}
      value={areaPath}
      choices={choices}
      onChange={(area) => setQuery({ area })}
    />
  );
}
