import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/**
 * Every environment variable that a process of this project reads: the one list behind the checks at the start and
 * the table in the README. `description` says what a variable does, `cure` what to write where a value is wrong.
 */
export const Configuration = Type.Object({
  HOST: Type.String({
    default: '127.0.0.1',
    pattern: '^[^\\s/]+$',
    description: 'Address that the API listens on.',
    cure: 'Give an IP address or a host name, for example 127.0.0.1.',
  }),
  PORT: Type.Integer({
    default: 8080,
    minimum: 1,
    maximum: 65535,
    description: 'Port that the API listens on.',
    cure: 'Give a whole number from 1 to 65535.',
  }),
  DATA_DIR: Type.String({
    default: '.data',
    minLength: 1,
    description: 'Folder with all state of the local stack.',
    cure: 'Give the path of a folder.',
  }),
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://[^\\s]+$',
      description: 'Your own PostgreSQL, as the service role. Without it the stack brings one.',
      cure: 'Give an address such as postgres://pilots_service:password@host:5432/pilots.',
    }),
  ),
  DATABASE_OWNER_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://[^\\s]+$',
      description: 'The same database, as the role that owns the tables: migrates and rebuilds.',
      cure: 'Give an address such as postgres://pilots_owner:password@host:5432/pilots.',
    }),
  ),
  TEMPORAL_ADDRESS: Type.Optional(
    Type.String({
      pattern: '^([^\\s/:]+|\\[[0-9a-fA-F:.]+\\]):\\d{1,5}$',
      description: 'Your own Temporal server. Without it the stack brings one.',
      cure: 'Give host and port, for example temporal.example.org:7233.',
    }),
  ),
  TEMPORAL_NAMESPACE: Type.String({
    default: 'pilots',
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
    description: 'Namespace of the workflows.',
    cure: 'Give a name of letters, digits, dots and dashes.',
  }),
  TASK_QUEUE: Type.String({
    default: 'pilots',
    pattern: '^\\S+$',
    description: 'Task queue that the worker serves.',
    cure: 'Give a name without blanks.',
  }),
  SIGNING_KEY_FILE: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'Ed25519 private key (PEM) that signs the heads of the log. Without it the local stack makes one in the data folder; production needs it.',
      cure: 'Give the path of the key file.',
    }),
  ),
  MAX_CLOCK_LEAD: Type.Integer({
    default: 5000,
    minimum: 0,
    description:
      'Milliseconds by which the clock of a process may be ahead of the database before commands are refused.',
    cure: 'Give a whole number of milliseconds, 0 or more.',
  }),
  LOG_LEVEL: Type.Union(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace'].map((level) => Type.Literal(level)),
    {
      default: 'info',
      description: 'The least important lines to log: fatal, error, warn, info, debug or trace.',
      cure: 'Give one of fatal, error, warn, info, debug, trace.',
    },
  ),
  NODE_ENV: Type.Union(
    ['development', 'test', 'production'].map((name) => Type.Literal(name)),
    {
      default: 'development',
      description: 'In production there is no sample directory, and a signing key must be given.',
      cure: 'Give development, test or production.',
    },
  ),
  TEMPORAL_RELEASES: Type.String({
    default: 'https://github.com/temporalio/temporal/releases/download',
    pattern: '^https?://[^\\s]+$',
    description: 'Where the release archives of the Temporal server are, for those who keep a mirror.',
    cure: 'Give a web address.',
  }),
  XDG_CACHE_HOME: Type.Optional(
    Type.String({
      description:
        'Folder of the per-user cache in which the Temporal programs are kept; `~/.cache` without it.',
      cure: 'Give the path of a folder.',
    }),
  ),
});
export type Configuration = Static<typeof Configuration>;

export type ConfigurationAnswer =
  | { readonly ok: true; readonly configuration: Configuration }
  /** One sentence for each wrong variable: its name, what is wrong, what to write. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the configuration from environment variables: defaults for what is not set (an empty value counts as not
 * set), and all that is wrong at once. Variables that are not ours are not looked at.
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): ConfigurationAnswer {
  const given: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries<TSchema>(Configuration.properties)) {
    const text = environment[name];
    given[name] = text === undefined || text === '' ? (schema.default as unknown) : valueOf(schema, text);
    if (given[name] === undefined) Reflect.deleteProperty(given, name);
  }
  const problems = [...problemsOfValues(given, environment), ...problemsOfTheWhole(given)];
  if (problems.length > 0 || !Value.Check(Configuration, given)) return { ok: false, problems };
  return { ok: true, configuration: given };
}

/** Whole numbers in plain digits become numbers; everything else stays the text that it is. */
function valueOf(schema: TSchema, text: string): unknown {
  return schema['type'] === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text;
}

/** What the description of a wrong value shows of it: never what may hold a password. */
function shown(name: string, text: string | undefined): string {
  return name.endsWith('_URL') ? 'has a value that' : `is ${JSON.stringify(text)}, which`;
}

function problemsOfValues(
  given: Record<string, unknown>,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  return Object.entries<TSchema>(Configuration.properties)
    .filter(([name, schema]) => name in given && !Value.Check(schema, given[name]))
    .map(
      ([name, schema]) =>
        `${name} ${shown(name, environment[name])} cannot be used. ${String(schema['cure'])}`,
    );
}

function problemsOfTheWhole(given: Record<string, unknown>): string[] {
  const problems: string[] = [];
  if (given['NODE_ENV'] === 'production' && given['SIGNING_KEY_FILE'] === undefined) {
    problems.push(
      'SIGNING_KEY_FILE is not set, and production does not start without a key. Give the path of the key file.',
    );
  }
  if (given['DATABASE_OWNER_URL'] !== undefined && given['DATABASE_URL'] === undefined) {
    problems.push(
      'DATABASE_OWNER_URL is set without DATABASE_URL. Set both, or neither for the database of the local stack.',
    );
  }
  return problems;
}
