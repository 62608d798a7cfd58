// The briefs of an area in the shell.
import { BriefsScreen } from '../../slices/briefs/web/briefs-screen.tsx';
import { briefHref, briefPreviewHref } from './paths.ts';

export default function Briefs() {
  return <BriefsScreen briefHref={briefHref} previewHref={briefPreviewHref} />;
}
