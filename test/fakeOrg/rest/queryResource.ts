import { jsonReply, notFound, restError, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { readSoql } from '../query/readSoql.js';
import { queryTable, runQuery } from '../query/runQuery.js';
import { SoqlError } from '../query/soqlTokens.js';
import { findTable } from '../query/tables.js';
import type { RestCall } from './restApi.js';

/** `/query?q=…`; with `columns=true`, which `sf data query` asks for beside, the description of the columns. */
export function queryResource(state: OrgState, call: RestCall, api: 'data' | 'tooling'): Reply {
  try {
    const query = readSoql(call.request.query.get('q') ?? '');
    if (call.request.query.get('columns') === 'true') {
      const { name } = queryTable(state, query, api);
      return jsonReply(200, {
        columnMetadata: query.fields.map(columnMetadata),
        entityName: name,
        groupBy: false,
        idSelected: true,
        keyPrefix: null,
      });
    }
    const records = runQuery(state, query, api);
    const isCount = query.fields.length === 0;
    return jsonReply(200, { totalSize: records.length, done: true, records: isCount ? [] : records });
  } catch (error) {
    if (error instanceof SoqlError) return restError(400, error.code, error.message);
    throw error;
  }
}

/** `/sobjects/<object>/<id>` and the same below `/tooling`: one record with all its fields. */
export function sobjectResource(state: OrgState, call: RestCall): Reply {
  const api = call.path.startsWith('tooling/') ? 'tooling' : 'data';
  const [name, id] = call.path.split('/').slice(api === 'tooling' ? 2 : 1);
  const table = name === undefined ? undefined : findTable(name, api);
  if (table === undefined || id === undefined) return notFound();
  const query = readSoql(
    `SELECT ${table.columns.join(', ')} FROM ${table.name} WHERE Id = '${id.replaceAll("'", '')}'`,
  );
  const record = runQuery(state, query, api)[0];
  return record === undefined
    ? restError(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible: ' + id)
    : jsonReply(200, record);
}

function columnMetadata(field: string): unknown {
  const type = field.endsWith('Id') ? 'Id' : /^(Is|Permissions|OauthScopes)/.test(field) ? 'Boolean' : 'String';
  return {
    aggregate: false,
    apexType: type,
    booleanType: type === 'Boolean',
    columnName: field,
    custom: false,
    displayName: field,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: type !== 'Boolean',
    updatable: false,
  };
}
