// What the desk keeps for the list of cases: its columns, and the view with which it opens. The columns of a
// saved view stand while that view is shown; those that a person chooses hold at once for what is shown, and
// are kept for every list without columns of its own.
import { useEffect, useRef, useState } from 'react';
import { navigate, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { usePreferences } from './use-preferences.ts';
import { useSavedViews } from './use-saved-views.ts';

const SCREEN = 'cases';

const plain = (query: string): string => [...new URLSearchParams(query)].map(String).sort().join('&');

export function useListDesk() {
  const { can } = useSession();
  const { query } = useRoute();
  const { preferences, change } = usePreferences(true);
  const { views } = useSavedViews(can('desk.list_views'));
  const asked = query.toString();
  const isFirst = useRef(true);
  const first = views?.find((one) => one.id === preferences?.views?.[SCREEN]);
  useEffect(() => {
    if (!preferences || !views || !isFirst.current) return;
    isFirst.current = false;
    // Whoever comes by a link has said what to show.
    if (asked === '' && first && first.query !== '') {
      navigate(`${location.pathname}?${first.query}`, { replace: true });
    }
  }, [preferences, views, asked, first]);
  const shown = views?.find((one) => asked !== '' && plain(one.query) === plain(asked));
  const ofView = shown && shown.columns.length > 0 ? shown.columns : undefined;
  const [tried, setTried] = useState<{ readonly query: string; readonly columns: readonly string[] }>();
  const columns = tried?.query === asked ? tried.columns : (ofView ?? preferences?.columns?.[SCREEN]);
  return {
    columns, query: asked,
    onColumns: (chosen: readonly string[]) => {
      setTried({ query: asked, columns: chosen });
      if (!ofView) change(({ columns: kept }) => ({ columns: { ...kept, [SCREEN]: [...chosen] } }));
    },
  };
}
