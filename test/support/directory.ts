import type {
  DelegationEntry,
  DirectoryContext,
  OrganisationEntry,
  PersonEntry,
  SeatEntry,
  SharedDateEntry,
} from '../../workflows/directory/entries';
import { byBeginning, inForce } from '../../workflows/directory/in-force';
import type { Programme } from '../../workflows/programmes/rule-book';

/** A whole directory in memory, for specifications of deciders. */
export const directoryOf = ({
  organisations = [],
  persons = [],
  programmes = [],
  meetings = [],
  masterAgreements = [],
  delegations = [],
  seats = {},
}: {
  readonly organisations?: readonly OrganisationEntry[];
  readonly persons?: readonly PersonEntry[];
  readonly programmes?: readonly Programme[];
  readonly meetings?: readonly SharedDateEntry[];
  readonly masterAgreements?: readonly SharedDateEntry[];
  readonly delegations?: readonly DelegationEntry[];
  /** By `<pilot>/<seat>`. */
  readonly seats?: Readonly<Record<string, SeatEntry>>;
}): DirectoryContext => {
  const versionsOf = (id: string) =>
    programmes
      .filter(({ ruleBook }) => ruleBook.id === id)
      .sort((one, other) => one.ruleBook.version - other.ruleBook.version);
  return {
    organisation: (id) => organisations.find((entry) => entry.id === id),
    person: (id) => persons.find((entry) => entry.id === id),
    personsOf: (organisation) =>
      persons.filter((entry) => entry.active && entry.organisations.includes(organisation)),
    programme: (id, version) => versionsOf(id).find(({ ruleBook }) => ruleBook.version === version),
    latestProgramme: (id) => versionsOf(id).at(-1),
    focalPoint: (country) => organisations.find((entry) => entry.active && entry.focalPointFor === country),
    meeting: (id) => meetings.find((entry) => entry.id === id),
    masterAgreement: (id) => masterAgreements.find((entry) => entry.id === id),
    masterAgreementOf: (contributor) =>
      masterAgreements
        .filter((entry) => entry.contributor === contributor)
        .sort((one, other) => (other.day ?? '').localeCompare(one.day ?? ''))[0],
    delegationsTo: (person, at) =>
      delegations.filter((each) => each.receiver === person && inForce(each, at)).sort(byBeginning),
    delegationsBy: (person, at) =>
      delegations.filter((each) => each.giver === person && inForce(each, at)).sort(byBeginning),
    seat: (pilot, seat) => seats[`${pilot}/${seat}`],
    coordinates: (organisation) =>
      [...new Set(programmes.map(({ ruleBook }) => ruleBook.id))].some((id) =>
        versionsOf(id).at(-1)?.institutions.coordinators.includes(organisation),
      ),
    withoutAdministrator: !persons.some((entry) => entry.active && entry.rights.includes('administrator')),
  };
};
