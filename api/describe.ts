import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import pino from 'pino';
import { createDirectory } from '../db/directory';
import { fault } from '../db/faults';
import { buildApp } from './app';

/** The description of the API that is committed. */
export const openapiFile = join(__dirname, 'openapi.json');

/** The text of the description, made from the routes. No database is reached: a pool connects when it is used. */
export const describedApi = async (): Promise<string> => {
  const pool = new Pool();
  const app = await buildApp({
    database: {
      kysely: new Kysely({ dialect: new PostgresDialect({ pool }) }),
      pool,
      gate: { closed: 'this app is only described' },
      close: () => pool.end(),
    },
    commit: () => Promise.reject(fault('read-only', 'This app is only described.')),
    directory: createDirectory(),
    clock: () => new Date().toISOString(),
    logger: pino({ level: 'silent' }),
    temporalAddress: null,
  });
  await app.ready();
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`;
  await app.close();
  await pool.end();
  return text;
};
