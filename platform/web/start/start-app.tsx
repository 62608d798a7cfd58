// Puts a shell on the page: preferences, server cache, language. Shells that know people add SessionProvider.
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../../ui/tokens/base.css';
import { makeQueryClient } from '../api/query-client.ts';
import { LanguageProvider } from '../i18n/language-choice.tsx';
import { preferences } from '../outbox/preferences.ts';

export function startApp(app: ReactNode): void {
  const root = document.querySelector('#root');
  if (!root) throw new Error('the page has no #root');
  preferences.start();
  // In slices: a slow phone answers a tap, or paints, in between.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={makeQueryClient()}>
          <LanguageProvider>{app}</LanguageProvider>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}
