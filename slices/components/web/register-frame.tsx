// The frame of the register's screens: its head, its parts, and for which area. A part is a link, so that it
// can be kept; parts that cannot be opened are not drawn.
import type { ReactNode } from 'react';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { BASE, useAreaChoices } from './register-data.ts';
import { registerTexts } from './register-texts.ts';
import './register.css';

const PARTS = [
  { id: 'list', href: BASE, operation: 'component.list' },
  { id: 'rights', href: `${BASE}/rights`, operation: 'component.list' },
  { id: 'survey', href: `${BASE}/survey`, operation: 'component.review' },
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
  return (
    <Page>
      <PageHead title={part === 'list' ? t.title : t[part]} actions={actions}>
        {why}
      </PageHead>
      <nav className="gl-register-parts" aria-label={t.parts}>
        <ul>
          {PARTS.filter(({ operation }) => can(operation)).map((one) => (
            <li key={one.id}>
              <a href={one.href} aria-current={one.id === part ? 'page' : undefined}>
                {t[one.id]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
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
