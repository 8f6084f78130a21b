import { later } from '../../clocks/days';
import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { met, owedAbout, resortsEnded, voided } from '../obligations/open';
import { asOpened } from '../programme';
import type { Pilot } from '../state';
import { decisionLastResort, decisionOf } from './open';

const anotherWay = 'Another way out of the decision was found.';

/** The coordinator has found a way out of a decision without a result. */
export const wayOutFound =
  (id: string) =>
  (pilot: Pilot): Part => [
    owedAbout(pilot, id, 'undecided').map((owed) => met(owed)),
    owedAbout(pilot, id, 'choice').map((owed) => voided(owed, anotherWay)),
    resortsEnded(id, 'met', anotherWay),
  ];

/** Only what a step waits for has a last resort. */
export const newTimes = (pilot: Pilot, id: string, closes: string, moment: Moment) => {
  const decision = decisionOf(pilot, id);
  return {
    closes,
    lastResortAt:
      decision === undefined || decision.kind === 'act'
        ? null
        : decisionLastResort(asOpened(pilot, decision), closes, moment),
  };
};

/** Moves the closing time to the latest of the positions that are owed, if that is later than it stands. */
export const closesWithTheLatest =
  (id: string, reason: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const decision = decisionOf(pilot, id);
    if (decision === undefined) return [];
    const closes = owedAbout(pilot, id, 'position')
      .flatMap(({ due }) => due.at ?? [])
      .reduce(later, decision.closes);
    return closes <= decision.closes
      ? []
      : [
          fact('decision-extended', { decision: id, reason, ...newTimes(pilot, id, closes, moment) }),
          wayOutFound(id),
        ];
  };
