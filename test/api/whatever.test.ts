import fc from 'fast-check';
import { commandsThroughHttp } from '../../api/routes/commands';
import { useApi } from '../support/api';
import { actsOn, proposal } from './acts';

const api = useApi();
const { carried } = actsOn(api);

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', ' ', 'x'.repeat(10_001)),
);
const anything = fc.anything({
  values: [text, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)],
  key: fc.oneof(text, fc.constantFrom('title', 'reason', 'position', '__proto__', 'constructor')),
  maxDepth: 3,
});

/** Whatever a caller sends is its own mistake, never a 5xx: each answer is a success or a documented refusal. */
describe('whatever is sent', () => {
  it('as a proposal, with one field of it replaced by anything', async () => {
    const fields = Object.keys(proposal('A'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), anything, async (field, value) => {
        const body = {
          programme: 'ssc-pilot',
          proponent: api.current.idOf('proponent').organisation,
          ...proposal('A'),
          [field]: value,
        };
        expect((await api.current.post('/v1/pilots', body)).status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });

  it('as a command, in every step', async () => {
    const ids = [await carried('draft'), await carried('endorsement'), await carried('convened')];
    const names = commandsThroughHttp('pilot').map(({ name }) => name);
    const people = ['coordinator-1', 'proponent', 'approving-body-1', 'funder'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.constantFrom(...names),
        fc.constantFrom(...people),
        anything,
        async (id, name, as, body) => {
          const answer = await api.current.post(`/v1/pilots/${id}/commands/${name}`, body ?? null, { as });
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('as a query', async () => {
    const names = [
      'limit',
      'cursor',
      'q',
      'sort',
      'state',
      'region',
      'dueBefore',
      'overdue',
      'organisation',
      'x',
    ];
    const forged = fc
      .array(text, { maxLength: 4 })
      .map((values) => Buffer.from(JSON.stringify(values)).toString('base64url'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '/v1/pilots',
          '/v1/inbox',
          '/v1/organisations',
          '/v1/persons',
          '/v1/programmes',
          '/v1/api-keys',
        ),
        fc.dictionary(fc.constantFrom(...names), fc.oneof(forged, text.map(wellFormed)), { maxKeys: 3 }),
        async (path, query) => {
          const { status } = await api.current.get(`${path}?${new URLSearchParams(query).toString()}`);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    );
  });
});

const wellFormed = (value: string): string => value.replaceAll(/\p{Cs}/gu, '?');
