import type { Instant } from '../decider';
import { openDues } from './obligations/dues';
import { openObligations } from './obligations/open';
import { filledSeats } from './seats/held';
import { type Obligation, type Pilot, type Seat, type SeatKind, seatKinds, type Status } from './state';

/** One pilot of the portfolio: a pure function of its state, so that the read tables can be built again. */
export interface PortfolioRow {
  readonly id: string;
  readonly title: string;
  /** `stage.step`, or the end alone. */
  readonly status: string;
  readonly stage: string | null;
  readonly step: string | null;
  readonly end: string | null;
  readonly since: Instant;
  readonly registered: Instant;
  readonly updated: Instant;
  readonly programme: string;
  readonly programmeVersion: number;
  readonly region: string | null;
  readonly countries: readonly string[];
  readonly organisations: readonly string[];
  /** Who sees all of it that participants see; while it is a draft, only the two seats that may. */
  readonly persons: readonly string[];
  /** True once its title, countries and status are everybody's. */
  readonly public: boolean;
  /** The earliest due instant of what is open, null when nothing is owed. */
  readonly nextDue: Instant | null;
}

/** A filled seat and those who may act for it. */
export type SeatItem = Pick<Seat, 'organisation' | 'country' | 'persons'> & {
  readonly seat: string;
  readonly kind: SeatKind;
};

/** Something open in the inbox of those who may act for a seat. */
export type OpenItem = Pick<Obligation, 'id' | 'kind' | 'subject' | 'label' | 'opened' | 'otherwise'> & {
  readonly seat: string;
  readonly organisation: string;
  readonly persons: readonly string[];
  /** Null while it counts from something that has no date yet. */
  readonly due: Instant | null;
};

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

const partsOf = (
  status: string,
): readonly [stage: string | null, step: string | null, end: string | null] => {
  const [stage, step] = status.split('.');
  return step === undefined ? [null, null, status] : [stage ?? null, step, null];
};

/** Of a draft others than these see nothing (lifecycle.md section 1, "Sight"). */
const draftSeats: readonly SeatKind[] = ['proponent', 'coordinator'];

/**
 * The seats whose persons see everything that participants see. A draft is restricted to proponent and
 * coordinator; who is asked about it sees it too, and the approving body what it may reopen.
 */
export const participants = (
  pilot: Pick<Pilot, 'seats' | 'submitted' | 'obligations' | 'end'>,
): readonly Seat[] =>
  filledSeats(pilot, ...seatKinds).filter(
    ({ id, kind }) =>
      pilot.submitted ||
      draftSeats.includes(kind) ||
      (pilot.end !== null && kind === 'approving_body') ||
      openObligations(pilot).some(({ owner }) => owner === id),
  );

/** The countries that give or receive, each once. */
export const countriesOf = ({ proposal }: Pick<Pilot, 'proposal'>): readonly string[] =>
  unique([...(proposal.beneficiaryCountries ?? []), ...(proposal.providerCountries ?? [])]);

/** True once the consultation has opened, wherever the pilot goes from there: title, countries and status are public. */
export const isPublic = ({
  status,
  end,
  consultation: { present, earlier },
}: Pick<Pilot, 'status' | 'end' | 'consultation'>): boolean => {
  const reached: Status = end?.left ?? status;
  const hasOpened = present?.opened != null || earlier.some(({ opened }) => opened !== null);
  return hasOpened || (!reached.startsWith('proposal.') && reached !== 'consultation.convened');
};

/** The pilot's row in the portfolio. */
export const portfolioRow = (pilot: Pilot): PortfolioRow => {
  const [stage, step, end] = partsOf(pilot.status);
  return {
    id: pilot.id,
    title: pilot.proposal.title,
    status: pilot.status,
    stage,
    step,
    end,
    since: pilot.since,
    registered: pilot.registered,
    updated: pilot.occurredAt,
    programme: pilot.programme.id,
    programmeVersion: pilot.programme.version,
    region: pilot.proposal.region ?? null,
    countries: countriesOf(pilot),
    organisations: unique(filledSeats(pilot, ...seatKinds).map(({ organisation }) => organisation)),
    persons: unique(participants(pilot).flatMap(({ persons }) => persons)),
    public: isPublic(pilot),
    nextDue: openDues(pilot)[0] ?? null,
  };
};

/** The filled seats. */
export const seatRows = (pilot: Pilot): readonly SeatItem[] =>
  filledSeats(pilot, ...seatKinds).map(({ id, kind, organisation, country, persons }) => ({
    seat: id,
    kind,
    organisation,
    country,
    persons,
  }));

/** What is open, one item for each obligation: an inbox is these, for a person's seats (lifecycle.md section 1). */
export const openItems = (pilot: Pilot): readonly OpenItem[] =>
  openObligations(pilot).flatMap(({ id, kind, subject, label, owner, opened, due, otherwise }) => {
    const seat = pilot.seats.find((each) => each.id === owner);
    if (seat === undefined) return [];
    const { organisation, persons } = seat;
    return [{ id, kind, subject, label, seat: owner, organisation, persons, opened, due: due.at, otherwise }];
  });
