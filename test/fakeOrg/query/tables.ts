import type { OrgState } from '../orgState.js';
import { appTables } from './appTables.js';
import { peopleTables } from './peopleTables.js';
import type { SoqlValue } from './readSoql.js';
import { setupTables } from './setupTables.js';

/** A row by column. */
export type Row = { readonly [column: string]: SoqlValue };

/** An object that can be queried. */
export type Table = {
  readonly name: string;
  readonly api: 'data' | 'tooling' | 'both';
  readonly columns: readonly string[];
  /** Lookups by relationship name: the object and the column that holds its id. */
  readonly relations?: Readonly<Record<string, { readonly table: string; readonly by: string }>>;
  readonly rows: (state: OrgState) => readonly Row[];
};

/** The object of that name, if that API has it. */
export function findTable(name: string, api: 'data' | 'tooling'): Table | undefined {
  return [...peopleTables, ...setupTables, ...appTables].find(
    (table) => table.name.toLowerCase() === name.toLowerCase() && (table.api === api || table.api === 'both'),
  );
}
