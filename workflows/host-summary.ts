/** Temporal's limit for a summary is 400 bytes; a character is at most four. */
const longest = 100;

/** What a timer or an activity is for, in the one line that Temporal's UI has for it. */
export const summaryOf = (words: string): string => words.slice(0, longest);
