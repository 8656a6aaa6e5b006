import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadSpecs } from '../../../src/operations/loadSpecs.js';
import { takeInventory, type InventoryEntry } from '../../../src/operations/takeInventory.js';
import { inventoryHtml } from '../../../src/report/inventoryHtml.js';
import { inventoryMarkdown } from '../../../src/report/inventoryMarkdown.js';

const certificate = readFileSync(new URL('../../fixtures/certificates/server.crt', import.meta.url));

/** The inventory of specs whose certificates are all the one of the fixtures, or nothing. */
async function inventory(
  texts: readonly string[],
  set: Readonly<Record<string, string>> = {},
): Promise<InventoryEntry[]> {
  const specs = await loadSpecs({
    inputs: texts.map((text, index) => ({ file: `eca/${index}.eca.yaml`, path: `/eca/${index}.eca.yaml`, text })),
    sources: { set: new Map(Object.entries(set)), files: [], environment: {} },
    apiVersion: { number: 67, origin: 'the test' },
    missingVariables: 'note',
    lint: { today: new Date('2026-09-15T00:00:00Z') },
    readFile: async (path) => Promise.resolve(path.endsWith('server.crt') ? certificate : undefined),
  });
  return takeInventory(specs);
}

const app = (name: string): string => `name: ${name}\ncontactEmail: a@example.com\n`;

describe('takeInventory', () => {
  it('says of an app without OAuth only what it has', async () => {
    expect(await inventory([app('Bare')])).toEqual([
      {
        name: 'Bare',
        label: 'Bare',
        spec: 'eca/0.eca.yaml',
        contactEmail: 'a@example.com',
        distribution: 'local',
        enabled: true,
        callbacks: [],
        scopes: [],
        flows: [],
        permittedUsers: '',
        permissionSets: [],
        profiles: [],
        runAs: null,
        certificates: [],
        waivers: [],
      },
    ]);
  });

  it('sorts by name and leaves out what is no app', async () => {
    const entries = await inventory([app('B'), 'contactEmail: a@example.com\n', ': :', app('A')]);
    expect(entries.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('names the flows that are on, with the web server flow of every OAuth app', async () => {
    const [entry] = await inventory([
      `${app('A')}callback: https://a.example.com\nscopes: [api, Quantum]\nflows: {device: false, tokenExchange: true, clientCredentials: {runAs: me@example.com}, jwtBearer: {certificate: server.crt}}\n`,
    ]);
    expect(entry?.flows).toEqual(['webServer', 'clientCredentials', 'jwtBearer', 'tokenExchange']);
    expect(entry?.runAs).toBe('me@example.com');
    expect(entry?.certificates).toEqual([{ file: 'server.crt', expires: '2126-10-28' }]);
    expect(entry?.scopes.map(({ scope, covers }) => [scope, covers !== ''])).toEqual([
      ['api', true],
      ['Quantum', false],
    ]);
  });

  it('says that a certificate is not there', async () => {
    const [entry] = await inventory([
      `${app('A')}callback: https://a.example.com\nscopes: [api]\nflows: {jwtBearer: {certificate: none.crt}}\n`,
    ]);
    expect(entry?.certificates).toEqual([{ file: 'none.crt', expires: null }]);
    expect(inventoryMarkdown(entry === undefined ? [] : [entry])).toContain(
      '| Certificates | none.crt: cannot be read |',
    );
  });

  it('keeps the value of a secret variable out of every form', async () => {
    const text = `${app('A')}description: d\nlabel: "with \${token}"\ncallback: ["https://a.example.com/\${token}"]\nscopes: [api]\nvariables: {token: {secret: true}}\n`;
    const entries = await inventory([text], { token: 'canary' });
    expect(entries[0]?.label).toBe('[REDACTED]');
    expect(entries[0]?.callbacks).toEqual(['[REDACTED]']);
    for (const page of [JSON.stringify(entries), inventoryHtml(entries), inventoryMarkdown(entries)])
      expect(page).not.toContain('canary');
  });
});

describe('the HTML of the inventory', () => {
  it('has a language, headers with a scope, and nothing from elsewhere', async () => {
    const page = inventoryHtml(
      await inventory([app('A'), `${app('B')}callback: https://b.example.com\nscopes: [api]\n`]),
    );
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">\n/);
    expect(page).toContain('<th scope="col">App</th>');
    const tables = page.split('<table>').slice(1);
    expect(tables).toHaveLength(3);
    for (const table of tables) expect(table).toMatch(/<th scope="(col|row)">/);
    expect(page).not.toMatch(/<th>|\bsrc=|<link|<script|@import|url\(/);
    expect([...page.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)).toEqual(['#A', '#B']);
  });

  it('says in words what it says', async () => {
    const page = inventoryHtml(await inventory([`${app('A')}policies: {enabled: false}\n`]));
    expect(page).toContain('<th scope="row">Status</th><td>disabled</td>');
    expect(page).not.toMatch(/class=|style="/);
  });
});
