import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/workflow';

const nothing = defaultPayloadConverter.toPayload(undefined);

/**
 * Reads what others put into a signal or an update. Temporal's own converter throws at bytes that it cannot read,
 * and a signal stays in the history: one broken payload would stop the clock of that process for ever. Here it
 * reads as undefined, which the handlers put aside as malformed.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload: (payload) => {
    try {
      return defaultPayloadConverter.fromPayload(payload);
    } catch {
      return defaultPayloadConverter.fromPayload(nothing);
    }
  },
};
