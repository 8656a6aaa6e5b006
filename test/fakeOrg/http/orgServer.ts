import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { OrgState, RequestRecord } from '../orgState.js';
import { soapOperation } from '../soap/soapRequest.js';
import { faultReply, takeFault, worksFirst } from './faults.js';
import { restError, type OrgRequest, type Reply } from './reply.js';

/** Answers one request. */
export type Router = (state: OrgState, request: OrgRequest) => Reply | Promise<Reply>;

/** The HTTP side of the org: reads requests, keeps the log, plays the faults. */
export type OrgServer = { readonly server: Server; readonly closeConnections: () => void };

/** A server that answers with `router` and, below `/fake/`, with `control`, which is neither logged nor ever faulty. */
export function createOrgServer(state: OrgState, router: Router, control: Router): OrgServer {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    if (request.path.startsWith('/fake/')) send(outgoing, await safely(control, state, request));
    else await answer(state, router, request, outgoing);
  };
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.keepAliveTimeout = 5000;
  return { server, closeConnections: () => sockets.forEach((socket) => socket.destroy()) };
}

async function answer(state: OrgState, router: Router, request: OrgRequest, outgoing: ServerResponse): Promise<void> {
  const operation = soapOperation(request);
  const label = `${request.method} ${request.path}${operation === undefined ? '' : ` ${operation}`}`;
  const query = request.query.toString();
  const path = query === '' ? request.path : `${request.path}?${query}`;
  const record: RequestRecord = { method: request.method, path, label, index: state.requests.length };
  state.requests.push(record);
  const fault = takeFault(state, record);
  if (fault === undefined) {
    const reply = await safely(router, state, request);
    record.status = reply.status;
    send(outgoing, reply);
    return;
  }
  record.fault = fault;
  if (fault === 'jobStuck') state.jobsStuck = true;
  const done = worksFirst(fault) ? await safely(router, state, request) : undefined;
  if (fault === 'hang' || fault === 'hangAfter') return;
  if (fault === 'resetBefore' || fault === 'resetAfter') {
    (outgoing.socket as Socket).resetAndDestroy();
    return;
  }
  const reply = faultReply(fault, operation !== undefined) ?? done;
  if (reply === undefined) return;
  record.status = reply.status;
  if (fault === 'truncatedBody') sendHalf(outgoing, reply);
  else send(outgoing, reply);
}

async function safely(router: Router, state: OrgState, request: OrgRequest): Promise<Reply> {
  try {
    return await router(state, request);
  } catch (error) {
    return restError(
      500,
      'UNKNOWN_EXCEPTION',
      `The fake org failed: ${error instanceof Error ? error.stack : String(error)}`,
    );
  }
}

function send(outgoing: ServerResponse, reply: Reply): void {
  if (reply.status === 0) {
    (outgoing.socket as Socket).resetAndDestroy();
    return;
  }
  outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': String(Buffer.byteLength(reply.body)) });
  outgoing.end(reply.body);
}

function sendHalf(outgoing: ServerResponse, reply: Reply): void {
  const bytes = Buffer.from(reply.body);
  outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': String(bytes.length) });
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.socket?.destroy());
}

async function readRequest(incoming: IncomingMessage): Promise<OrgRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [rawPath = '/', rawQuery = ''] = (incoming.url ?? '/').split('?', 2);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return {
    method: incoming.method ?? 'GET',
    // The CLI keeps instance URLs with a trailing slash, so its requests start with two (reference cli-base §3.2).
    path: rawPath.replace(/\/{2,}/g, '/'),
    query: new URLSearchParams(rawQuery),
    headers,
    body: Buffer.concat(chunks),
  };
}
