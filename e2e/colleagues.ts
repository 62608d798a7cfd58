// The other people of the district, who do their part of a matter while a journey looks at somebody else's
// screen. They work through the public doors with their own posts, never past them.
import type { Picture } from './doings.ts';
import type { Town } from './town.ts';

export interface Hand {
  readonly personId: string;
  /** One action on a case; throws with the refusal where the city says no. */
  act(caseId: string, action: string, body?: Readonly<Record<string, unknown>>): Promise<void>;
  photo(picture: Picture): Promise<string>;
  /** Reports a matter and answers with its number and id. */
  report(body: Readonly<Record<string, unknown>>): Promise<{ id: string; number: string }>;
}

export async function signedHand(city: Town, login: string): Promise<Hand> {
  const person = await city.store.database.read(({ db }) =>
    db.selectFrom('person').select('id').where('login', '=', login).executeTakeFirstOrThrow(),
  );
  const token = await city.app.signInAs(person.id);
  const post = async (url: string, body: unknown, headers?: Record<string, string>) => {
    const reply = await city.app.send('POST', url, { token, body, ...(headers ? { headers } : {}) });
    if (reply.status >= 300)
      throw new Error(`${login} ${url}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  return {
    personId: person.id,
    act: async (caseId, action, body = {}) => void (await post(`/api/cases/${caseId}/${action}`, body)),
    photo: async ({ buffer, mimeType }) =>
      String((await post('/api/photos', buffer, { 'content-type': mimeType }))['id']),
    report: async (body) => {
      const filed = await post('/api/cases', body);
      return { id: String(filed['id']), number: String(filed['number']) };
    },
  };
}
