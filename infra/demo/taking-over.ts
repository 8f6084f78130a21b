import type { Known, NextAct } from './act';
import { nextApproves, question, seatOf } from './act';
import { monthsEarlier } from './dates';
import type { OnPaper } from './on-paper';
import { mark } from './partners';

const countriesOf = ({ additions }: Known): readonly string[] => [
  ...new Set([...(additions.beneficiaryCountries ?? []), ...(additions.providerCountries ?? [])]),
];

/** Two who may review: clearance under the GEF-like programme asks for as many. */
const reviewers = ['reviewer', 'observer'];

/** The seats that it brings along; proponent and coordinator have theirs since the registration. */
const seatsOf = (known: Known, { lines, afterReturn }: OnPaper) => {
  const given = [...lines, ...(afterReturn === undefined ? [] : [afterReturn])].map(({ seat }) => seat);
  const contributors = [...new Set(given)].filter(
    (kind) => kind !== 'host_government' && kind !== 'coordinator',
  );
  return [
    ...countriesOf(known).map((country) => ({
      kind: 'host_government',
      country,
      organisation: known.focalPoint(country),
    })),
    ...reviewers.map((kind) => ({ kind: 'reviewer', organisation: known.partner(kind) })),
    ...contributors.map((kind) => ({ kind, organisation: known.partner(kind) })),
  ];
};

/** The consultation that it brings along: by correspondence, with what is not answered yet. */
const consultationOf = (known: Known, { step }: OnPaper) => {
  if (step === 'funding.mix') return {};
  const [country = ''] = countriesOf(known);
  const said = [
    { kind: 'host_government', organisation: known.focalPoint(country), about: 'which districts take part?' },
    { kind: 'reviewer', organisation: known.partner('reviewer'), about: 'how are the results measured?' },
  ];
  const comments = said.map(({ about, ...by }) => ({ ...by, text: `${mark} ${about}` }));
  return {
    consultation: {
      form: 'correspondence',
      ...(step === 'consultation.response' ? { comments } : {}),
    },
  };
};

const takeOverOf = (known: Known, onPaper: OnPaper) => ({
  step: onPaper.step,
  registeredOn: monthsEarlier(known.today, 12),
  since: monthsEarlier(known.today, 1),
  proposal: known.additions,
  seats: seatsOf(known, onPaper),
  endorsements: countriesOf(known).map((country) => ({ country, heldOn: monthsEarlier(known.today, 9) })),
  ...consultationOf(known, onPaper),
  reason: `${mark} it ran on paper until now.`,
});

/** A coordinator enters a pilot that ran on paper, and members of the approving body confirm it. */
export const takenOver: NextAct = (pilot, known) => {
  if (known.onPaper === null) return null;
  return question(pilot).decision === undefined
    ? {
        seat: seatOf(pilot, 'coordinator'),
        command: 'take-over',
        body: takeOverOf(known, known.onPaper),
      }
    : nextApproves(pilot, known);
};
