import { summaryOf } from '../../../workflows/host-summary';

describe('the summary of a timer or an activity', () => {
  it('is what it is for, in words', () => {
    expect(summaryOf('reminder −7 days: endorsement, KE')).toBe('reminder −7 days: endorsement, KE');
  });

  it.each(['x', '−', '🐝'])('is cut to what Temporal takes, however long the words are: %s', (character) => {
    expect(Buffer.byteLength(summaryOf(character.repeat(5_000)))).toBeLessThanOrEqual(400);
  });
});
