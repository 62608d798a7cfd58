// The register of components in the shell.
import { RegisterScreen } from '../../slices/components/web/register-screen.tsx';
import { componentPlaces } from './component-places.ts';

export default function Components() {
  return <RegisterScreen places={componentPlaces} />;
}
