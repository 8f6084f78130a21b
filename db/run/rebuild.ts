import { deciders } from '../../workflows/registry';
import { connect } from '../connect';
import { projections } from '../projections';
import { rebuild } from '../rebuild';
import { ownerUrl, runScript } from './script';

/** Builds the read tables again beside those in use, while everything goes on. */
runScript(async ({ configuration, say }) => {
  const database = await connect({
    url: ownerUrl(configuration),
    as: 'owner',
    applicationName: 'rebuild',
    statementTimeout: 60_000,
  });
  try {
    const onProgress = (streams: number, position: number) =>
      say(`… ${streams} streams at position ${position}`);
    const position = await rebuild({ database, deciders, projections, onProgress });
    say(`The read tables were built again, up to position ${position}.`);
    return 0;
  } finally {
    await database.close();
  }
});
