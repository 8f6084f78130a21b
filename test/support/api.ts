import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { buildApp } from '../../api/app';
import type { Services } from '../../api/services';
import { projections } from '../../db/projections';
import { loadSample, type SampleKeys } from '../../infra/sample-directory';
import { deciders } from '../../workflows/registry';
import { holdToSchema } from './documented';
import { type TestLog, useLog } from './log';

/** An answer of the API with its body read, and held against its schema. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: LightMyRequestResponse['headers'];
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** A request as a test makes it. `as`: a handle of the sample directory, or a key. */
export interface ApiRequest {
  readonly as?: string | null;
  readonly key?: string;
  readonly ifMatch?: string;
  readonly headers?: Record<string, string>;
}

/** The API of this project on a database of its own, with the sample directory. */
export interface TestApi {
  readonly app: FastifyInstance;
  readonly log: TestLog;
  readonly services: Services;
  readonly keys: SampleKeys;
  /** What the clock of the API says; move it to travel. */
  now: string;
  get(path: string, request?: ApiRequest): Promise<ApiAnswer>;
  post(path: string, body: unknown, request?: ApiRequest): Promise<ApiAnswer>;
  /** What `post` sends: for `inject`, here or in another process, once or again. */
  posting(path: string, body: unknown, request?: ApiRequest): InjectOptions;
  inject(options: InjectOptions): Promise<ApiAnswer>;
  /** Another process of the API on the same database. */
  another(more?: Partial<Services>): Promise<FastifyInstance>;
  idOf(handle: string): { readonly person: string; readonly organisation: string };
}

let fresh = 0;

/** An idempotency key that nobody has used. */
export const freshKey = (): string => `key-${(fresh += 1)}`;

/** For all tests of a file. */
export function useApi(): { readonly current: TestApi } {
  let api: TestApi | undefined;
  const apps: FastifyInstance[] = [];
  afterAll(async () => {
    for (const app of apps) await app.close();
  });
  const log = useLog({ deciders, projections });
  beforeAll(async () => {
    api = await openApi(log.current, apps);
  });
  return {
    get current() {
      if (api === undefined) throw new Error('The API is built before the first test, not earlier.');
      return api;
    },
  };
}

async function openApi(log: TestLog, apps: FastifyInstance[]): Promise<TestApi> {
  const clock = { now: '2027-03-01T09:00:00.000Z' };
  const keys = await sampleKeys(log, clock.now);
  const { commit, database, options } = log;
  const services: Services = {
    database,
    commit,
    directory: options.context,
    clock: () => clock.now,
    logger: pino(
      { level: 'info' },
      { write: (line) => log.lines.push(JSON.parse(line) as Record<string, unknown>) },
    ),
    temporalAddress: null,
  };
  const build = async (more: Partial<Services> = {}) => {
    const app = await buildApp({ ...services, ...more });
    apps.push(app);
    await app.ready();
    return app;
  };
  const app = await build();
  const inject = async (options: InjectOptions) => answerOf(options, await app.inject(options));
  const headersOf = ({ as = 'coordinator-1', ifMatch, headers }: ApiRequest) => ({
    ...(as !== null && { authorization: `Bearer ${keys[as]?.key ?? as}` }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    ...headers,
  });
  const posting = (url: string, body: unknown, request: ApiRequest = {}): InjectOptions => ({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': request.key ?? freshKey(),
      ...headersOf(request),
    },
    payload: JSON.stringify(body),
  });
  return {
    app,
    log,
    services,
    keys,
    get now() {
      return clock.now;
    },
    set now(instant) {
      clock.now = instant;
    },
    inject,
    get: (url, request = {}) => inject({ method: 'GET', url, headers: headersOf(request) }),
    posting,
    post: (url, body, request) => inject(posting(url, body, request)),
    another: build,
    idOf: (handle) => {
      const found = keys[handle];
      if (found === undefined) throw new Error(`The sample directory has no ${handle}.`);
      return found;
    },
  };
}

async function sampleKeys({ commit }: TestLog, now: string): Promise<SampleKeys> {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  try {
    const file = await loadSample(commit, folder, () => now);
    return JSON.parse(readFileSync(file ?? '', 'utf8')) as SampleKeys;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every answer that a test gets is held against the schema of its route: what is documented is what is sent. */
function answerOf(options: InjectOptions, response: LightMyRequestResponse): ApiAnswer {
  const { statusCode: status, headers, payload: text } = response;
  const isJson = String(headers['content-type']).includes('json');
  const body = isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {};
  if (isJson && typeof options.url === 'string')
    holdToSchema(options.method ?? 'GET', options.url, status, body);
  return { status, headers, body, text };
}
