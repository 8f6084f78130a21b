import { log } from './0001_log';
import { read } from './0002_read';
import { relay } from './0003_relay';
import { vault } from './0004_vault';
import { sharedDates } from './0005_shared_dates';
import { notices } from './0006_notices';
import { delegations } from './0007_delegations';
import type { Migration } from './migration';

/** All migrations, in the order in which they run. New ones are added at the end. */
export const migrations: readonly Migration[] = [log, read, relay, vault, sharedDates, notices, delegations];
