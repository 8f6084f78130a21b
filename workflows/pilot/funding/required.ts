import { Amount, Currency, DayField, Line, Shape } from '../../fields';
import { Type } from '@sinclair/typebox';
import { minorUnits } from '../../money/currency';
import { isPositive, withDecimals } from '../../money/decimal';
import { moneyClasses } from '../../money/modalities';
import { refuse } from '../../refusals';
import { command, momentOf } from '../command';
import { inOrder } from '../course';
import { fact } from '../events';
import { programmeOf } from '../programme';
import { ends, steps } from '../state';
import { inFuture } from './lines';

export const stateRequired = command({
  name: 'state-required',
  label: 'State what is required',
  describe:
    'What the pilot needs in cash, in kind and in parallel, each apart, in the currency of the programme.',
  by: ['proponent', 'coordinator'],
  in: ['funding.mix'],
  body: Shape({ cash: Amount, in_kind: Amount, parallel: Amount }),
  decide: (pilot, given, directory) => {
    const { currency } = programmeOf(pilot, directory).ruleBook;
    const digits = minorUnits(currency.value) ?? 0;
    const { body } = given;
    if (!moneyClasses.some((each) => isPositive(body[each])))
      return refuse('wrong-amount', 'State at least one amount that is more than zero.', {
        errors: [{ pointer: '/cash', detail: 'One of the three has to be more than zero.' }],
      });
    const fine = moneyClasses.find((each) => (body[each].split('.')[1]?.length ?? 0) > digits);
    if (fine !== undefined)
      return refuse('wrong-amount', `${currency.value} has ${digits} digits after the point.`, {
        errors: [{ pointer: `/${fine}`, detail: `At most ${digits} digits after the point.` }],
      });
    const { cash, in_kind: inKind, parallel } = body;
    return inOrder(
      pilot,
      momentOf(given, directory),
      fact('funding-required', {
        cash: withDecimals(cash, digits),
        in_kind: withDecimals(inKind, digits),
        parallel: withDecimals(parallel, digits),
      }),
    );
  },
});

export const recordRate = command({
  name: 'record-rate',
  label: 'Record an exchange rate',
  describe:
    'How much one unit of a currency is worth in another, on which day and by which source. Only with it are amounts compared across currencies.',
  by: ['finance'],
  in: [...steps, ...ends],
  body: Shape({
    from: Currency,
    to: Currency,
    rate: Type.String({
      pattern: '^(0|[1-9]\\d{0,11})(\\.\\d{1,12})?$',
      description: 'How much of the one currency a unit of the other is worth, as text.',
    }),
    date: DayField,
    source: Line,
  }),
  decide: (pilot, given, directory) => {
    const moment = momentOf(given, directory);
    const { from, to, rate, date } = given.body;
    const unknown = (['from', 'to'] as const).find((each) => minorUnits(given.body[each]) === null);
    if (unknown !== undefined)
      return refuse('wrong-amount', `${given.body[unknown]} is not a currency of ISO 4217.`, {
        errors: [{ pointer: `/${unknown}`, detail: 'Use the three letters of ISO 4217, for example USD.' }],
      });
    if (from === to || !isPositive(rate))
      return refuse('wrong-amount', 'A rate is a number above zero, between two currencies.', {
        errors: [{ pointer: from === to ? '/to' : '/rate', detail: 'Correct this field.' }],
      });
    return (
      inFuture(pilot, date, moment, '/date') ?? inOrder(pilot, moment, fact('rate-recorded', given.body))
    );
  },
});
