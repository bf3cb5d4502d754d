// Limits that several parts of the engine, and the ledger, have to agree on.

/** No attempt is put off for longer, whatever a server asks for, in milliseconds. */
export const longestRetryMs = 24 * 60 * 60 * 1000;
