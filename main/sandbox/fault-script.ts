// Faults written down as data: which request gets which fault.
import { z } from 'zod';
import { endpoints, faultSchema, type FaultPlan } from './faults';

const requestNumber = z.int().positive();

/**
 * One line: requests number `from` (1 when not given) to `to`, or so many `times`, or all that follow, get this fault; with
 * null they are treated honestly. Without an `endpoint` it is about `uploadbatch`.
 */
export const faultLineSchema = z
  .strictObject({
    endpoint: z.enum([...endpoints, 'any']).optional(),
    from: requestNumber.optional(),
    to: requestNumber.optional(),
    times: requestNumber.optional(),
    fault: faultSchema.nullable(),
  })
  .refine(({ to, times }) => to === undefined || times === undefined, 'Expected to or times, not both')
  .refine(({ from = 1, to = from }) => from <= to, 'Expected a to that is not before from');

export const faultScriptSchema = z.array(faultLineSchema);

export type FaultScript = z.infer<typeof faultScriptSchema>;

/** A plan by a script; of several lines that fit a request, the first one counts. */
export function scriptedFaults(script: FaultScript): FaultPlan {
  return ({ endpoint, number }) => {
    const line = script.find((one) => {
      const { from = 1, times = Infinity, to = from + times - 1 } = one;
      const isMeant = one.endpoint === 'any' || (one.endpoint ?? 'uploadbatch') === endpoint;
      return isMeant && from <= number && number <= to;
    });
    return line?.fault ?? null;
  };
}

/** The plan that is meant by either of the two forms. */
export function planOf(faults: FaultPlan | FaultScript): FaultPlan {
  return typeof faults === 'function' ? faults : scriptedFaults(faults);
}
