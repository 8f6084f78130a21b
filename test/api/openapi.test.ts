import { readFileSync } from 'node:fs';
import { describedApi, openapiFile } from '../../api/describe';
import { commandsOf } from '../../workflows/registry';
import { useApi } from '../support/api';

const api = useApi();

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema: { readonly properties?: object } }>;
  };
  readonly responses: Record<string, unknown>;
  readonly security?: readonly unknown[];
}
interface Described {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}
const committed = () => JSON.parse(readFileSync(openapiFile, 'utf8')) as Described;
const operations = (): [string, string, Operation][] =>
  Object.entries(committed().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      path,
      method,
      operation,
    ]),
  );

describe('the description of the API', () => {
  it('that is committed is that of the routes: run npm run openapi', async () => {
    expect(readFileSync(openapiFile, 'utf8')).toBe(await describedApi());
  });

  it('is OpenAPI 3.1, and served as it is committed, without a key', async () => {
    const served = await api.current.get('/openapi.json', { as: null });
    expect(served).toMatchObject({ status: 200, body: committed() });
    expect(committed().openapi).toBe('3.1.0');
  });

  it('has an operation with a schema of its own for every command that people may give', () => {
    const described = operations().map(([path]) => path);
    for (const [type, plural] of [
      ['pilot', 'pilots'],
      ['organisation', 'organisations'],
      ['person', 'persons'],
      ['programme', 'programmes'],
      ['meeting', 'meetings'],
      ['master-agreement', 'master-agreements'],
    ] as const)
      for (const { name, creates, by } of commandsOf(type)) {
        const people = by.some((role) => role !== 'clock' && role !== 'operator');
        const path = `/v1/${plural}/{id}/commands/${name}`;
        const expected = people && !creates && name !== 'create-api-key';
        expect([path, described.includes(path)]).toEqual([path, expected]);
      }
  });

  it('names each operation once, and says what each is for', () => {
    const ids = operations().map(([, , { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, , { summary }] of operations())
      expect([path, summary]).toEqual([path, expect.stringMatching(/\w/)]);
  });

  it('asks every POST for an Idempotency-Key, and all but health for a key', () => {
    for (const [path, method, { parameters = [], security }] of operations()) {
      const asked = parameters.some(({ name, required }) => name === 'idempotency-key' && required);
      expect([path, method, asked]).toEqual([path, method, method === 'post']);
      expect([path, security?.length === 0]).toEqual([path, path.startsWith('/health/')]);
    }
  });

  it('points nowhere that is not there', () => {
    const text = readFileSync(openapiFile, 'utf8');
    const schemas = Object.keys((JSON.parse(text) as { components: { schemas: object } }).components.schemas);
    const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(schemas.sort());
  });
});

it('has a page for people', async () => {
  const page = await api.current.get('/docs/', { as: null });
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toContain('text/html');
});
