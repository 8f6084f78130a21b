import type { Moment } from '../command';
import type { Part } from '../course';
import { fact } from '../events';
import { met, owedAbout, resortsEnded } from '../obligations/open';
import { dueOf, owe } from '../obligations/owe';
import { waitOf } from '../programme';
import { owingSeats } from '../seats/held';
import type { Pilot } from '../state';

/** What the choice about a country is about. */
const choiceAbout = (country: string): string => `country-${country}`;

/** The country that a choice with this subject is about; null for any other choice. */
export const countryChosenOn = (subject: string): string | null =>
  /^country-(.+)$/.exec(subject)?.[1] ?? null;

const choiceOwed =
  (country: string, moment: Moment) =>
  (pilot: Pilot): Part =>
    owedAbout(pilot, choiceAbout(country), 'choice').length > 0
      ? []
      : owingSeats(pilot, 'approving_body').map((owner, index) =>
          owe(moment, {
            kind: 'choice',
            subject: choiceAbout(country),
            label: `${country} has withdrawn its endorsement: let it leave, keep it once its government has endorsed again, or terminate the pilot`,
            owner,
            due: dueOf(
              owner,
              waitOf(pilot, 'countryLeaving', moment.directory),
              'the withdrawal of the endorsement',
              moment.at,
              moment,
            ),
            otherwise: `The part of ${country} stays suspended, and coordinator and proponent are told that the approving body is late.`,
            ...(index === 0 ? { endsIn: 'last-resort' as const } : {}),
          }),
        );

/**
 * After the agreement is effective a withdrawn endorsement suspends the country's part, and the approving body
 * decides within 30 days (lifecycle.md section 1).
 */
export const countrySuspended = (
  { country, seat, reason }: { readonly country: string; readonly seat: string; readonly reason: string },
  moment: Moment,
): Part => [fact('country-suspended', { country, seat, reason }), choiceOwed(country, moment)];

/** The approving body has chosen. */
export const countryChosen =
  (country: string, note: string) =>
  (pilot: Pilot): Part =>
    owedAbout(pilot, choiceAbout(country), 'choice').map((owed) => [
      met(owed, note),
      resortsEnded(owed.id, 'met', note),
    ]);
