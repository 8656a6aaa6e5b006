import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { InventoryEntry } from '../../src/operations/takeInventory.js';
import { inventoryHtml } from '../../src/report/inventoryHtml.js';
import { hostileText } from './hostileText.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const onPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)));
/** ECA_CHROMIUM names the program; else the first that is on the PATH. */
const chromium = process.env['ECA_CHROMIUM'] ?? onPath.find((path) => existsSync(path));
const inBrowser = chromium === undefined ? it.skip : it;

const entry: InventoryEntry = {
  name: 'App',
  label: hostileText,
  spec: 'eca/App.eca.yaml',
  contactEmail: 'a@example.com',
  distribution: 'local',
  enabled: true,
  callbacks: ['https://app.example.com/callback'],
  scopes: [{ scope: 'api', covers: hostileText }],
  flows: ['webServer', 'device'],
  permittedUsers: 'admin-approved',
  permissionSets: [hostileText],
  profiles: [],
  runAs: null,
  certificates: [{ file: 'server.crt', expires: '2027-01-01' }],
  waivers: [{ rule: 'pkce/off', reason: hostileText, until: null }],
};

/** Runs in the page: what a reader and a screen reader have of it. */
const probe = `
const luminance = (text) => {
  const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const background = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!colour.endsWith(', 0)')) return colour;
  }
  return 'rgb(255, 255, 255)';
};
const cells = [...document.querySelectorAll('td, th, h1, h2, a, li')];
const contrast = cells.map((cell) => {
  const [one, other] = [getComputedStyle(cell).color, background(cell)].map(luminance).sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05);
});
document.title = btoa(JSON.stringify({
  language: document.documentElement.lang,
  tables: [...document.querySelectorAll('table')].map((table) => table.querySelectorAll('th[scope]').length),
  bareHeaders: document.querySelectorAll('th:not([scope])').length,
  bareCells: [...document.querySelectorAll('td')].filter((cell) => cell.parentElement.querySelector('th[scope=row]') === null).length,
  foreign: document.querySelectorAll('img, link, iframe, object, [onerror], [onload], script:not(#probe)').length,
  targets: [...document.querySelectorAll('a')].filter(({ hash }) => document.getElementById(hash.slice(1)) === null).length,
  label: [...document.querySelectorAll('td')].some(({ textContent }) => textContent.includes('<' + 'script>alert(1)<' + '/script>')),
  lowestContrast: Math.min(...contrast),
  colours: new Set(cells.map((cell) => getComputedStyle(cell).color)).size,
  wide: document.documentElement.scrollWidth > window.innerWidth,
}));`;

describe('the HTML inventory in headless Chromium (skipped without one on the PATH or in ECA_CHROMIUM)', () => {
  inBrowser(
    'opens without network, has a language and headers, and says nothing by colour only',
    async () => {
      const folder = await mkdtemp(join(process.env['ECA_TEST_RUN_DIR'] ?? tmpdir(), 'page-'));
      const page = inventoryHtml([entry, { ...entry, name: 'Other', enabled: false }]);
      await writeFile(
        join(folder, 'page.html'),
        page.replace('</body>', `<script id="probe">${probe}</script></body>`),
      );
      const netLog = join(folder, 'net.json');
      const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--window-size=1024,800'];
      const url = pathToFileURL(join(folder, 'page.html')).href;
      const { stdout } = await promisify(execFile)(
        chromium ?? '',
        [
          ...args,
          `--user-data-dir=${folder}/profile`,
          `--log-net-log=${netLog}`,
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
          '--dump-dom',
          url,
        ],
        { timeout: 60_000 },
      );
      const title = /<title>([^<]*)<\/title>/.exec(stdout)?.[1] ?? '';
      const seen = JSON.parse(Buffer.from(title, 'base64').toString()) as { tables: number[]; lowestContrast: number };
      expect(seen).toMatchObject({
        language: 'en',
        bareHeaders: 0,
        bareCells: 0,
        foreign: 0,
        targets: 0,
        label: true,
        wide: false,
      });
      expect(seen.tables).toHaveLength(3);
      expect(Math.min(...seen.tables)).toBeGreaterThan(3);
      expect(seen.lowestContrast).toBeGreaterThan(4.5);
      // The image of the hostile label would be asked for at this address.
      expect(await readFile(netLog, 'utf8')).not.toContain('http://127.0.0.1:9');
      await rm(folder, { recursive: true, force: true });
    },
    120_000,
  );
});
