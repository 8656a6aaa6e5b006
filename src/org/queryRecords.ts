import { judgeRestAnswer } from './judgeAnswer.js';
import type { OrgRecord } from './metadataOrg.js';
import type { OrgSession } from './orgSession.js';

type Page = { readonly records?: readonly OrgRecord[]; readonly nextRecordsUrl?: string };

/** All records of a query, page by page. */
export async function queryRecords(
  session: OrgSession,
  apiVersion: number,
  soql: string,
  api: 'data' | 'tooling',
): Promise<readonly OrgRecord[]> {
  const root = `/services/data/v${apiVersion}.0${api === 'tooling' ? '/tooling' : ''}/query`;
  const records: OrgRecord[] = [];
  for (let path: string | undefined = `${root}?q=${encodeURIComponent(soql)}`; path !== undefined;) {
    const answer = await session.send({ name: 'query', method: 'GET', path, repeatable: true }, judgeRestAnswer);
    const page = JSON.parse(answer.body) as Page;
    records.push(...(page.records ?? []));
    path = page.nextRecordsUrl;
  }
  return records;
}
