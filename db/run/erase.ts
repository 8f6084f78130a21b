import { connect } from '../connect';
import { erasePerson, erasuresFileIn } from '../erasure';
import { runScript, serviceUrl } from './script';

/** Erases name, address, phone and language of a person, for good. */
runScript(async ({ configuration, args: [person, ...rest], say }) => {
  if (person === undefined || rest.length > 0) throw new Error('Usage: npm run erase -- <person id>');
  const file = erasuresFileIn(configuration.DATA_DIR);
  const database = await connect({ url: serviceUrl(configuration), as: 'service', applicationName: 'erase' });
  try {
    const erased = await erasePerson(database, { person, at: new Date().toISOString(), file });
    say(
      erased
        ? `The personal data of ${person} is erased. Keep ${file}: it makes the erasure hold after a restore.`
        : `There is no personal data of ${person}: the id is wrong, or it was erased before.`,
    );
    return erased ? 0 : 1;
  } finally {
    await database.close();
  }
});
