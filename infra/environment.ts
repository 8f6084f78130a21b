import { type Configuration, readConfiguration } from '../workflows/configuration';
import { CannotStart } from './cannot-start';

/**
 * The configuration of this process.
 *
 * @throws CannotStart with a line for each variable that is wrong
 */
export function configurationOf(env: NodeJS.ProcessEnv): Configuration {
  const answer = readConfiguration(env);
  if (!answer.ok) throw new CannotStart(answer.problems.join('\n'));
  return answer.configuration;
}
