import { paper, withUganda, fundedDirectory } from '../../support/funding';
import { event, given } from '../../support/given';
import {
  coordinator,
  kenya,
  malawi,
  programmeWith,
  proponent,
  sampleDirectory,
  uganda,
} from '../../support/pilot-people';
import { anEndorsement, type Story } from '../../support/pilots';

const { ruleBook, institutions } = programmeWith(1);
const inWriting = { endorsementInWriting: { value: true, source: 'test' } };
const written = sampleDirectory({ programmes: [{ institutions, ruleBook: { ...ruleBook, ...inWriting } }] });
const asked = (): Story => anEndorsement(written);
const endorsing = (more: object = {}) => ({
  by: kenya,
  body: { decision: 'endorsement-1', position: 'approve', ...more },
});
const letter = paper();

describe('Written endorsement of each country (programmes.md, PGTF-like)', () => {
  it('an endorsement without its letter is refused, and says what is missing', () => {
    const refusal = given(asked()).when('take-position', endorsing()).refusal('document-required');
    expect(refusal.errors).toEqual([
      { pointer: '/letter', detail: 'Name the letter of endorsement, with its hash.' },
    ]);
    given(asked())
      .when(
        'take-position',
        endorsing({ position: 'approve_with_conditions', conditions: [{ text: 'Publish it.' }] }),
      )
      .refused('document-required');
  });

  it('with its letter it is taken, and the letter is on record', () => {
    given(asked())
      .when('take-position', endorsing({ letter }))
      .then(
        event('endorsement-written', { seat: 'host_government-1', letter }),
        event('position-taken', { position: 'approve' }),
      );
    expect(asked().give('take-position', endorsing({ letter })).pilot.documents).toContain(letter.sha256);
  });

  it('the same letter does not serve twice without a reason', () => {
    const once = asked().give('take-position', endorsing({ letter }));
    const again = { ...endorsing({ letter }), by: malawi };
    given(once).when('take-position', again).refused('document-used');
    const body = { ...again.body, reason: 'It is of both ministries.' };
    given(once).when('take-position', { by: malawi, body }).then(event('endorsement-written'));
  });

  it('whoever objects or asks for changes needs none', () => {
    given(asked())
      .when('take-position', endorsing({ position: 'object', text: 'Not in our lakes.' }))
      .then(event('position-taken'));
    given(asked())
      .when('take-position', endorsing({ position: 'object', text: 'Not in our lakes.', letter }))
      .refused('invalid-body');
  });

  it('one that came on paper has its document', () => {
    const recorded = asked().give('record-position', {
      by: coordinator,
      body: { decision: 'endorsement-1', seat: 'host_government-1', position: 'approve', document: letter },
    });
    expect(recorded.pilot.documents).toContain(letter.sha256);
  });

  it('an earlier letter still stands where the endorsement is carried over', () => {
    const returned = asked()
      .give('take-position', endorsing({ letter }))
      .takes(malawi, 'request_changes', { text: 'Another lake.' })
      .give('revise-proposal', { by: proponent, body: { focalArea: 'Water' } })
      .submitted()
      .accepted();
    given(returned)
      .when('confirm-endorsement', { by: kenya, body: { decision: 'endorsement-2' } })
      .then(event('position-taken', { carriedFrom: 'endorsement-1' }));
  });

  it('a country that endorses again writes again', () => {
    const left = withUganda(fundedDirectory({}, inWriting)).give('withdraw-endorsement', {
      by: uganda,
      body: { reason: 'Other plans.' },
    });
    given(left).when('endorse-again', { by: uganda }).refused('document-required');
    given(left)
      .when('endorse-again', { by: uganda, body: { letter: paper() } })
      .then(event('endorsement-written'), event('country-endorsed-again'));
  });

  it('elsewhere the answer alone endorses, and a letter may be named', () => {
    given(anEndorsement()).when('take-position', endorsing()).thenNo('endorsement-written');
    given(anEndorsement()).when('take-position', endorsing({ letter })).then(event('endorsement-written'));
  });
});
