/**
 * One step of the database's shape. Once it has run anywhere it never changes: its text is remembered by hash.
 * It only expands what the code before it uses, so that code N and N−1 run together (expand, deploy, contract).
 */
export interface Migration {
  /** `NNNN_what`, in the order in which they run. */
  readonly name: string;
  /** `{service}` and `{reader}` stand for the two roles. */
  readonly sql: string;
}
