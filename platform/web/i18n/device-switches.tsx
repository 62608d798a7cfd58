// The switches of ui/ joined to what this device keeps.
import { ElderSwitch, LanguageSwitch, ThemeSwitch } from '../../../ui/switches/switches.tsx';
import { preferences } from '../outbox/preferences.ts';
import { useLanguage, usePreferences } from './language-choice.tsx';

export interface DeviceSwitchesProps {
  readonly hasTheme?: boolean;
  readonly hasElder?: boolean;
}

export function DeviceSwitches({ hasTheme = false, hasElder = false }: DeviceSwitchesProps) {
  const { language, setLanguage } = useLanguage();
  const { theme, isElder } = usePreferences();
  return (
    <>
      {hasElder ? (
        <ElderSwitch isElder={isElder} onChange={(next) => preferences.set({ isElder: next })} />
      ) : null}
      <LanguageSwitch language={language} onChange={setLanguage} />
      {hasTheme ? (
        <ThemeSwitch theme={theme} onChange={(next) => preferences.set({ theme: next })} />
      ) : null}
    </>
  );
}
