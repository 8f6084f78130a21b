import type { Message, MessageBodies, MessageKind } from '../../../workflows/notices/message';
import { outboxOf } from '../../../workflows/pilot/outbox';
import type { Story } from '../../support/pilots';

/** A message of one kind. */
export type MessageOf<Kind extends MessageKind> = Extract<Message, { readonly kind: Kind }>;

/** Everything of one kind that a story has put into the outbox, oldest first. */
export const messagesOf = <Kind extends MessageKind>(story: Story, kind: Kind): readonly MessageOf<Kind>[] =>
  story.events
    .flatMap((event) => outboxOf(story.pilot, event))
    .filter((message): message is MessageOf<Kind> => message.kind === kind);

/** The one message of that kind whose body has these fields. Throws where there is none, or more than one. */
export const messageOf = <Kind extends MessageKind>(
  story: Story,
  kind: Kind,
  fields: Partial<MessageBodies[Kind]> = {},
): MessageOf<Kind> => {
  const found = messagesOf(story, kind).filter(({ body }) =>
    Object.entries(fields).every(([name, value]) => Reflect.get(body, name) === value),
  );
  const [message, ...more] = found;
  if (message === undefined || more.length > 0)
    throw new Error(`${found.length} messages of the kind ${kind} have ${JSON.stringify(fields)}.`);
  return message;
};
