import { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal as proto } from '@temporalio/proto';
import pino from 'pino';
import { prepareNamespace } from '../../infra/temporal-namespace';
import { command, useLog } from '../support/log';
import { useClockworks } from '../support/probe-clockwork';
import { timersStarted } from '../support/probe-history';
import { eventually, inDays } from '../support/probe-host';
import { freshTaskQueue, useTemporal } from '../support/temporal';

const log = useLog();
const clockworks = useClockworks(log);
const temporal = useTemporal();

const { INDEXED_VALUE_TYPE_KEYWORD: keyword, INDEXED_VALUE_TYPE_INT: int } =
  proto.api.enums.v1.IndexedValueType;

/** A namespace that somebody registered by hand, with the search attributes that he thought of. */
async function namespaceWith(searchAttributes: Record<string, number>): Promise<string> {
  const { workflowService, operatorService } = temporal.connection;
  const namespace = freshTaskQueue();
  const workflowExecutionRetentionPeriod = msToTs('1 day');
  await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  const added = () => operatorService.addSearchAttributes({ namespace, searchAttributes });
  await eventually('the namespace is known', () =>
    added().then(
      () => true,
      () => false,
    ),
  );
  return namespace;
}

/** Starts all that drives clocks; what it is missing, as its log says it. */
function start(namespace: string) {
  const taskQueue = freshTaskQueue();
  let polls = false;
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => lines.push(line) });
  clockworks.start(taskQueue, { namespace, logger, onPolling: () => (polls = true) });
  const missing = () => /lacks the search attributes (.*?): register them there/.exec(lines.join(''))?.[1];
  return { taskQueue, missing: () => eventually('it says what is missing', missing), polls: () => polls };
}

describe('a worker in a namespace without our search attributes', () => {
  it('takes no work and says what to do; it begins by itself when they are there', async () => {
    const namespace = await namespaceWith({ stage: keyword });
    const worker = start(namespace);
    expect(await worker.missing()).toBe(
      'processType (KEYWORD), step (KEYWORD), region (KEYWORD), programme (KEYWORD), nextDue (DATETIME), overdue (BOOL)',
    );
    expect(worker.polls()).toBe(false);

    const { connection } = temporal;
    await prepareNamespace(connection, namespace, new AbortController().signal);
    await eventually('it begins', worker.polls);
    const stream = `probe/${worker.taskQueue}`;
    const begin = command(
      'begin',
      { deadline: inDays(60), remindAt: null },
      { at: new Date().toISOString() },
    );
    await log.current.commit(stream, begin);
    const workflow = new Client({ connection, namespace }).workflow.getHandle(stream);
    await eventually('the timer', () =>
      timersStarted(workflow).then(
        (timers) => timers.length === 1,
        () => false,
      ),
    );
  });

  it('says so too where one of them has another type', async () => {
    const { connection } = temporal;
    const namespace = await namespaceWith({ stage: int });
    await prepareNamespace(connection, namespace, new AbortController().signal);
    expect(await start(namespace).missing()).toBe('stage (KEYWORD)');
  });
});
