import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { findPersons } from '../../db/queries/directory';
import { type NoticeRead, noticesPage } from '../../db/queries/notices';
import { readStatesAt } from '../../db/state';
import { connection } from '../../db/transaction';
import type { DirectoryContext } from '../../workflows/directory/entries';
import type { PersonalData } from '../../workflows/directory/person-events';
import { languages } from '../../workflows/notices/catalogue';
import { calendarOfPerson, homeOf } from '../../workflows/notices/home';
import type { Telling } from '../../workflows/notices/item';
import { tongueFor } from '../../workflows/notices/language';
import { messageKinds } from '../../workflows/notices/message';
import { composeNotice } from '../../workflows/notices/notice';
import type { Voice } from '../../workflows/notices/wording';
import { pilot as pilotDecider } from '../../workflows/pilot/decider';
import type { Pilot } from '../../workflows/pilot/state';
import { identityOf } from '../authentication';
import { hrefOf, notices, pilots } from '../resources';
import { Answer, InstantText, Nullable } from '../schemas';
import { directoryNow, type Services } from '../services';
import { listRoute } from './collection';

const Text = Type.String();

const NoticeSchema = Answer(
  {
    id: Text,
    day: Type.String({ description: 'Your own day on which it was sent.' }),
    urgent: Type.Boolean({ description: 'False: the one digest of that day.' }),
    sentAt: InstantText,
    language: Type.Union(languages.map((language) => Type.Literal(language))),
    subject: Text,
    text: Type.String({ description: 'All of it, as plain text.' }),
    items: Type.Array(
      Answer(
        {
          kind: Type.Union(messageKinds.map((kind) => Type.Literal(kind))),
          pilot: Answer(
            { id: Text, title: Text, href: Type.String({ description: 'Of the case.' }) },
            'Where.',
          ),
          text: Text,
          due: Nullable(InstantText),
        },
        'One matter, the most urgent first.',
      ),
    ),
  },
  'What you were told. What it says stood when it was sent; the words are of the language that you have now.',
);

/** How the caller is written to: in her language, else her organisation's; days and hours are her organisation's. */
const voiceOf = async (
  { database }: Services,
  directory: DirectoryContext,
  person: string,
): Promise<Omit<Voice, 'today'>> => {
  const [found] = await findPersons(database, [person]);
  const personal = (found?.personal ?? null) as PersonalData | null;
  return {
    ...tongueFor(personal?.language, homeOf(person, directory)?.language),
    timeZone: calendarOfPerson(person, directory).timeZone,
  };
};

/** The pilots of these notices as they stood when each was sent. */
const pilotsThen = async ({ database }: Services, read: readonly NoticeRead[]) => {
  const items = read.flatMap((notice) => notice.items);
  const states = new Map<string, ReadonlyMap<number, unknown>>();
  for (const stream of new Set(items.map((item) => item.stream))) {
    const versions = items.filter((item) => item.stream === stream).map(({ version }) => version);
    states.set(stream, await readStatesAt(connection(database), pilotDecider, stream, versions));
  }
  return (stream: string, version: number): Pilot => {
    const state = states.get(stream)?.get(version);
    if (state === undefined) throw new Error(`${stream} has no version ${version}.`);
    return state as Pilot;
  };
};

/** `GET /v1/notices`: what the caller was told, newest first, each notice in words; nobody sees another's. */
export const noticesRoute =
  (services: Services) =>
  (app: FastifyInstance): void => {
    listRoute(app, notices, {
      summary: 'Your notices, newest first',
      describe:
        'One digest a day at 09:10 of your organisation’s working days, urgent ones (at most one day left, or overdue) at once. What was settled before a notice was sent is left out of it; one that was sent never changes.',
      description: 'Notices that were sent to you.',
      filters: {},
      item: NoticeSchema,
      async page(query, request) {
        const { caller } = identityOf(request);
        const page = await noticesPage(services.database, caller, query);
        const directory = await directoryNow(services);
        const voice = await voiceOf(services, directory, caller.person);
        const pilotThen = await pilotsThen(services, page.items);
        const nameOf = (id: string) => directory.organisation(id)?.name ?? id;
        const shown = ({ items, ...notice }: NoticeRead) => {
          const tellings = items.map(({ message, stream, version, seat }): Telling => ({
            message,
            pilot: pilotThen(stream, version),
            seat,
            sentAt: notice.sentAt,
          }));
          const words = composeNotice(notice.urgent, tellings, { ...voice, today: notice.day }, nameOf);
          return {
            ...notice,
            language: voice.catalogue.language,
            subject: words.subject,
            text: words.text,
            items: words.items.map(({ pilot, ...item }) => ({
              ...item,
              pilot: { ...pilot, href: hrefOf(pilots, pilot.id) },
            })),
          };
        };
        return { ...page, items: page.items.map(shown) };
      },
    });
  };
