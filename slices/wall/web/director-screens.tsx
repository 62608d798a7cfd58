// The machines before walls: let one in by the code it shows, see who watches, send one away.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { LetInBody, ScreenList } from '../core/contract.ts';
import { directorTexts } from './wall-texts.ts';

type Screen = ScreenList['screens'][number];

function LetIn({ areaPath }: { areaPath: string }) {
  const t = useText(directorTexts);
  const language = useSpoken();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const letting = useSend(
    (body: LetInBody, intent) => api.post('/api/wall/screens/let-in', body, { intent }),
    {
      refresh: [['wall', 'screens', areaPath]],
      onDone: () => {
        toasts.show({ text: t.isIn(name) });
        setCode('');
        setName('');
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void letting.send({ code, name: name.trim(), areaPath });
  };
  return (
    <Form className="gl-director-let-in" onSubmit={submit}>
      {letting.error ? <Notice tone="danger">{tellError(letting.error, language)}</Notice> : null}
      <TextField
        label={t.code}
        help={t.codeHint}
        value={code}
        required
        maxLength={12}
        autoComplete="off"
        autoCapitalize="characters"
        onChange={(value) => setCode(value)}
      />
      <TextField
        label={t.name}
        help={t.nameHint}
        value={name}
        required
        maxLength={60}
        onChange={(value) => setName(value)}
      />
      <Button tone="primary" type="submit" isBusy={letting.isSending}>
        {t.letIn}
      </Button>
    </Form>
  );
}

function ScreenRow({ screen, areaPath, now }: { screen: Screen; areaPath: string; now: number }) {
  const t = useText(directorTexts);
  const language = useSpoken();
  const { can } = useSession();
  const sending = useSend((id: string, intent) => api.delete(`/api/wall/screens/${id}`, { intent }), {
    refresh: [['wall', 'screens', areaPath]],
    onDone: () => toasts.show({ text: t.sentAway(screen.name) }),
  });
  const when = (at: string) => whenWords(Date.parse(at), now, language);
  return (
    <li>
      <div>
        <strong>{screen.name}</strong>
        <p>{t.letInBy(screen.letInBy, when(screen.letInAt))}</p>
        {screen.lastSeenAt === null ? null : <p>{t.seen(when(screen.lastSeenAt))}</p>}
        {sending.error ? <p role="alert">{tellError(sending.error, language)}</p> : null}
      </div>
      {can('wall.send_away') ? (
        <Button tone="danger" isBusy={sending.isSending} onClick={() => void sending.send(screen.id)}>
          {t.sendAway}
        </Button>
      ) : null}
    </li>
  );
}

export function DirectorScreens({ areaPath }: { areaPath: string }) {
  const t = useText(directorTexts);
  const { can } = useSession();
  const now = useNow(MINUTE);
  const { data } = useQuery({
    queryKey: ['wall', 'screens', areaPath],
    queryFn: ({ signal }) => api.get<ScreenList>(`/api/wall/${areaPath}/screens`, { signal }),
    refetchInterval: 10 * SECOND,
  });
  return (
    <section aria-labelledby="director-screens">
      <h2 id="director-screens">{t.screens}</h2>
      {can('wall.let_in') ? <LetIn areaPath={areaPath} /> : null}
      {data?.screens.length === 0 ? <p>{t.noScreens}</p> : null}
      <ul className="gl-director-screens">
        {data?.screens.map((screen) => (
          <ScreenRow key={screen.id} screen={screen} areaPath={areaPath} now={now} />
        ))}
      </ul>
    </section>
  );
}
