// Pictures for an action: picked or taken, sent at once with progress, sent again by hand after weather.
// The value is the ids the server gave; a picture that failed stays here until it is sent or taken away.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { newIntent, type Intent } from '../../../platform/web/api/intent.ts';
import { sendPhoto } from '../../../platform/web/api/photos.ts';
import { Button } from '../../../ui/button/button.tsx';
import { FieldError } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CasePhoto } from './case-photos.tsx';
import { caseTexts } from './case-texts.ts';
import { formTexts } from './form-texts.ts';

interface Upload {
  readonly key: Intent;
  readonly file: File;
  readonly share: number;
  readonly trouble?: string;
}

export interface PhotoFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  /** True while something is on its way or waits to be sent again. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly optional?: string;
  readonly error?: string;
}

function useUploads({ value, onChange, onBusy }: PhotoFieldProps) {
  const language = useSpoken();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [latest] = useState({ ids: value, uploads: uploads as readonly Upload[] });
  latest.ids = value;
  const put = (next: readonly Upload[]) => {
    latest.uploads = next;
    setUploads(next);
    onBusy(next.length > 0);
  };
  const change = (key: Intent, part: Partial<Upload>) =>
    put(latest.uploads.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: Intent) => put(latest.uploads.filter((one) => one.key !== key));
  const send = async ({ key, file }: Upload) => {
    put(latest.uploads.map((one) => (one.key === key ? { key, file, share: 0 } : one)));
    try {
      const sent = await sendPhoto(file, { intent: key, onProgress: (share) => change(key, { share }) });
      latest.ids = [...latest.ids, sent.id];
      onChange(latest.ids);
      drop(key);
    } catch (error) {
      change(key, { trouble: tellError(error, language) });
    }
  };
  const add = (files: readonly File[]) => {
    const made = files.map((file): Upload => ({ key: newIntent(), file, share: 0 }));
    put([...latest.uploads, ...made]);
    for (const one of made) void send(one);
  };
  return { uploads, add, send, drop };
}

function UploadRow({ upload, onAgain, onDrop }: { upload: Upload; onAgain: () => void; onDrop: () => void }) {
  const t = useText(formTexts);
  return (
    <li className="gl-upload-one">
      <span>{upload.file.name}</span>
      {upload.trouble === undefined ? (
        <progress value={upload.share} max={1} aria-label={t.sending} />
      ) : (
        <>
          <FieldError>{upload.trouble}</FieldError>
          <Button size="small" onClick={onAgain}>
            {t.again}
          </Button>
          <Button size="small" tone="quiet" onClick={onDrop}>
            {t.remove}
          </Button>
        </>
      )}
    </li>
  );
}

export function PhotoField(props: PhotoFieldProps) {
  const { label, value, onChange, optional, error } = props;
  const t = useText(formTexts);
  const words = useText(caseTexts);
  const { uploads, add, send, drop } = useUploads(props);
  return (
    <fieldset>
      <legend>
        {label}
        {optional === undefined ? null : <span className="gl-field-optional">{optional}</span>}
      </legend>
      {value.length + uploads.length === 0 ? null : (
        <ul className="gl-upload-list">
          {value.map((id, index) => (
            <li key={id} className="gl-upload-one">
              <CasePhoto id={id} alt={words.photoOf(index + 1)} />
              <Button
                size="small"
                tone="quiet"
                icon="close"
                onClick={() => onChange(value.filter((one) => one !== id))}
              >
                {t.remove}
              </Button>
            </li>
          ))}
          {uploads.map((one) => (
            <UploadRow
              key={one.key}
              upload={one}
              onAgain={() => void send(one)}
              onDrop={() => drop(one.key)}
            />
          ))}
        </ul>
      )}
      <span className="gl-upload-pick gl-button">
        <span aria-hidden="true">{t.addPhotos}</span>
        <input
          type="file"
          accept="image/*"
          multiple
          aria-label={`${label}: ${t.addPhotos}`}
          aria-invalid={error === undefined ? undefined : true}
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </span>
      {error === undefined ? null : <FieldError>{error}</FieldError>}
    </fieldset>
  );
}
