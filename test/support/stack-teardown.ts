import { stopStack } from './stack-handle';

/** Jest's global teardown: ends the stack of the run, and waits until none of its processes is left. */
export = stopStack;
