import { deciders } from '../../workflows/registry';
import { projections } from '../projections';
import { rebuild } from '../rebuild';
import { onDatabase, runScript } from './script';

const asOwner = { as: 'owner', applicationName: 'rebuild', statementTimeout: 60_000 } as const;

/** Builds the read tables again beside those in use, while everything goes on. */
runScript(({ configuration, say }) =>
  onDatabase(configuration, asOwner, async (database) => {
    const onProgress = (streams: number, position: number) =>
      say(`… ${streams} streams at position ${position}`);
    const position = await rebuild({ database, deciders, projections, onProgress });
    say(`The read tables were built again, up to position ${position}.`);
    return 0;
  }),
);
