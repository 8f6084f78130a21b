import { bothNames } from '../both-names';
import { seesConsultationPosition, type Sight } from '../sight';
import type { Pilot } from '../state';
import { attendanceOf } from './invited';

/** The consultation as a case shows it: the present one, or the last that was held. */
export const consultationShown = (pilot: Pilot, sight: Sight) => {
  const shown = pilot.consultation.present ?? pilot.consultation.earlier.at(-1);
  if (shown === undefined) return null;
  const { form, meeting, day, lastDay, opened, closes, invited, quorum, inquorate, closed, comments } = shown;
  return {
    form,
    meeting,
    day,
    lastDay,
    opened,
    closes,
    invited,
    quorum: { ...quorum, attendance: attendanceOf(pilot, shown) },
    inquorate,
    closed,
    comments: comments.map(({ answer, ...comment }) => ({
      ...bothNames(comment),
      answer: answer && bothNames(answer),
    })),
    positions: shown.positions
      .filter(({ seat }) => seesConsultationPosition(sight, shown, seat))
      .map(bothNames),
  };
};
