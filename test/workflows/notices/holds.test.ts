import { holds } from '../../../workflows/notices/holds';
import { afterWindow, anOpenConsultation, reviewer, says, toConvene } from '../../support/consultations';
import { coordinator, first, kenya, malawi, proponent } from '../../support/pilot-people';
import { anEndorsement, type Story } from '../../support/pilots';
import { messageOf } from './messages';

const reason = 'Other plans.';
const ofKenya = { obligation: 'position:endorsement-1:host_government-1' };
const afterFourteen = anEndorsement().until('2027-03-17T06:30:00.000Z');
const reminder = messageOf(afterFourteen, 'reminder', ofKenya);

describe('A reminder that has not been sent yet', () => {
  it('holds while what it reminds of is owed by that date', () =>
    expect(holds(afterFourteen.pilot, reminder)).toBe(true));

  it('no more once the position is taken', () =>
    expect(holds(afterFourteen.takes(kenya, 'approve').pilot, reminder)).toBe(false));

  it('no more once the due date has moved, for that voids it', () => {
    const extended = afterFourteen.give('extend-decision', {
      body: { decision: 'endorsement-1', by: { add: { days: 14 } }, reason },
    });
    expect(holds(extended.pilot, reminder)).toBe(false);
  });

  it('again where the date was moved and came back: only what was given for that date counts', () => {
    const { obligations } = afterFourteen.pilot;
    const moved = obligations.map((owed) =>
      owed.id === ofKenya.obligation
        ? {
            ...owed,
            given: [...owed.given, { offset: -7, due: '2027-05-01T14:00:00.000Z', at: owed.opened }],
          }
        : owed,
    );
    expect(holds({ ...afterFourteen.pilot, obligations: moved }, reminder)).toBe(true);
  });

  it('no more once the pilot has ended', () => {
    const ended = afterFourteen.give('withdraw', { by: proponent, body: { reason } });
    expect(holds(ended.pilot, reminder)).toBe(false);
  });

  it('no more once a later one has been given: only the latest missed one is sent', () => {
    const later = afterFourteen.until('2027-03-24T06:30:00.000Z');
    expect(holds(later.pilot, reminder)).toBe(false);
    expect(holds(later.pilot, messageOf(later, 'reminder', { ...ofKenya, offset: -7 }))).toBe(true);
  });

  it('not while the pilot is suspended, but for the suspension’s own review', () => {
    const running = toConvene().until('2027-04-16T06:30:00.000Z');
    const convening = messageOf(running, 'reminder', {
      obligation: 'step:consultation.convened:coordinator-1',
      offset: -14,
    });
    expect(holds(running.pilot, convening)).toBe(true);
    const suspended = running.give('suspend', { by: first, body: { reason } });
    expect(holds(suspended.pilot, convening)).toBe(false);
    const reviewed = suspended.until('2027-06-20T12:00:00.000Z');
    const [review] = reviewed.pilot.obligations.filter(({ kind }) => kind === 'suspension');
    const ofReview = messageOf(reviewed, 'reminder', { obligation: review?.id ?? '', offset: -30 });
    expect(holds(reviewed.pilot, ofReview)).toBe(true);
  });
});

describe('The word that a seat was given', () => {
  const story = anEndorsement();
  const word = messageOf(story, 'seat-filled', { seat: 'host_government-1' });

  it('holds while the seat is filled', () => expect(holds(story.pilot, word)).toBe(true));

  it('no more once the organisation has declined, or the pilot has ended', () => {
    const declined = story.give('decline-seat', {
      by: kenya,
      body: { seat: 'host_government-1', reason },
    });
    expect(holds(declined.pilot, word)).toBe(false);
    expect(holds(story.give('withdraw', { by: proponent, body: { reason } }).pilot, word)).toBe(false);
  });
});

describe('An invitation to a consultation', () => {
  const open = anOpenConsultation();
  const invitation = messageOf(open, 'seat-invited', { seat: 'host_government-1' });

  it('holds until the seat has said something', () => {
    expect(holds(open.pilot, invitation)).toBe(true);
    expect(holds(says(open, malawi, 'Name the lake.').pilot, invitation)).toBe(true);
    expect(holds(says(open, kenya, 'Name the lake.').pilot, invitation)).toBe(false);
  });

  it('no more once the seat has recused itself', () => {
    const recused = open.give('comment', { by: kenya, body: { position: 'recuse' } });
    expect(holds(recused.pilot, invitation)).toBe(false);
  });

  it('whatever position others take, or one of its own that was void', () => {
    const other = open.give('comment', { by: malawi, body: { position: 'approve' } });
    expect(holds(other.pilot, invitation)).toBe(true);
    const { present } = open.pilot.consultation;
    const taken = { seat: 'host_government-1', organisation: 'focal-ke', position: 'approve' as const };
    const position = { ...taken, at: open.at, person: null, void: true };
    const withPosition = (each: typeof position) => ({
      ...open.pilot,
      consultation: {
        ...open.pilot.consultation,
        present: present === null ? null : { ...present, positions: [each] },
      },
    });
    expect(holds(withPosition(position), invitation)).toBe(true);
    expect(holds(withPosition({ ...position, void: false }), invitation)).toBe(false);
  });

  it('no more once the consultation is over', () => {
    const over = says(says(open, malawi, 'Name the lake.'), reviewer, 'Which weevil?').until(afterWindow);
    expect(over.pilot.consultation.present?.closed).not.toBeNull();
    expect(holds(over.pilot, invitation)).toBe(false);
  });
});

describe('The notice of a position on behalf', () => {
  const letter = {
    sha256: 'a'.repeat(64),
    name: 'Letter of the ministry',
    date: '2027-02-26',
    issuer: 'Ministry of Malawi',
    location: 'Registry, file 12',
  };
  const story: Story = anEndorsement()
    .give('record-position', {
      body: {
        decision: 'endorsement-1',
        seat: 'host_government-2',
        position: 'approve',
        document: letter,
      },
    })
    .give('confirm-record', { by: { ...coordinator, person: 'cora' }, body: { record: 'record-1' } });
  const notice = messageOf(story, 'position-recorded');

  it('holds while the position stands, and also when it can be struck no more', () => {
    expect(holds(story.pilot, notice)).toBe(true);
    expect(holds(story.until('2027-03-20T00:00:00.000Z').pilot, notice)).toBe(true);
  });

  it('no more once it is struck, or the organisation has answered itself', () => {
    const struck = story.give('strike-position', {
      by: malawi,
      body: { record: 'record-1', reason },
    });
    expect(holds(struck.pilot, notice)).toBe(false);
    expect(holds(story.takes(malawi, 'object', { text: 'Not so.' }).pilot, notice)).toBe(false);
  });
});
