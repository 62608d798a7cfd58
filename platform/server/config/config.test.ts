// A setting that is wrong or half given stops the start, in words that say which one.
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const store = {
  S3_ENDPOINT: 'https://photos.example:9000',
  S3_BUCKET: 'city',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'canary-secret',
};
const photos = (env: NodeJS.ProcessEnv) => readConfig(env, []).photos;
function wordsOf(env: NodeJS.ProcessEnv): string {
  try {
    photos(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'taken';
}

test('photos lie on the disk unless a store is asked for', () => {
  expect(photos({})).toEqual({ kind: 'disk' });
  expect(photos({ PHOTO_STORE: 'disk', ...store })).toEqual({ kind: 'disk' });
  expect(photos({ PHOTO_STORE: 's3', ...store })).toEqual({
    kind: 's3',
    endpoint: 'https://photos.example:9000',
    bucket: 'city',
    region: 'us-east-1',
    accessKeyId: 'key',
    secretAccessKey: 'canary-secret',
    prefix: 'photos',
  });
  expect(photos({ PHOTO_STORE: 's3', ...store, S3_REGION: 'cn-1' })).toMatchObject({ region: 'cn-1' });
});

test('a store that is half given names what is missing, and never says the secret', () => {
  for (const name of Object.keys(store)) {
    const words = wordsOf({ PHOTO_STORE: 's3', ...store, [name]: '' });
    expect(words).toBe(`PHOTO_STORE is s3: set ${name} as well.`);
  }
  expect(wordsOf({ PHOTO_STORE: 's3' })).toContain(Object.keys(store).join(', '));
  expect(wordsOf(store)).toMatch(/^S3_ENDPOINT.* is set but PHOTO_STORE is not/);
  expect(wordsOf({ PHOTO_STORE: 'S4', ...store })).toContain('PHOTO_STORE is S4');
  expect(wordsOf({ PHOTO_STORE: 's3', ...store, S3_BUCKET: 'a/../b' })).toContain('S3_BUCKET');
  const wrong = ['photos.example', 'ftp://photos.example', 'https://k:canary-secret@photos.example'];
  for (const endpoint of wrong) {
    const words = wordsOf({ PHOTO_STORE: 's3', ...store, S3_ENDPOINT: endpoint });
    expect(words).toContain('S3_ENDPOINT');
    expect(words).not.toContain('canary-secret');
  }
});

test('phones are woken through the browsers’ services and those that are added, or not at all', () => {
  const push = (env: NodeJS.ProcessEnv) => readConfig(env, []).push;
  expect(push({})?.services).toContain('fcm.googleapis.com');
  expect(push({})?.subject).toMatch(/^https:/);
  expect(push({ PUSH: '0' })).toBeUndefined();
  const added = push({
    PUSH_SERVICES: 'push.city.example, http://10.0.0.7:8090',
    VAPID_SUBJECT: 'mailto:a@b.c',
  });
  expect(added?.services).toEqual(expect.arrayContaining(['push.city.example', 'http://10.0.0.7:8090']));
  expect(added?.subject).toBe('mailto:a@b.c');
  expect(wordsOf({ PUSH_SERVICES: 'push.city.example,*' })).toContain('PUSH_SERVICES has *:');
  expect(wordsOf({ VAPID_SUBJECT: 'somebody' })).toContain('VAPID_SUBJECT is somebody');
});

test('map tiles come from the hosts that the operator names, and from none by default', () => {
  const hosts = (TILE_HOSTS?: string) =>
    readConfig(TILE_HOSTS === undefined ? {} : { TILE_HOSTS }, []).tileHosts;
  expect(hosts()).toEqual([]);
  expect(hosts('*.tianditu.gov.cn, http://10.0.0.7:8090')).toEqual([
    '*.tianditu.gov.cn',
    'http://10.0.0.7:8090',
  ]);
  expect(() => hosts('tiles.example.org,*')).toThrow(/TILE_HOSTS has \*: .*tiles\.example\.org/);
});
