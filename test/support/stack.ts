import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

const Addresses = Type.Object({
  superuserUrl: Type.String(),
  ownerUrl: Type.String(),
  serviceUrl: Type.String(),
  readerUrl: Type.String(),
  temporalAddress: Type.String(),
  namespace: Type.String(),
});

/**
 * The stack of this test run: PostgreSQL, and Temporal with time skipping; neither API nor worker.
 *
 * @throws where the test file does not belong to the jest project that has one (`infra/jest.config.js`)
 */
export function stackUnderTest(): {
  superuserUrl: string;
  ownerUrl: string;
  serviceUrl: string;
  readerUrl: string;
  temporalAddress: string;
  namespace: string;
} {
  const text = process.env['STACK_UNDER_TEST'];
  if (text === undefined) {
    throw new Error(
      'This test file runs without a stack: it belongs to the project "unit" of infra/jest.config.js.',
    );
  }
  return Value.Decode(Addresses, JSON.parse(text));
}
