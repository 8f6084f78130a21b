import { sql } from 'kysely';
import type { CommandOutcome } from '../../workflows/outcome';
import type { Database } from '../connect';
import { connection } from '../transaction';

/** How a command of this caller ended; undefined if it never came (api.md, command outcome). */
export async function findOutcome(
  database: Database,
  {
    caller,
    stream,
    commandId,
  }: { readonly caller: string; readonly stream: string; readonly commandId: string },
): Promise<{ readonly command: string; readonly answer: CommandOutcome } | undefined> {
  const [row] = await connection(database).run(sql<{ command: string; answer: CommandOutcome }>`
    select command, answer from log.outcome
    where caller = ${caller} and stream = ${stream} and command_id = ${commandId}`);
  return row;
}
