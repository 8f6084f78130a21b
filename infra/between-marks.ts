/**
 * A text with a written part between its two marks, `<!-- <name>: written by <command> -->` and
 * `<!-- end of <name> -->`, whatever stood there before.
 *
 * @throws Error if the marks are missing
 */
export function betweenMarks(text: string, name: string, command: string, written: string): string {
  const begin = `<!-- ${name}: written by ${command} -->`;
  const end = `<!-- end of ${name} -->`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`The text lacks the lines ${begin} and ${end}.`);
  return `${before}${begin}\n\n${written}\n\n${end}${after}`;
}
