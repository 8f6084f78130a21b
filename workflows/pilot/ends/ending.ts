import { Reason, Shape } from '../../fields';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { implementationSteps, stepsBeforeImplementation } from '../state';
import { endAs } from './end';

export const withdraw = command({
  name: 'withdraw',
  label: 'Withdraw the pilot',
  describe: 'The proponent takes the pilot back, before implementation. What is open becomes void.',
  by: ['proponent'],
  in: stepsBeforeImplementation,
  body: Shape({ reason: Reason }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return inOrder(pilot, moment, endAs('withdrawn', given.body.reason, moment));
  },
});

export const cancel = command({
  name: 'cancel',
  label: 'Cancel the pilot',
  describe: 'The approving body ends the pilot, before implementation. It cannot be reopened.',
  by: ['approving_body'],
  in: stepsBeforeImplementation,
  body: Shape({ reason: Reason }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return inOrder(pilot, moment, endAs('cancelled', given.body.reason, moment));
  },
});

export const terminate = command({
  name: 'terminate',
  label: 'Terminate the pilot',
  describe:
    'The approving body ends the pilot during implementation. Money that was received and not spent is owed back.',
  by: ['approving_body'],
  in: implementationSteps,
  body: Shape({ reason: Reason }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    return inOrder(pilot, moment, endAs('terminated', given.body.reason, moment));
  },
});
