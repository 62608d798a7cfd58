// Shows a shell to whoever is signed in, the sign-in page to whoever is not, and the truth while unknown.
// Whose password somebody else has set chooses another first.
import type { ReactNode } from 'react';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { textIn } from '../../../ui/words/texts.ts';
import { unknownTrouble } from '../api/texts.ts';
import { DeviceSwitches } from '../i18n/device-switches.tsx';
import { NewPassword } from './new-password.tsx';
import { useSession } from './session.tsx';
import { SignIn } from './sign-in.tsx';

export function SignedIn({ title, children }: { title: string; children: ReactNode }) {
  const { mode, session, askAgain } = useSession();
  const language = useSpoken();
  switch (mode) {
    case 'loading':
      return <Loading lines={6} />;
    case 'weather':
      return <Failed message={textIn(unknownTrouble, language).weather} onAgain={askAgain} />;
    case 'signed_out':
      return <SignIn title={title} switches={<DeviceSwitches hasTheme hasElder />} />;
    case 'signed_in':
      if (!session?.mustChangePassword) return children;
      return <NewPassword switches={<DeviceSwitches hasTheme hasElder />} />;
  }
}
