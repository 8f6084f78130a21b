/** What somebody did as a case shows it: with who had delegated the seat to her, null where nobody had. */
export const bothNames = <Done extends { readonly delegatedBy?: string }>({
  delegatedBy,
  ...done
}: Done): Omit<Done, 'delegatedBy'> & { readonly delegatedBy: string | null } => ({
  ...done,
  delegatedBy: delegatedBy ?? null,
});
