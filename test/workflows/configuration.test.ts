import { readConfiguration } from '../../workflows/configuration';

function problemsOf(environment: Record<string, string>): readonly string[] {
  const answer = readConfiguration(environment);
  return answer.ok ? [] : answer.problems;
}

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(readConfiguration({})).toMatchObject({
      ok: true,
      configuration: {
        HOST: '127.0.0.1',
        PORT: 8080,
        DATA_DIR: '.data',
        TASK_QUEUE: 'pilots',
        MAX_CLOCK_LEAD: 5000,
      },
    });
  });

  it('takes what is set, numbers as numbers', () => {
    const set = {
      PORT: '9090',
      DATABASE_URL: 'postgres://me:secret@db:5432/pilots',
      TEMPORAL_ADDRESS: '[::1]:7233',
    };
    expect(readConfiguration(set)).toMatchObject({ ok: true, configuration: { ...set, PORT: 9090 } });
  });

  it('counts an empty value as not set', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: '' })).toEqual(readConfiguration({}));
  });

  it('names all wrong values at once, each with what to write', () => {
    expect(problemsOf({ PORT: '80a80', LOG_LEVEL: 'loud', TEMPORAL_ADDRESS: 'temporal' })).toEqual([
      'PORT is "80a80", which cannot be used. Give a whole number from 1 to 65535.',
      'TEMPORAL_ADDRESS is "temporal", which cannot be used. Give host and port, for example temporal.example.org:7233.',
      'LOG_LEVEL is "loud", which cannot be used. Give one of fatal, error, warn, info, debug, trace.',
    ]);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '8080.5'],
    ['PORT', '0x1F90'],
    ['PORT', ' 8080'],
    ['MAX_CLOCK_LEAD', '-1'],
    ['HOST', 'http://localhost'],
    ['DATABASE_URL', 'mysql://localhost/pilots'],
    ['TEMPORAL_RELEASES', 'ftp://mirror'],
    ['NODE_ENV', 'staging'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(name)]);
  });

  it('shows no password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://me:secret@db/pilots' }).join()).not.toContain('secret');
  });

  it('wants a signing key in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([expect.stringContaining('SIGNING_KEY_FILE')]);
    expect(problemsOf({ NODE_ENV: 'production', SIGNING_KEY_FILE: '/run/secrets/key.pem' })).toEqual([]);
  });

  it('wants both addresses of a database or none', () => {
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://owner@db/pilots' })).toEqual([
      expect.stringContaining('DATABASE_URL'),
    ]);
  });
});
