import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemCodes } from '../../api/problem-codes';
import { faultCodes } from '../../db/faults';
import { refusals } from '../../workflows/refusals';
import { useApi } from '../support/api';

const api = useApi();
const root = join(__dirname, '../..');

const sourcesIn = (room: string): string[] =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, room, file), 'utf8'));

describe('the documented problems', () => {
  it('are exactly those of the table', async () => {
    const { text } = await api.current.get('/problems', { as: null });
    const listed = [...text.matchAll(/<h2><a href="\/problems\/([\w-]+)">/g)].map(([, code]) => code);
    expect(listed).toEqual(Object.keys(problemCodes).sort());
  });

  it('each stand under their type, in words', async () => {
    for (const [code, { status, title }] of Object.entries(problemCodes)) {
      const page = await api.current.get(`/problems/${code}`, { as: null });
      expect(page.status).toBe(200);
      expect(page.text).toContain(String(status));
      expect(page.text).toContain(title.replaceAll('"', '&quot;'));
    }
    expect((await api.current.get('/problems/none', { as: null })).status).toBe(404);
  });

  it('include whatever a decider or a fault may answer, with the same status', () => {
    for (const [code, { status }] of Object.entries({ ...refusals, ...faultCodes }))
      expect([code, problemCodes[code as keyof typeof problemCodes].status]).toEqual([code, status]);
  });

  it('are all given somewhere: none is documented for nothing', () => {
    const sources = ['api', 'db', 'workflows']
      .flatMap(sourcesIn)
      .filter((text) => !text.includes('satisfies Readonly<Record<string, RefusalKind>>'));
    const unused = Object.keys(problemCodes).filter(
      (code) => !sources.some((text) => text.includes(`'${code}'`)),
    );
    expect(unused).toEqual([]);
  });
});

it('a problem names type, title, status, detail, code and the path without its query', async () => {
  const answer = await api.current.get('/v1/organisations?limit=x');
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.body).toEqual({
    type: '/problems/invalid-query',
    title: problemCodes['invalid-query'].title,
    status: 400,
    detail: expect.stringMatching(/\.$/) as unknown,
    code: 'invalid-query',
    instance: '/v1/organisations',
    advice: problemCodes['invalid-query'].advice,
    errors: [{ pointer: '/limit', detail: expect.stringMatching(/\w/) as unknown }],
  });
});

it('a mistake of the program is told without its insides, and logged whole', async () => {
  const app = await api.current.another({
    commit: () => Promise.reject(new TypeError('the insides of the machine')),
  });
  const answer = await app.inject(api.current.posting('/v1/organisations', {}));
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal-error' });
  expect(answer.payload).not.toContain('insides');
  expect(JSON.stringify(api.current.log.lines)).toContain('the insides of the machine');
});
