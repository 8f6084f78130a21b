/** Where progress is shown: a terminal, or a log in which no line can be taken back. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Counts one piece of work that is done. */
export type Done = () => void;

/** Announces a part of the work and how much it is. */
export type Progress = (part: string, total: number) => Done;

const linesInLog = 4;

/** Shows how far a part of the work is: on a terminal in one line, in a log in a few. */
export const progressOn =
  (screen: Screen): Progress =>
  (part, total) => {
    let done = 0;
    const every = Math.max(1, Math.ceil(total / linesInLog));
    return () => {
      done += 1;
      if (screen.isTTY === true) screen.write(`\r${part}: ${done} of ${total}${done === total ? '\n' : ''}`);
      else if (done % every === 0 || done === total) screen.write(`${part}: ${done} of ${total}\n`);
    };
  };
