// One circular in the shell.
import { useRoute } from '../../platform/web/router/router.tsx';
import { CircularScreen } from '../../slices/circulars/web/circular-screen.tsx';
import { CIRCULARS, caseHref } from './paths.ts';

export default function Circular() {
  const { params } = useRoute();
  const circularId = params['id'] ?? '';
  return (
    <CircularScreen
      key={circularId}
      circularId={circularId}
      circularsHref={CIRCULARS}
      caseHref={caseHref}
    />
  );
}
