// One action on a case that a list offers, with the case as it stands when the form opens: what the list says
// may have been done meanwhile, and then there is nothing to show.
import { tellError } from '../../../platform/web/api/errors.ts';
import { Notice } from '../../../ui/states/states.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { doneWords } from './done-words.ts';
import { useCase } from './use-cases.ts';

export interface AbilityDialogProps {
  readonly caseId: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function AbilityDialog({ caseId, action, onClose, onDone }: AbilityDialogProps) {
  const language = useSpoken();
  const { data, error } = useCase(caseId);
  if (error) return <Notice tone="danger">{tellError(error, language)}</Notice>;
  const ability = data?.abilities.find((one) => one.action === action);
  if (!data || !ability) return null;
  return (
    <ActionDialog
      of={data}
      ability={ability}
      onClose={onClose}
      onDone={(_, body) => {
        toasts.show({ text: doneWords({ action, body, to: undefined }, language) });
        onDone();
      }}
    />
  );
}
