import { dueOf, seatsNamed } from '../../../workflows/notices/message';
import { toConvene } from '../../support/consultations';
import { coordinator } from '../../support/pilot-people';
import { anEndorsement } from '../../support/pilots';
import { messageOf } from './messages';

const document = {
  sha256: 'a'.repeat(64),
  name: 'Letter',
  date: '2027-02-26',
  issuer: 'It',
  location: 'File',
};

describe('By when a message asks for something', () => {
  const story = anEndorsement().until('2027-03-17T06:30:00.000Z');

  it('a reminder: the due date', () => {
    const message = messageOf(story, 'reminder', { obligation: 'position:endorsement-1:host_government-1' });
    expect(dueOf(message)).toEqual({ at: '2027-03-31T14:00:00.000Z' });
    expect(seatsNamed(message)).toEqual(['host_government-1']);
  });

  it('a seat: until when it may be declined', () => {
    const message = messageOf(story, 'seat-filled', { seat: 'host_government-1' });
    expect(dueOf(message)).toEqual({ at: '2027-03-15T14:00:00.000Z' });
    expect(seatsNamed(message)).toEqual(['host_government-1']);
  });

  it('an invitation: the day of the meeting, where it has one', () => {
    const convened = (body: object) =>
      messageOf(toConvene().give('convene', { body }), 'seat-invited', { seat: 'host_government-1' });
    expect(dueOf(convened({ form: 'meeting', day: '2027-04-12' }))).toEqual({ day: '2027-04-12' });
    expect(dueOf(convened({ form: 'correspondence' }))).toBeNull();
  });

  it('a position on behalf: until when it may be struck', () => {
    const entered = anEndorsement()
      .give('record-position', {
        body: { decision: 'endorsement-1', seat: 'host_government-2', position: 'approve', document },
      })
      .give('confirm-record', { by: { ...coordinator, person: 'cora' }, body: { record: 'record-1' } });
    expect(dueOf(messageOf(entered, 'position-recorded'))).toEqual({ at: '2027-03-08T15:00:00.000Z' });
  });
});
