// Rights confirmation in the shell.
import { RightsScreen } from '../../slices/components/web/rights-screen.tsx';
import { componentPlaces } from './component-places.ts';

export default function ComponentRights() {
  return <RightsScreen places={componentPlaces} />;
}
