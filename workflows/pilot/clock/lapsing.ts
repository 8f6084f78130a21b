import { finalNotice, wasWarned } from '../../clocks/lapse';
import type { Moment } from '../command';
import { runningObligations } from '../countries/suspended';
import type { Part } from '../course';
import { endAs } from '../ends/end';
import { fact } from '../events';
import { openObligations } from '../obligations/open';
import { asOpened, calendarOfSeat, programmeOf } from '../programme';
import { seatOf } from '../seats/held';
import type { Obligation, Pilot } from '../state';
import { audienceOf } from './reached';

const hadFinalNotice = ({ given, due }: Obligation): boolean =>
  given.some(({ offset, due: of }) => offset === 'final' && of === due.at);

/** Lapses over an obligation that was warned of; else one final notice names the new day. */
const lapse =
  (id: string, moment: Moment) =>
  (pilot: Pilot): Part => {
    const obligation = openObligations(pilot).find((open) => open.id === id);
    const owner = seatOf(pilot, obligation?.owner ?? '');
    if (obligation?.due.at == null || owner === undefined) return [];
    if (hadFinalNotice(obligation) || wasWarned(obligation))
      return [
        fact('obligation-lapsed', { obligation: id }),
        endAs('lapsed', `“${obligation.label}” was due ${obligation.due.explanation}.`, moment),
      ];
    const { directory, at } = moment;
    const { finalNotice: days } = programmeOf(asOpened(pilot, obligation), directory).ruleBook.lapse;
    const notice = finalNotice(at, days.value, calendarOfSeat(owner, directory));
    return notice.at > at
      ? fact('reminder-deferred', { obligation: id, offset: 'final', until: notice.at })
      : fact('reminder-recorded', {
          obligation: id,
          offset: 'final',
          due: obligation.due.at,
          to: audienceOf(pilot, obligation, ['owner'], moment),
          proposes: null,
          next: null,
          lapsesAt: notice.lapse,
        });
  };

/** Everything that lapses by now (lifecycle.md section 4, Lapse). */
export const lapsesDue =
  (moment: Moment) =>
  (pilot: Pilot): Part =>
    runningObligations(pilot)
      .filter(({ lapsesAt, finalNoticeAt }) => lapsesAt !== null && (finalNoticeAt ?? lapsesAt) <= moment.at)
      .map(({ id }) => lapse(id, moment));
