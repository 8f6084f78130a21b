/** A document without what the formatter adds to align the columns of its tables. */
export const unaligned = (text: string): string => text.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');
