import type { OrgState, RequestRecord } from '../orgState.js';
import { htmlReply, restError, sessionExpired, type Reply } from './reply.js';
import { soapFault } from '../soap/soapFault.js';

/** What may go wrong with one request. `After` means that the org does the work and the client never hears of it. */
export const FAULT_KINDS = [
  'http500',
  'http503',
  'http503After',
  'resetBefore',
  'resetAfter',
  'truncatedBody',
  'hang',
  'hangAfter',
  'sessionExpired',
  'requestLimit',
  'jobStuck',
] as const;

/** One of `FAULT_KINDS`. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault that waits for its request: the n-th one from now (1 = the next) among those whose label matches. */
export type Fault = {
  readonly kind: FaultKind;
  /** A regular expression on the label, `POST /services/Soap/m/67.0 checkDeployStatus`; absent: every request. */
  readonly match?: string;
  /** How many more matching requests to let pass, plus one. */
  nth: number;
  /** How many requests to spoil from there on. */
  times: number;
};

/** A fault as a test asks for it; `nth` and `times` are 1 when left out. */
export type FaultRequest = {
  readonly kind: FaultKind;
  readonly match?: string;
  readonly nth?: number;
  readonly times?: number;
};

/** Queues a fault; unknown kinds are refused, so that a misspelt fault cannot pass for a survived one. */
export function addFault(state: OrgState, request: FaultRequest): void {
  if (!FAULT_KINDS.includes(request.kind))
    throw new Error(`Unknown fault ${request.kind}; known: ${FAULT_KINDS.join(', ')}`);
  const { kind, match, nth = 1, times = 1 } = request;
  state.faults.push(match === undefined ? { kind, nth, times } : { kind, match, nth, times });
}

/** Takes the fault that this request has to suffer, if any, out of the queue. */
export function takeFault(state: OrgState, record: RequestRecord): FaultKind | undefined {
  let taken: FaultKind | undefined;
  for (const fault of [...state.faults]) {
    if (fault.match !== undefined && !new RegExp(fault.match).test(record.label)) continue;
    if (fault.nth > 1) {
      fault.nth -= 1;
    } else if (taken === undefined) {
      taken = fault.kind;
      fault.times -= 1;
      if (fault.times <= 0) state.faults.splice(state.faults.indexOf(fault), 1);
    }
  }
  return taken;
}

/** What is answered instead of doing the work, for the faults that answer. */
export function faultReply(kind: FaultKind, isSoap: boolean): Reply | undefined {
  switch (kind) {
    case 'http500':
      return htmlReply(500, 'Internal Server Error');
    case 'http503':
    case 'http503After':
      return htmlReply(503, 'Service Unavailable');
    case 'sessionExpired':
      return isSoap
        ? soapFault(
            'sf:INVALID_SESSION_ID',
            'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
          )
        : sessionExpired();
    case 'requestLimit':
      return isSoap
        ? soapFault('sf:REQUEST_LIMIT_EXCEEDED', 'REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.')
        : restError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    default:
      return undefined;
  }
}

/** Whether the org does the work before the fault strikes. */
export function worksFirst(kind: FaultKind): boolean {
  return ['http503After', 'resetAfter', 'hangAfter', 'truncatedBody', 'jobStuck'].includes(kind);
}
