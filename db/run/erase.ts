import { erasePerson, erasuresFileIn } from '../erasure';
import { onDatabase, runScript } from './script';

/** Erases name, address, phone and language of a person, for good. */
runScript(({ configuration, args: [person, ...rest], say }) => {
  if (person === undefined || rest.length > 0) throw new Error('Usage: npm run erase -- <person id>');
  const file = erasuresFileIn(configuration.DATA_DIR);
  return onDatabase(configuration, { as: 'service', applicationName: 'erase' }, async (database) => {
    const erased = await erasePerson(database, { person, at: new Date().toISOString(), file });
    say(
      erased
        ? `The personal data of ${person} is erased. Keep ${file}: it makes the erasure hold after a restore.`
        : `There is no personal data of ${person}: the id is wrong, or it was erased before.`,
    );
    return erased ? 0 : 1;
  });
});
