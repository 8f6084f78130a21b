/**
 * What an operator can search workflows by (architecture.md section 3, "Host"). SQL visibility has ten Keyword
 * and three each of the other types. Names and types are for good: Temporal keeps them with the namespace.
 */
export const searchAttributes = {
  processType: 'KEYWORD',
  stage: 'KEYWORD',
  step: 'KEYWORD',
  region: 'KEYWORD',
  programme: 'KEYWORD',
  nextDue: 'DATETIME',
  overdue: 'BOOL',
} as const;

export type SearchAttribute = keyof typeof searchAttributes;
