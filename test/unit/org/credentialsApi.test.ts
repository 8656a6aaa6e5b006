import { describe, expect, it } from '@jest/globals';
import { openCredentials } from '../../../src/org/credentialsApi.js';
import type { OrgSession } from '../../../src/org/orgSession.js';

/** A session that answers by path. */
function sessionOf(answers: Readonly<Record<string, unknown>>): OrgSession {
  const send = async ({ path }: { readonly path: string }) =>
    Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(answers[path]) });
  return { send } as unknown as OrgSession;
}

describe('openCredentials', () => {
  it('follows the pages of the consumers to the end, and not in circles', async () => {
    const first = '/services/data/v67.0/apps/oauth/credentials/0xI1';
    const session = sessionOf({
      [first]: { consumers: [{ id: '8881', key: 'one' }], nextPageUrl: `${first}?page=1` },
      [`${first}?page=1`]: { consumers: [{ id: '8882', consumerKey: 'two' }], nextPageUrl: `${first}?page=1` },
    });
    expect(await openCredentials(session, 67).consumers('0xI1')).toEqual([
      { id: '8881', key: 'one' },
      { id: '8882', key: 'two' },
    ]);
  });
});
