// A component that was found gone stands after all: brought back with a reason, by whoever keeps the
// register.
import { type FormEvent, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { postsFor } from './posts-for.ts';
import { registerTexts } from './register-texts.ts';
import { isWithin } from '../../../kernel/rights.ts';

interface Gone {
  readonly id: string;
  readonly districtId: string;
  readonly areaPath: string | null;
}

export function RestoreForm({ card }: { card: Gone }) {
  const t = useText(registerTexts);
  const language = useSpoken();
  const { session } = useSession();
  const [words, setWords] = useState('');
  const restore = useSend(
    (reason: string, intent) =>
      api.post(`/api/components/${card.id}/restore`, { words: reason }, { intent }),
    { refresh: [['components']] },
  );
  const place = card.areaPath ?? card.districtId;
  const isTheirs = postsFor(session, 'component.review').some(({ areaPath }) => isWithin(place, areaPath));
  if (!isTheirs) return null;
  const reason = words.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.length > 1) void restore.send(reason);
  };
  return (
    <Card title={t.restore}>
      <Form onSubmit={submit}>
        <p>{t.restoreWhy}</p>
        <TextArea label={t.restoreReason} value={words} rows={2} maxLength={500} onChange={setWords} />
        {restore.error ? <Notice tone="danger">{tellError(restore.error, language)}</Notice> : null}
        <div className="gl-register-acts">
          <Button type="submit" tone="primary" isBusy={restore.isSending} disabled={reason.length < 2}>
            {t.restore}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
