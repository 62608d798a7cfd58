// Who uploaded a photo, which never changes: every step that carries one asks, mostly right after the upload.
import { Lookup } from '../db/lookup.ts';
import { listUploaders } from './queries.ts';

/** As receipts name actors: `person:<id>`, `case:<id>`, `public`. */
export const uploaders = new Lookup('photo.uploaders', listUploaders);
