import type { AppConsumer, ConsumerPlace, CredentialsPort, KeyPair, StagedPair } from './credentialsPort.js';
import { judgeRestAnswer } from './judgeAnswer.js';
import { OrgFailure } from './orgFailure.js';
import type { OrgSession } from './orgSession.js';

type Body = Readonly<Record<string, unknown>>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** First API version with staged pairs. */
export const stagedSince = 65;

/** The credentials resources of an org over its session; a list never keeps the secrets that the org sends with it. */
export function openCredentials(session: OrgSession, apiVersion: number): CredentialsPort {
  const root = `/services/data/v${apiVersion}.0/apps/oauth/credentials`;
  const at = ({ appId, consumerId }: ConsumerPlace): string => `${root}/${appId}/${consumerId}`;
  const call = async (name: string, method: Method, path: string, body?: unknown): Promise<Body> => {
    const json =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await session.send({ name, method, path, ...json, repeatable: method === 'GET' }, judgeRestAnswer);
    return answer.body === '' ? {} : (JSON.parse(answer.body) as Body);
  };

  return {
    consumers: async (appId) => {
      const found: AppConsumer[] = [];
      for (let path: string | undefined = `${root}/${appId}`; path !== undefined;) {
        const page = await call('oauth credentials', 'GET', path);
        found.push(
          ...listOf(page['consumers']).map((one) => ({
            id: textOf(one, 'id'),
            key: textOf(one, 'key', 'consumerKey'),
          })),
        );
        const next = textOf(page, 'nextPageUrl');
        path = next === '' || next === path ? undefined : next;
      }
      return found;
    },
    pair: async (place) => toPair(await call('oauth credentials', 'GET', `${at(place)}?part=keyandsecret`)),
    stagedPairs: async (place) => {
      const { stagedCredentials } = await call('staged credentials', 'GET', `${at(place)}/staged`);
      return listOf(stagedCredentials).map(toStaged);
    },
    stagedSecret: async (place, stagedId) =>
      toPair(await call('staged credentials', 'GET', `${at(place)}/staged/${stagedId}`)),
    stage: async (place) => {
      // Without a body the request hangs until the connection is reset.
      await call('stage credentials', 'POST', `${at(place)}/staged`, {});
    },
    promote: async (place, stagedId) => {
      await call('rotate credentials', 'PATCH', `${at(place)}/staged/${stagedId}`, { command: 'rotate' });
    },
    revoke: async (place, stagedId) => {
      await call('delete staged credentials', 'DELETE', `${at(place)}/staged/${stagedId}`).catch((error: unknown) => {
        if (!(error instanceof OrgFailure) || error.details.status !== 404) throw error;
      });
    },
  };
}

function toPair(body: Body): KeyPair {
  const pair = { key: textOf(body, 'key', 'consumerKey'), secret: textOf(body, 'secret', 'consumerSecret') };
  if (pair.key === '' || pair.secret === '')
    throw new OrgFailure('unreadable-answer', { request: 'oauth credentials' });
  return pair;
}

function toStaged(body: Body): StagedPair {
  const optional = (['createdBy', 'createdDate', 'expirationDate'] as const).flatMap((name) => {
    const value = textOf(body, name);
    return value === '' ? [] : [[name, value] as const];
  });
  const path = textOf(body, 'stagedCredentialsUrl', 'stagedCredentialsURL', 'url');
  return {
    id: textOf(body, 'id') || path.slice(path.lastIndexOf('/') + 1),
    key: textOf(body, 'key', 'consumerKey'),
    state: textOf(body, 'state'),
    ...Object.fromEntries(optional),
  };
}

function listOf(value: unknown): readonly Body[] {
  return Array.isArray(value) ? (value as readonly Body[]) : [];
}

/** The first of the names under which the org sends a value; `createdBy` is an id or a user. */
function textOf(body: Body, ...names: readonly string[]): string {
  for (const name of names) {
    const value = body[name];
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null) return textOf(value as Body, 'username', 'name', 'id');
  }
  return '';
}
