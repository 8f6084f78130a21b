import type { Caller } from '../../../workflows/decider';
import { personRights } from '../../../workflows/directory/entries';
import { seesEvent, seesPosition, sightOf } from '../../../workflows/pilot/sight';
import {
  administrator,
  coordinator,
  first,
  kenya,
  malawi,
  persons,
  programmeWith,
  proponent,
  sampleDirectory,
  second,
} from '../../support/pilot-people';
import { aPilot } from '../../support/pilots';

const directory = sampleDirectory({
  programmes: [programmeWith(3)],
  persons: persons.map((person) =>
    person.id === 'rosa'
      ? { ...person, rights: personRights.filter((right) => right === 'auditor') }
      : person,
  ),
});
const auditor: Caller = { door: 'http', person: 'rosa', organisation: null };
const stranger: Caller = { door: 'http', person: 'dagny', organisation: 'donor' };

const draft = () => aPilot(directory).complete();
const endorsing = () => draft().seated('KE', 'MW').submitted().accepted();
const deliberating = () => endorsing().takes(kenya, 'approve').takes(malawi, 'approve');

const extent = (story: { readonly pilot: Parameters<typeof sightOf>[0] }, caller: Caller) =>
  sightOf(story.pilot, caller, directory, story.pilot.occurredAt).extent;

describe('Sight (lifecycle.md section 1)', () => {
  it('restricts a draft before it is submitted to proponent, coordinator and auditors', () => {
    const story = draft().seated('KE');
    expect(extent(story, proponent)).toBe('participant');
    expect(extent(story, coordinator)).toBe('everything');
    expect(extent(story, auditor)).toBe('everything');
    expect(extent(story, kenya)).toBe('nothing');
    expect(extent(story, first)).toBe('nothing');
  });

  it('shows a draft to who is asked about it, and the approving body what it may reopen', () => {
    const proposed = draft().give('cancel', { by: first, body: { reason: 'No.' } });
    expect(extent(proposed, second)).toBe('participant');
    expect(extent(proposed, kenya)).toBe('nothing');
    const withdrawn = draft().give('withdraw', { by: proponent, body: { reason: 'No.' } });
    expect(extent(withdrawn, first)).toBe('participant');
    expect(extent(withdrawn, stranger)).toBe('nothing');
  });

  it('shows a submitted proposal to every seat of the pilot', () => {
    const story = draft().seated('KE', 'MW').submitted();
    for (const caller of [kenya, malawi, first, proponent]) expect(extent(story, caller)).toBe('participant');
  });

  it('gives nothing to who has no seat while the consultation has not opened', () => {
    expect(extent(endorsing(), stranger)).toBe('nothing');
  });

  it('gives an administrator of the programme what the coordinator sees', () => {
    expect(extent(endorsing(), administrator)).toBe('everything');
  });

  it('keeps a position to its seat, coordinator and auditors until the decision resolves', () => {
    const story = endorsing().takes(kenya, 'approve');
    const [decision] = story.pilot.decisions;
    const [position] = decision?.positions ?? [];
    if (decision === undefined || position === undefined) throw new Error('Nobody has answered.');
    const sees = (caller: Caller) =>
      seesPosition(sightOf(story.pilot, caller, directory, story.at), decision, position);
    expect([coordinator, auditor, kenya].map(sees)).toEqual([true, true, true]);
    expect([malawi, proponent, first].map(sees)).toEqual([false, false, false]);
  });

  it('shows positions to the participants once the decision has resolved', () => {
    const story = deliberating();
    const endorsement = story.pilot.decisions.find(({ kind }) => kind === 'endorsement');
    const [position] = endorsement?.positions ?? [];
    if (endorsement === undefined || position === undefined) throw new Error('Nobody has answered.');
    expect(seesPosition(sightOf(story.pilot, proponent, directory, story.at), endorsement, position)).toBe(
      true,
    );
    expect(seesPosition(sightOf(story.pilot, stranger, directory, story.at), endorsement, position)).toBe(
      false,
    );
  });

  it("keeps the approving body's deliberation among its members, coordinator and auditors", () => {
    const story = deliberating().takes(first, 'approve').takes(second, 'approve');
    const concept = story.pilot.decisions.find(({ kind }) => kind === 'concept');
    const [position] = concept?.positions ?? [];
    if (concept === undefined || position === undefined) throw new Error('Nobody has answered.');
    expect(concept.outcome).toBe('approved');
    const sees = (caller: Caller) =>
      seesPosition(sightOf(story.pilot, caller, directory, story.at), concept, position);
    expect([first, second, coordinator, auditor].map(sees)).toEqual([true, true, true, true]);
    expect([proponent, kenya].map(sees)).toEqual([false, false]);
  });

  it('hides in the history only what a position says before its time', () => {
    const story = endorsing().takes(kenya, 'approve');
    const [taken] = story.ofType('position-taken');
    const [submitted] = story.ofType('proposal-submitted');
    if (taken === undefined || submitted === undefined) throw new Error('The story is incomplete.');
    const sight = sightOf(story.pilot, malawi, directory, story.at);
    expect(seesEvent(story.pilot, sight, taken)).toBe(false);
    expect(seesEvent(story.pilot, sight, submitted)).toBe(true);
    expect(seesEvent(story.pilot, sightOf(story.pilot, kenya, directory, story.at), taken)).toBe(true);
    expect(seesEvent(story.pilot, sightOf(story.pilot, stranger, directory, story.at), submitted)).toBe(
      false,
    );
    for (const caller of [coordinator, auditor])
      expect(seesEvent(story.pilot, sightOf(story.pilot, caller, directory, story.at), taken)).toBe(true);
  });
});
