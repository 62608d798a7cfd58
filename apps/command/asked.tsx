// What waits for my word, in the shell.
import { AskedScreen } from '../../slices/cases/web/asked-screen.tsx';
import { caseHref } from './paths.ts';

export default function Asked() {
  return <AskedScreen caseHref={caseHref} />;
}
