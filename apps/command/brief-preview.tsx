// The preview of a brief in the shell.
import { PreviewScreen } from '../../slices/briefs/web/preview-screen.tsx';
import { BRIEFS, briefHref, caseHref } from './paths.ts';

export default function BriefPreview() {
  return <PreviewScreen briefsHref={BRIEFS} briefHref={briefHref} caseHref={caseHref} />;
}
