// The record of changes within administration; each line opens the person, unit or calendar that it is about.
import { useText } from '../../../ui/words/texts.ts';
import { ChangesView, changesTexts } from '../../changes/web/public.ts';
import { AdminFrame } from './admin-frame.tsx';
import { subjectHref } from './subject-href.ts';

export default function RecordScreen() {
  const t = useText(changesTexts);
  return (
    <AdminFrame part="changes" why={t.changesWhy}>
      <ChangesView hrefOf={subjectHref} />
    </AdminFrame>
  );
}
