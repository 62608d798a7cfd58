// The draft of one action on one case, kept on the phone until it has gone into the outbox: a call that
// comes in while the after-photo is taken costs nothing.
import { useEffect, useState } from 'react';
import { findPicture, forgetPicture, keepPicture } from '../../../platform/web/outbox/kept-pictures.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { type ActDraft, type ActPicture, newActDraft } from './field-act.ts';

const KEEP_AFTER_MS = 300;
const nameOf = (owner: string, caseId: string, action: string): string =>
  `field.act.${owner}.${caseId}.${action}`;

async function find(name: string): Promise<ActDraft | undefined> {
  const found = (await kept.read(name)) as Partial<ActDraft> | undefined;
  if (typeof found?.intent !== 'string' || !Array.isArray(found.pictures)) return undefined;
  const pictures: ActPicture[] = [];
  for (const light of found.pictures as readonly Omit<ActPicture, 'bytes'>[]) {
    const bytes = await findPicture(light.key);
    if (bytes) pictures.push({ ...light, bytes });
  }
  return { intent: found.intent, values: found.values ?? {}, pictures };
}

async function keep(name: string, draft: ActDraft): Promise<void> {
  for (const { key, bytes } of draft.pictures) await keepPicture(key, bytes);
  await kept.keep(name, { ...draft, pictures: draft.pictures.map(({ bytes: _, ...rest }) => rest) });
}

export interface ActDrafting {
  readonly draft: ActDraft;
  readonly set: (name: string, value: unknown) => void;
  readonly addPicture: (picture: ActPicture) => void;
  readonly removePicture: (key: string) => void;
  readonly forget: () => void;
}

export function useActDraft(owner: string, caseId: string, action: string): ActDrafting {
  const name = nameOf(owner, caseId, action);
  const [draft, setDraft] = useState(newActDraft);
  const [isTouched, setTouched] = useState(false);
  useEffect(() => {
    let isHere = true;
    void find(name).then((found) => {
      if (isHere && found) setDraft(found);
    });
    return () => {
      isHere = false;
    };
  }, [name]);
  useEffect(() => {
    if (!isTouched) return undefined;
    const timer = setTimeout(() => void keep(name, draft), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, isTouched, name]);
  const change = (next: (before: ActDraft) => ActDraft) => {
    setTouched(true);
    setDraft(next);
  };
  return {
    draft,
    set: (field, value) => change((before) => ({ ...before, values: { ...before.values, [field]: value } })),
    addPicture: (picture) => change((before) => ({ ...before, pictures: [...before.pictures, picture] })),
    removePicture: (key) => {
      void forgetPicture(key);
      change((before) => ({ ...before, pictures: before.pictures.filter((one) => one.key !== key) }));
    },
    forget: () => {
      setTouched(false);
      void kept.forget(name);
      for (const { key } of draft.pictures) void forgetPicture(key);
    },
  };
}
