// How this device speaks and looks: language, light or dark, elder mode. Data and callbacks only; the stored
// choice is platform/web's.
import { Button } from '../button/button.tsx';
import type { Language } from '../words/language.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import './switches.css';

const texts = defineTexts({
  zh: {
    theme: '外观',
    system: '跟随系统',
    light: '浅色',
    dark: '深色',
    elderOn: '长辈版',
    elderOff: '标准版',
    other: 'English',
  },
  en: {
    theme: 'Appearance',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    elderOn: 'Large text',
    elderOff: 'Standard text',
    other: '中文',
  },
});

export interface LanguageSwitchProps {
  readonly language: Language;
  readonly onChange: (language: Language) => void;
}

/** Names the other language in that language, for whoever can't read this one. */
export function LanguageSwitch({ language, onChange }: LanguageSwitchProps) {
  const t = useText(texts);
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button tone="quiet" icon="globe" lang={other} onClick={() => onChange(other)}>
      {t.other}
    </Button>
  );
}

export function ElderSwitch({
  isElder,
  onChange,
}: {
  isElder: boolean;
  onChange: (isElder: boolean) => void;
}) {
  const t = useText(texts);
  return (
    <Button tone="quiet" icon="letters" onClick={() => onChange(!isElder)}>
      {isElder ? t.elderOff : t.elderOn}
    </Button>
  );
}

export type Theme = 'system' | 'light' | 'dark';
const THEMES = [
  ['system', 'screen'],
  ['light', 'sun'],
  ['dark', 'moon'],
] as const;

export function ThemeSwitch({ theme, onChange }: { theme: Theme; onChange: (theme: Theme) => void }) {
  const t = useText(texts);
  return (
    <fieldset className="gl-theme">
      <legend className="gl-unseen">{t.theme}</legend>
      {THEMES.map(([name, icon]) => (
        <Button
          key={name}
          tone="quiet"
          size="small"
          icon={icon}
          label={t[name]}
          aria-pressed={theme === name}
          onClick={() => onChange(name)}
        />
      ))}
    </fieldset>
  );
}
