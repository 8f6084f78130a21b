import { defaultPayloadConverter } from '@temporalio/common';
import type { Agenda } from '../../../workflows/decider';
import { isEmpty } from '../../../workflows/host-contract';
import { readCorpus } from '../../support/histories';
import { probe } from '../../support/probe-process';

/** Every agenda answer that stands in a recorded history. */
function recordedAnswers(): object[] {
  return readCorpus().flatMap(({ history }) =>
    (history.events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) => {
      const [payload] = marker?.details?.['result']?.payloads ?? [];
      const answer = payload && defaultPayloadConverter.fromPayload<unknown>(payload);
      return typeof answer === 'object' && answer !== null && 'wakeAt' in answer ? [answer] : [];
    }),
  );
}

/** `details.stage`, …: the names of all fields, of nested objects too. */
const fields = (value: object, prefix = ''): string[] =>
  Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? fields(inner, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );

describe('the agenda answer', () => {
  it('has every field that it had in any recorded history: fields are only added', () => {
    const today = new Set(fields(probe.agenda(probe.initial)));
    const answers = recordedAnswers();
    expect(answers.length).toBeGreaterThan(20);
    const lost = answers.flatMap((answer) => fields(answer)).filter((field) => !today.has(field));
    expect(lost).toEqual([]);
  });

  const settled: Agenda = probe.agenda(probe.initial);
  it.each<[string, Agenda, boolean]>([
    ['settled', settled, true],
    ['not settled', { ...settled, settled: false }, false],
    ['timed', { ...settled, wakeAt: '2027-03-01T09:00:00.000Z' }, false],
    ['with an open effect', { ...settled, effects: [{ id: 'a', kind: 'letter', body: {} }] }, false],
  ])('that is %s', (_case, agenda, empty) => {
    expect(isEmpty(agenda)).toBe(empty);
  });
});
