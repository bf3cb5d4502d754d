// Where a test tells the sandbox to misbehave. A plan is asked once per request and answers with a fault or null.

export type Endpoint = 'uploadbatch' | 'get_access_token' | 'getaccesstokenfromrefreshtoken' | 'getbatchdocuments';

export type Fault =
  /** Answers with this instead of the truth; `after` the body was received and stored, or before it is read. */
  | {
      readonly kind: 'answer';
      readonly when: 'before-body' | 'after-body';
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Cuts the connection; `after-body` when the batch is stored already, so that only the reply is lost. */
  | { readonly kind: 'drop'; readonly when: 'before-body' | 'after-body' }
  /** Accepts a set's creation without telling its number, as older servers do. */
  | { readonly kind: 'no-set-number' };

/** `number` counts the requests to that endpoint from 1. */
export type FaultPlan = (request: { endpoint: Endpoint; number: number }) => Fault | null;

export const noFaults: FaultPlan = () => null;
