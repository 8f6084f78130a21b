import type { FieldError, Refusal } from './decider';

/** One kind of refusal: the HTTP status it answers with, its title, and what the reader can do about it. */
export interface RefusalKind {
  readonly status: number;
  readonly title: string;
  readonly advice: string;
}

/**
 * Every code with which a command may be refused (lifecycle.md section 7). Codes are stable: other systems read
 * them. The problem documents of the API are made from this table.
 */
export const refusals = {
  'unknown-command': {
    status: 404,
    title: 'There is no such command',
    advice: 'Choose one of the commands that the case lists under actions.',
  },
  'unknown-stream': {
    status: 404,
    title: 'There is nothing of this id',
    advice: 'Check the id; it is in the address that the creation answered with.',
  },
  'already-exists': {
    status: 409,
    title: 'It exists already',
    advice: 'Read it under its id, and change it with one of its commands.',
  },
  'invalid-body': {
    status: 422,
    title: 'The command is not filled in correctly',
    advice: 'Correct the fields that errors points to, and send it again with a new key.',
  },
  'not-your-seat': {
    status: 403,
    title: 'This act belongs to another seat',
    advice: 'Ask a person who acts for one of the seats that are named.',
  },
  'not-now': {
    status: 409,
    title: 'This is not possible at this point',
    advice: 'Look at the case for what is possible now.',
  },
  'version-changed': {
    status: 412,
    title: 'It has changed since you read it',
    advice: 'Read it again, and send the command with the new version if it is still what you want.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This key was used for another command',
    advice: 'Take a new key for every new command.',
  },
  malformed: {
    status: 422,
    title: 'This is not a command',
    advice: 'Send one object {id, name, body, jws}; detail says what is wrong with the one that came.',
  },
  'signature-invalid': {
    status: 403,
    title: 'The signature does not hold',
    advice: 'Sign exactly this command, for this pilot, now, with a key that is registered to you.',
  },
  'person-erased': {
    status: 409,
    title: 'The data of this person were erased',
    advice: 'Register the person anew.',
  },
  'clock-ahead': {
    status: 503,
    title: 'The clock of this server is wrong',
    advice: 'Send the same command with the same key again later, and tell the operator.',
  },
  busy: {
    status: 503,
    title: 'Others are writing',
    advice: 'Send the same command with the same key again in a moment.',
  },
  unavailable: {
    status: 503,
    title: 'The record cannot be reached',
    advice: 'Send the same command with the same key again later.',
  },
  'read-only': {
    status: 503,
    title: 'Nothing can be recorded at present',
    advice: 'Tell the operator; reading works.',
  },
  incomplete: {
    status: 422,
    title: 'The proposal is not complete',
    advice: 'Fill in everything that errors lists, then submit it.',
  },
  'not-eligible': {
    status: 422,
    title: 'The programme does not take this proposal',
    advice: 'Change what errors lists, or choose another programme.',
  },
  'reason-required': {
    status: 422,
    title: 'A written reason is needed',
    advice: 'Say why, in a sentence that the others can act on.',
  },
  'quorum-impossible': {
    status: 422,
    title: 'The seats that would be asked cannot decide this',
    advice: 'Fill the seats that are named, then try again.',
  },
  'already-resolved': {
    status: 409,
    title: 'The decision has been taken',
    advice: 'Nothing was changed. The case shows its outcome.',
  },
  'not-asked': {
    status: 409,
    title: 'Your seat was not asked',
    advice: 'Nothing was changed. The decision shows which seats are asked.',
  },
  'same-position': {
    status: 409,
    title: 'This is the position that stands already',
    advice: 'Nothing was changed. Send another position if you have changed your mind.',
  },
  'must-answer': {
    status: 422,
    title: 'This seat has to take a position',
    advice: 'Approve, approve with conditions, request changes or object.',
  },
  'act-proposed': {
    status: 409,
    title: 'The approving body is deciding on this already',
    advice: 'Take a position in the decision that is named.',
  },
  'unknown-decision': {
    status: 422,
    title: 'There is no such decision',
    advice: 'Take the id of a decision from the case.',
  },
  'unknown-obligation': {
    status: 422,
    title: 'Nothing of this id is owed',
    advice: 'Take the id of an open obligation from the case.',
  },
  'unknown-record': {
    status: 422,
    title: 'There is no record of this id',
    advice: 'Take the id of a record from the decisions of the case.',
  },
  'veto-stands': {
    status: 409,
    title: 'A country has a veto here',
    advice: 'Revise what the country objects to, and ask it again.',
  },
  'not-referable': {
    status: 409,
    title: 'This decision cannot be referred',
    advice: 'Extend it, ask again, or name substitute seats.',
  },
  'not-waivable': {
    status: 409,
    title: 'This cannot be waived',
    advice: 'Extend it, replace the seat that owes it, or end the pilot.',
  },
  'not-extendable': {
    status: 409,
    title: 'This date cannot be extended so',
    advice: 'Give a later date, within what your seat may grant.',
  },
  'nothing-to-confirm': {
    status: 409,
    title: 'There is no endorsement to carry over',
    advice: 'Read what has changed, and take a position.',
  },
  'not-invited': {
    status: 409,
    title: 'Your seat was not invited',
    advice: 'Nothing was changed. Ask the coordinator to invite your seat.',
  },
  'unknown-comment': {
    status: 422,
    title: 'There is no such comment',
    advice: 'Take the id of a comment from the case.',
  },
  'already-answered': {
    status: 409,
    title: 'The comment has its answer',
    advice: 'Nothing was changed. The case shows which comments are open.',
  },
  'rate-missing': {
    status: 409,
    title: 'A rate of exchange is missing',
    advice: 'Ask finance to record the rate, with its date and source, then try again.',
  },
  'seat-empty': {
    status: 409,
    title: 'A seat is empty',
    advice: 'Fill the seats that are named, then try again.',
  },
  'seat-taken': {
    status: 409,
    title: 'This seat is filled',
    advice: 'Replace the seat that is named.',
  },
  'unknown-seat': {
    status: 422,
    title: 'The pilot has no such seat',
    advice: 'Take the id of a filled seat from the case.',
  },
  'wrong-seat': {
    status: 422,
    title: 'This cannot be done with this seat',
    advice: 'Choose one of the seats that the detail names.',
  },
  'rounds-used-up': {
    status: 409,
    title: 'No round of revision is left',
    advice: 'The approving body grants one more round, or rejects the proposal.',
  },
  segregation: {
    status: 422,
    title: 'One organisation would stand on both sides',
    advice: 'Name another organisation, or let another person act.',
  },
  'choose-organisation': {
    status: 422,
    title: 'You belong to several organisations',
    advice: 'Act with the key of the organisation that you act for.',
  },
  'unknown-organisation': {
    status: 422,
    title: 'The directory has no such organisation',
    advice: 'Register the organisation first, or correct its id.',
  },
  'unknown-person': {
    status: 422,
    title: 'This person cannot act for the organisation',
    advice: 'Name active persons of that organisation.',
  },
  'unknown-country': {
    status: 422,
    title: 'This is not a country code',
    advice: 'Use the two letters of ISO 3166-1, for example KE.',
  },
  'not-the-focal-point': {
    status: 422,
    title: 'This body does not speak for the country',
    advice: 'Name the body that the directory holds as the focal point of the country.',
  },
  'focal-point-taken': {
    status: 409,
    title: 'The country has a focal point',
    advice: 'Change the body that is named first: a country has one focal point.',
  },
  'administrator-exists': {
    status: 409,
    title: 'There is an administrator already',
    advice: 'Ask an administrator for an account and a key.',
  },
  'key-exists': {
    status: 409,
    title: 'A key of this name was registered before',
    advice: 'Choose another name: one name never means two keys.',
  },
  'unknown-key': {
    status: 422,
    title: 'The person has no such key in force',
    advice: 'Take the id of a key that is in force.',
  },
  'version-out-of-order': {
    status: 409,
    title: 'This is not the next version',
    advice: 'Publish it with the number that follows the last one; a published version never changes.',
  },
  'unknown-programme': {
    status: 422,
    title: 'There is no such programme',
    advice: 'Choose a programme that is published.',
  },
  'another-programme': {
    status: 422,
    title: 'The pilot runs under another programme',
    advice: 'Name a newer version of its own programme, or register a new pilot.',
  },
  'version-not-newer': {
    status: 409,
    title: 'This version is not newer',
    advice: 'Name a version that was published after the one under which the pilot runs.',
  },
  'step-missing': {
    status: 409,
    title: 'The version does not have this step',
    advice: 'Wait until the pilot has left the step, or name another version.',
  },
  'programme-incomplete': {
    status: 422,
    title: 'The programme lacks something',
    advice: 'Ask an administrator of the programme to publish a complete version.',
  },
  'dates-contradict': {
    status: 422,
    title: 'The dates contradict each other',
    advice: 'Correct the dates that errors points to.',
  },
  'document-required': {
    status: 422,
    title: 'A document is needed',
    advice: 'Name the document that errors points to: its SHA-256, name, date, issuer and where it is kept.',
  },
  'document-used': {
    status: 422,
    title: 'This document has served before',
    advice: 'Name another document, or say why it serves again.',
  },
  'too-late': {
    status: 409,
    title: 'The time for this is over',
    advice: 'Ask the coordinator what can still be done.',
  },
  'unknown-meeting': {
    status: 422,
    title: 'There is no such meeting or master agreement',
    advice: 'Register it first, or correct its id.',
  },
  suspended: {
    status: 409,
    title: 'The pilot is suspended',
    advice: 'Wait until who set the ground has lifted it; the case shows who that is.',
  },
  'not-suspendable': {
    status: 409,
    title: 'This cannot be suspended now',
    advice: 'Ask the approving body to suspend the pilot.',
  },
  'unknown-contribution': {
    status: 422,
    title: 'There is no such contribution',
    advice: 'Take the id of a contribution from the case.',
  },
  'wrong-modality': {
    status: 422,
    title: 'A contribution cannot be given so',
    advice: 'Choose a modality of the programme, and state what belongs to it.',
  },
  'wrong-amount': {
    status: 422,
    title: 'This is no amount of money',
    advice:
      'Correct what errors points to: an amount above zero, with the digits of its currency as in ISO 4217.',
  },
  'amount-too-high': {
    status: 409,
    title: 'There is not so much',
    advice: 'Look at the amounts of the contribution in the case, and record first what comes first.',
  },
  'mix-incomplete': {
    status: 422,
    title: 'The funding is not complete',
    advice: 'Do what errors lists, then try again.',
  },
  'wrong-text': {
    status: 409,
    title: 'This is not the text to be signed',
    advice: 'Read the text that errors names, and sign it by its hash.',
  },
  'already-reopened': {
    status: 409,
    title: 'It was reopened once',
    advice: 'Register a new pilot; this one stays as it ended.',
  },
} as const satisfies Readonly<Record<string, RefusalKind>>;

export type RefusalCode = keyof typeof refusals;

/** A refusal with this code. `detail` is a whole sentence for the person who gave the command. */
export const refuse = (
  code: RefusalCode,
  detail: string,
  extra: { readonly errors?: readonly FieldError[]; readonly insteadYouMay?: readonly string[] } = {},
): Refusal => ({ refused: true, code, detail, ...extra });
