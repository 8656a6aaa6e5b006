import type { OrgState } from '../orgState.js';
import type { Condition, SoqlQuery, SoqlValue } from './readSoql.js';
import { SoqlError } from './soqlTokens.js';
import { findTable, type Row, type Table } from './tables.js';

/** A record of the answer: `attributes`, then the selected fields, related records as objects. */
export type QueryRecord = { readonly [name: string]: unknown };

/** Answers a query; unknown objects are INVALID_TYPE, unknown fields INVALID_FIELD. */
export function runQuery(state: OrgState, query: SoqlQuery, api: 'data' | 'tooling'): readonly QueryRecord[] {
  const { table, rows } = selectRows(state, query, api);
  return rows.map((row) => toRecord(state, table, row, query.fields, api));
}

/** The fields of a query with their tables: what `columns=true` describes. */
export function queryTable(state: OrgState, query: SoqlQuery, api: 'data' | 'tooling'): Table {
  return selectRows(state, query, api).table;
}

function selectRows(
  state: OrgState,
  query: SoqlQuery,
  api: 'data' | 'tooling',
): { table: Table; rows: readonly Row[] } {
  const table = findTable(query.object, api);
  if (table === undefined) {
    throw new SoqlError(
      'INVALID_TYPE',
      `sObject type '${query.object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name.`,
    );
  }
  const read = (row: Row, field: string): SoqlValue => readField(state, table, row, field, api);
  // Fields are looked up even when there are no rows, so that a misspelt one never passes.
  for (const field of [
    ...query.fields,
    ...query.orderBy.map((order) => order.field),
    ...conditionFields(query.where),
  ]) {
    checkField(table, field, api);
  }
  const test = (condition: Condition, row: Row): boolean => {
    switch (condition.op) {
      case 'and':
        return condition.all.every((one) => test(one, row));
      case 'or':
        return condition.all.some((one) => test(one, row));
      case 'not':
        return !test(condition.inner, row);
      case 'in': {
        const { values } = condition;
        const list = 'fields' in values ? subValues(state, values, api) : values;
        return list.some((value) => compare('=', read(row, condition.field), value)) !== condition.negated;
      }
      case 'compare':
        return compare(condition.sign, read(row, condition.field), condition.value);
    }
  };
  const { where } = query;
  const found = table.rows(state).filter((row) => where === undefined || test(where, row));
  const sorted = [...found].sort((left, right) => {
    for (const { field, descending } of query.orderBy) {
      const [a, b] = [read(left, field), read(right, field)];
      if (a !== b) return (a === null || (b !== null && a < b) ? -1 : 1) * (descending ? -1 : 1);
    }
    return 0;
  });
  return {
    table,
    rows: sorted.slice(query.offset, query.limit === undefined ? undefined : query.offset + query.limit),
  };
}

function subValues(state: OrgState, query: SoqlQuery, api: 'data' | 'tooling'): readonly SoqlValue[] {
  const { table, rows } = selectRows(state, query, api);
  return rows.map((row) => readField(state, table, row, query.fields[0] ?? 'Id', api));
}

function conditionFields(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.all.flatMap(conditionFields);
    case 'not':
      return conditionFields(condition.inner);
    default:
      return [condition.field];
  }
}

function compare(sign: string, left: SoqlValue, right: SoqlValue): boolean {
  const [a, b] = [fold(left), fold(right)];
  switch (sign) {
    case '=':
      return (
        a === b ||
        (typeof a === 'string' && typeof b === 'string' && isId(a) && isId(b) && a.slice(0, 15) === b.slice(0, 15))
      );
    case '!=':
    case '<>':
      return a !== b;
    case 'LIKE': {
      const pattern = String(b)
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('%', '.*')
        .replaceAll('_', '.');
      return a !== null && new RegExp(`^${pattern}$`, 's').test(String(a));
    }
    default:
      if (a === null || b === null) return false;
      return sign === '<' ? a < b : sign === '>' ? a > b : sign === '<=' ? a <= b : a >= b;
  }
}

/** Text is compared without case, times as times. */
function fold(value: SoqlValue): SoqlValue {
  if (typeof value !== 'string') return value;
  return /^\d{4}-\d\d-\d\d(T.+)?$/.test(value) ? Date.parse(value) : value.toLowerCase();
}

function isId(text: string): boolean {
  return /^[a-z0-9]{15}([a-z0-9]{3})?$/.test(text) && /\d/.test(text);
}

function checkField(table: Table, field: string, api: 'data' | 'tooling'): void {
  const [first = '', ...rest] = field.split('.');
  const relation = table.relations?.[first];
  const target =
    relation === undefined ? undefined : (findTable(relation.table, api) ?? findTable(relation.table, 'data'));
  if (rest.length > 0 && target !== undefined) checkField(target, rest.join('.'), api);
  else if (rest.length > 0 || columnOf(table, first) === undefined) {
    throw new SoqlError(
      'INVALID_FIELD',
      `\n${field}\n^\nERROR at Row:1:Column:1\nNo such column '${field}' on entity '${table.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
    );
  }
}

function columnOf(table: Table, field: string): string | undefined {
  return table.columns.find((column) => column.toLowerCase() === field.toLowerCase());
}

function related(
  state: OrgState,
  table: Table,
  row: Row,
  name: string,
  api: 'data' | 'tooling',
): { table: Table; row: Row } | undefined {
  const relation = table.relations?.[name];
  const target =
    relation === undefined ? undefined : (findTable(relation.table, api) ?? findTable(relation.table, 'data'));
  const found = target?.rows(state).find((candidate) => candidate['Id'] === row[relation?.by ?? '']);
  return target === undefined || found === undefined ? undefined : { table: target, row: found };
}

function readField(state: OrgState, table: Table, row: Row, field: string, api: 'data' | 'tooling'): SoqlValue {
  const [first = '', ...rest] = field.split('.');
  if (rest.length === 0) return row[columnOf(table, first) ?? ''] ?? null;
  const target = related(state, table, row, first, api);
  return target === undefined ? null : readField(state, target.table, target.row, rest.join('.'), api);
}

function toRecord(
  state: OrgState,
  table: Table,
  row: Row,
  fields: readonly string[],
  api: 'data' | 'tooling',
): QueryRecord {
  const path = `/services/data/v${state.settings.apiVersion}.0${api === 'tooling' ? '/tooling' : ''}/sobjects/${table.name}`;
  const record: Record<string, unknown> = { attributes: { type: table.name, url: `${path}/${String(row['Id'])}` } };
  for (const field of fields) {
    const [first = '', ...rest] = field.split('.');
    if (rest.length === 0) {
      record[columnOf(table, first) ?? first] = readField(state, table, row, first, api);
      continue;
    }
    const inner = fields.filter((other) => other.startsWith(`${first}.`)).map((other) => other.slice(first.length + 1));
    const target = related(state, table, row, first, api);
    record[first] = target === undefined ? null : toRecord(state, target.table, target.row, inner, api);
  }
  return record;
}
