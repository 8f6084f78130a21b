import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Day, Instant } from '../workflows/decider';
import type {
  DelegationEntry,
  OrganisationEntry,
  PersonEntry,
  SharedDateEntry,
} from '../workflows/directory/entries';
import type { Programme } from '../workflows/programmes/rule-book';

/** The tables as Kysely sees them; what they are for stands in the migrations. */
export interface Schema {
  'log.stream': StreamTable;
  'log.event': EventTable;
  'log.head': { single: Generated<boolean>; position: number; hash: string };
  'log.checkpoint': CheckpointTable;
  'log.outcome': OutcomeTable;
  'log.snapshot': { stream: string; version: number; fold_version: number; state: JSONColumnType<object> };
  'read.pilot': PilotRow;
  'read.seat': SeatRow;
  'read.open_item': OpenItemRow;
  'read.organisation': {
    stream: string;
    id: string;
    version: number;
    entry: JSONColumnType<OrganisationEntry>;
  };
  'read.person': PersonRow;
  'read.api_key': ApiKeyRow;
  'read.programme': ProgrammeRow;
  'read.meeting': SharedDateRow;
  'read.master_agreement': SharedDateRow;
  'read.dependency': DependencyRow;
  'read.delegation': DelegationRow;
  'relay.agenda': AgendaTable;
  'relay.wake': {
    id: GeneratedAlways<number>;
    stream: string;
    version: number;
    created_at: Generated<Instant>;
  };
  'relay.outbox': OutboxTable;
  'relay.notice': NoticeTable;
  'relay.notice_item': NoticeItemTable;
  'relay.namespace': { single: Generated<boolean>; id: string; met_at: Generated<Instant> };
  'vault.person_key': { stream: string; key: Buffer; made_at: Generated<Instant> };
  'vault.erasure': { stream: string; erased_at: Instant };
  'public.migration': { name: string; hash: string; ran_at: Generated<Instant> };
}

/** The last event of a stream, and the signature over it. Version 0: no event yet. */
interface StreamTable {
  stream: string;
  type: GeneratedAlways<string>;
  version: number;
  position: number | null;
  hash: string | null;
  occurred_at: Instant | null;
  key_id: string | null;
  signature: string | null;
}

interface EventTable {
  position: number;
  stream: string;
  version: number;
  id: string;
  type: string;
  schema_version: number;
  data: JSONColumnType<object>;
  occurred_at: Instant;
  recorded_at: Instant;
  person: string | null;
  organisation: string | null;
  seat: string | null;
  on_behalf_of: string | null;
  /** Who had delegated the seat to `person`. */
  delegated_by: string | null;
  command_id: string;
  correlation: string | null;
  causation: string | null;
  trace: string | null;
  hashed: string;
  hash: string;
  log_hash: string;
}

interface CheckpointTable {
  position: number;
  hash: string;
  key_id: string;
  signature: string;
  signed_at: Generated<Instant>;
}

interface OutcomeTable {
  caller: string;
  stream: string;
  command_id: string;
  command: string;
  content_hash: string;
  accepted: boolean;
  answer: JSONColumnType<object>;
  occurred_at: Instant;
  recorded_at: Generated<Instant>;
}

/** One pilot of the portfolio. */
export interface PilotRow {
  stream: string;
  id: string;
  version: number;
  title: string;
  /** `stage.step`, or the end alone. */
  status: string;
  stage: string | null;
  step: string | null;
  end: string | null;
  since: Instant;
  registered: Instant;
  updated: Instant;
  programme: string;
  programme_version: number;
  region: string | null;
  countries: string[];
  organisations: string[];
  /** Who may see it while it is not public: the persons of the seats that may (lifecycle.md section 1, "Sight"). */
  persons: string[];
  /** False until the first submission: till then only proponent and coordinator see it. */
  submitted: boolean;
  public: boolean;
  /** The earliest due instant of what is open; past: the pilot is overdue. */
  next_due: Instant | null;
}

export interface SeatRow {
  stream: string;
  seat: string;
  kind: string;
  organisation: string;
  country: string | null;
  persons: string[];
}

/** Something open in somebody's inbox. */
export interface OpenItemRow {
  stream: string;
  id: string;
  kind: string;
  subject: string;
  label: string;
  seat: string;
  organisation: string;
  persons: string[];
  opened: Instant;
  due: Instant | null;
  otherwise: string;
}

export interface OrganisationRow {
  stream: string;
  id: string;
  version: number;
  entry: OrganisationEntry;
}

export interface PersonRow {
  stream: string;
  id: string;
  version: number;
  entry: PersonEntry;
  /** Name, address, phone and language, under the person's key. */
  sealed: string | null;
}

export interface ApiKeyRow {
  stream: string;
  key_id: string;
  hash: string;
  person: string;
  organisation: string | null;
  label: string;
  created: Instant;
  revoked: Instant | null;
}

/** One published version of a programme. */
export interface ProgrammeRow {
  stream: string;
  id: string;
  published_version: number;
  /** Of the stream. */
  version: number;
  entry: Programme;
  published: Instant;
}

/** A meeting or a master agreement. */
export interface SharedDateRow {
  stream: string;
  id: string;
  version: number;
  entry: SharedDateEntry;
}

/** A pilot whose due dates depend on a meeting or a master agreement. */
export interface DependencyRow {
  stream: string;
  /** `meeting/<id>` or `master-agreement/<id>`. */
  source: string;
}

export interface DelegationRow {
  stream: string;
  id: string;
  version: number;
  giver: string;
  receiver: string;
  organisation: string;
  /** The pilot and the seat that it is for; both null: every seat that the giver holds for the organisation. */
  pilot: string | null;
  seat: string | null;
  begins: Instant;
  ends: Instant;
  withdrawn: Instant | null;
  entry: DelegationEntry;
}

/** The read tables: all of them can be built again from the log. */
export interface ReadTables {
  pilot: PilotRow;
  seat: SeatRow;
  open_item: OpenItemRow;
  organisation: OrganisationRow;
  person: PersonRow;
  api_key: ApiKeyRow;
  programme: ProgrammeRow;
  meeting: SharedDateRow;
  master_agreement: SharedDateRow;
  dependency: DependencyRow;
  delegation: DelegationRow;
}

/** The agenda that a stream's last commit left, and how the relay fares with it. */
interface AgendaTable {
  stream: string;
  version: number;
  fold_version: number;
  wake_at: Instant | null;
  empty: boolean;
  hash: string;
  watch_after: Instant | null;
  watch_tries: Generated<number>;
  woken_version: Generated<number>;
  not_before: Instant | null;
  attempts: Generated<number>;
}

interface OutboxTable {
  id: GeneratedAlways<number>;
  stream: string;
  version: number;
  kind: string;
  body: JSONColumnType<object>;
  created_at: Generated<Instant>;
  /** When its notices were made; null: they are still to be. */
  noticed_at: Instant | null;
  not_before: Instant | null;
  attempts: Generated<number>;
}

/** What a person is told at one time. `sent_at` null: it is still collecting, or waits for its hour. */
interface NoticeTable {
  id: Generated<string>;
  person: string;
  /** The person's own day. */
  day: Day;
  urgent: boolean;
  send_at: Instant;
  sent_at: Instant | null;
  not_before: Instant | null;
  attempts: Generated<number>;
}

/** A message of the outbox in the notice of a person: once for each. */
interface NoticeItemTable {
  message: number;
  person: string;
  notice: string;
  /** The seat that she is told for; null: as an administrator. */
  seat: string | null;
  organisation: string | null;
  /** The version of the pilot when it was sent: what the notice says is what stood then. */
  version: number | null;
}
