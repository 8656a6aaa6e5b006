import { addFault, type FaultRequest } from './faults.js';
import { jsonReply, notFound, type OrgRequest, type Reply } from './reply.js';
import { settleDeployJobs } from '../deploy/deployJob.js';
import type { OrgState } from '../orgState.js';
import { decideDevice } from '../oauth/deviceGrant.js';
import { createSetup } from '../setup/setup.js';

/**
 * The handle below `/fake/` by which tests steer an org that runs as a process; README.md lists the paths. A wrong order is
 * answered with 400 and its reason, never ignored.
 */
export function control(state: OrgState, request: OrgRequest): Reply {
  try {
    const path = request.path.replace(/^\/fake\//, '').replace(/\/$/, '');
    const body = request.body.length === 0 ? undefined : (JSON.parse(request.body.toString('utf8')) as unknown);
    const value = run(state, `${request.method} ${path}`, body);
    return value === undefined ? notFound() : jsonReply(200, value);
  } catch (error) {
    return jsonReply(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

function run(state: OrgState, order: string, body: unknown): unknown {
  switch (order) {
    case 'GET state':
      return describeOrg(state);
    case 'GET requests':
      return state.requests;
    case 'DELETE requests':
      state.requests.length = 0;
      return [];
    case 'GET faults':
      return state.faults;
    case 'POST faults':
      for (const fault of Array.isArray(body) ? body : [body]) addFault(state, fault as FaultRequest);
      return state.faults;
    case 'DELETE faults':
      state.faults.length = 0;
      state.jobsStuck = false;
      return [];
    case 'POST settings':
      Object.assign(state.settings, body);
      return state.settings;
    case 'POST sessions/expire':
      state.sessions.clear();
      return [];
    case 'POST consent':
      return Object.assign(state.consent, body);
    case 'POST device': {
      const { userCode, allow, username } = body as { userCode: string; allow?: boolean; username?: string };
      decideDevice(state, userCode, allow ?? true, username ?? state.settings.username);
      return [];
    }
    case 'POST setup':
      return callSetup(state, body as { readonly call: string; readonly args: readonly unknown[] });
    default:
      return undefined;
  }
}

/** Runs one function of Setup: `{"call": "setValue", "args": ["ExtlClntApp…", "App_glbloauth", "isPkceRequired", "false"]}`. */
function callSetup(
  state: OrgState,
  { call, args }: { readonly call: string; readonly args: readonly unknown[] },
): unknown {
  const setup = createSetup(state) as unknown as Readonly<
    Record<string, ((...values: readonly unknown[]) => void) | undefined>
  >;
  const work = setup[call];
  if (work === undefined) throw new Error(`Setup knows ${Object.keys(setup).join(', ')}, not ${call}.`);
  work(...args);
  return describeOrg(state);
}

/** The org as JSON: components with their elements as text, jobs, consumers. */
export function describeOrg(state: OrgState): unknown {
  settleDeployJobs(state);
  return {
    components: [...state.components.values()].map(({ type, fullName, id, elements }) => ({
      type,
      fullName,
      id,
      elements: Object.fromEntries(
        elements.map(({ name, text, children }) => [name, children.length > 0 ? children : text]),
      ),
    })),
    jobs: [...state.deployJobs.values()].map(({ id, status, polls, options }) => ({ id, status, polls, options })),
    consumers: [...state.consumers.values()],
    sessions: state.sessions.size,
  };
}
