// The card of one component in the shell.
import { CardScreen } from '../../slices/components/web/card-screen.tsx';
import { componentPlaces } from './component-places.ts';

export default function Component() {
  return <CardScreen places={componentPlaces} />;
}
