import { Client, Connection } from '@temporalio/client';

/** A client that says at once when Temporal is away, and sees soon that it is back. */
export interface TemporalClient {
  readonly client: Client;
  close(): Promise<void>;
}

/**
 * Opens a client for the loops beside the worker. They try again themselves, with pauses of their own, so the
 * client's own retries are switched off, and so is gRPC's habit of waiting up to two minutes before it dials again.
 * Temporal need not be there yet.
 */
export function openClient(address: string, namespace: string): TemporalClient {
  const connection = Connection.lazy({
    address,
    interceptors: [],
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
  return { client: new Client({ connection, namespace }), close: () => connection.close() };
}
