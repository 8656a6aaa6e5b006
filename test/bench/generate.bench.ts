/**
 * `sf eca generate` for 1 and for 500 apps. In process, all checks included, next to what bare `yaml.parseDocument` and the builder of
 * fast-xml-parser need for the same files: at most 4 times as long is the aim. Through the real CLI, next to `sf project convert source`
 * of the same files, which checks nothing: at most half as long for 500 apps, the least of several runs in turn. What of both is the
 * start of sf, which nothing here can change, is shown beside it. Build first.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { parseDocument } from 'yaml';
import { generateFiles, type GenerateResult } from '../../src/operations/generateFiles.js';
import { loadSpecs } from '../../src/operations/loadSpecs.js';
import { sfProgram } from '../e2e/paths.js';
import { createSfHome, linkPlugin, removeSfHome, runSf } from '../e2e/sfCli.js';
import { linkEmptyPlugin } from './emptyPlugin.js';
import { measure, type Cost } from './measure.js';

const rounds = 15;
const runs = Number(process.env['ECA_BENCH_RUNS'] ?? 7);

/** A spec as people write it: a few keys in every section, and comments. */
function specText(name: string): string {
  return `# yaml-language-server: $schema=./eca.schema.json
name: ${name}
label: Orders of ${name}
contactEmail: integrations@example.com
# Where the login ends.
callback: https://${name.toLowerCase()}.example.com/oauth/callback
scopes: [api, refresh_token]
flows:
  clientCredentials:
    runAs: \${runAsUser}
security:
  requirePkce: true
policies:
  permittedUsers: admin-approved
  permissionSets: [Orders_API]
variables:
  runAsUser: {description: Integration user of this org, default: integration@example.com}
`;
}

function appNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `App_${index + 1}`);
}

async function generate(texts: readonly string[]): Promise<GenerateResult> {
  const specs = await loadSpecs({
    inputs: texts.map((text, index) => ({
      file: `App_${index + 1}.eca.yaml`,
      path: `/eca/App_${index + 1}.eca.yaml`,
      text,
    })),
    sources: { set: new Map(), files: [], environment: {} },
    apiVersion: { number: 66, origin: 'the benchmark' },
    missingVariables: 'error',
    lint: { today: new Date() },
    readFile: async () => undefined,
  });
  return generateFiles({
    specs,
    apiVersion: { number: 66, origin: 'the benchmark' },
    outputDir: 'out',
    format: 'source',
    existing: { components: [], refused: [] },
    manifestText: undefined,
    gitIgnored: async () => undefined,
  });
}

const xml = { preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '@' } as const;
const builder = new XMLBuilder({ ...xml, format: true, indentBy: '    ' });

/** Only reads the YAML and only writes the XML. */
function bare(texts: readonly string[], trees: readonly unknown[]): void {
  for (const text of texts) parseDocument(text);
  for (const tree of trees) builder.build(tree);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** Milliseconds of something that is done `times` times in a row. */
async function milliseconds(times: number, run: () => unknown): Promise<number> {
  const begin = performance.now();
  for (let time = 0; time < times; time += 1) await run();
  return (performance.now() - begin) / times;
}

async function inProcess(count: number): Promise<void> {
  const texts = appNames(count).map(specText);
  const { writes, findings } = await generate(texts);
  if (writes.length !== count * 5 || findings.length > 0)
    throw new Error(`${writes.length} files, ${findings.length} findings`);
  const parser = new XMLParser({ ...xml, ignoreDeclaration: true });
  const trees = writes.map(({ text }): unknown => parser.parse(String(text)));
  const times = count === 1 ? 100 : 1;
  const own: number[] = [];
  const other: number[] = [];
  // In turn, so that a busy moment of the machine meets both; the first rounds only warm up.
  for (let round = -5; round < rounds; round += 1) {
    const [mine, theirs] = [
      await milliseconds(times, async () => generate(texts)),
      await milliseconds(times, () => {
        bare(texts, trees);
      }),
    ];
    if (round >= 0) own.push(mine);
    if (round >= 0) other.push(theirs);
  }
  report(`in process, ${count} specs`, 'ms', median(own), 'bare YAML and XML', median(other), 4);
}

function report(what: string, unit: string, own: number, name: string, other: number, aim: number): void {
  const ratio = own / other;
  const verdict = ratio <= aim ? 'reached' : 'missed';
  console.log(
    `${what}: ${own.toFixed(2)} ${unit}; ${name}: ${other.toFixed(2)} ${unit}; ratio ${ratio.toFixed(2)} (aim at most ${aim}: ${verdict})`,
  );
}

/** A line of the table: what a program takes, and what of it is left without that of the start alone. */
function line(name: string, cost: Cost, start: Cost): string {
  const numbers = [
    `${cost.milliseconds.toFixed(0)} ms`,
    `${(cost.milliseconds - start.milliseconds).toFixed(0)} ms`,
    `${cost.processor.toFixed(0)} ms`,
    `${(cost.processor - start.processor).toFixed(0)} ms`,
  ];
  return name.padEnd(58) + numbers.map((text) => text.padStart(10)).join('');
}

const heading = ''.padEnd(58) + ['time', 'own', 'cpu', 'own'].map((text) => text.padStart(10)).join('');

async function throughSf(count: number): Promise<void> {
  const home = await createSfHome();
  try {
    await linkPlugin(home);
    const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
    await mkdir(join(home.work, 'eca'));
    await mkdir(join(home.work, 'force-app'));
    await writeFile(join(home.work, 'sfdx-project.json'), JSON.stringify(project));
    for (const name of appNames(count)) await writeFile(join(home.work, 'eca', `${name}.eca.yaml`), specText(name));
    await linkEmptyPlugin(home);
    await runSf(['eca', 'generate'], { home });
    // Each run writes into a folder of its own: file systems are slow to make files where many were just removed.
    const convert = ['project', 'convert', 'source', '--root-dir', 'force-app', '--output-dir', 'converted{run}'];
    const bareWork = join(import.meta.dirname, 'bareWork.mjs');
    const names = {
      start: 'sf, empty SfCommand (the start alone)',
      own: 'sf eca generate',
      again: 'sf eca generate, nothing to change',
      other: 'sf project convert source',
      node: 'node, empty program',
      bare: 'node, bare yaml, and the files copied',
    };
    const costs = await measure(
      home,
      [
        { name: names.start, args: [sfProgram, 'bench', 'empty'] },
        { name: names.own, args: [sfProgram, 'eca', 'generate', '--output-dir', 'out{run}'] },
        { name: names.other, args: [sfProgram, ...convert] },
        { name: names.again, args: [sfProgram, 'eca', 'generate'] },
        { name: names.node, args: ['--eval', ''] },
        { name: names.bare, args: [bareWork, 'eca', join('force-app', 'main', 'default'), 'bare{run}'] },
      ],
      runs,
    );
    const of = (name: string): Cost => {
      const cost = costs.get(name);
      if (cost === undefined) throw new Error(`${name} was not measured`);
      return cost;
    };
    const [start, own, other, node, bare] = [names.start, names.own, names.other, names.node, names.bare].map(of) as [
      Cost,
      Cost,
      Cost,
      Cost,
      Cost,
    ];
    console.log(`\nThrough sf, ${count} app${count === 1 ? '' : 's'}; "own" is without the start\n${heading}`);
    for (const name of [names.start, names.own, names.other, names.again]) console.log(line(name, of(name), start));
    for (const name of [names.node, names.bare]) console.log(line(name, of(name), node));
    const aim = count === 1 ? 1 : 0.5;
    report('sf eca generate', 'ms', own.milliseconds, 'sf project convert source', other.milliseconds, aim);
    if (count === 1) return;
    const left = aim * other.milliseconds - start.milliseconds;
    console.log(
      `Without the start: ${((own.milliseconds - start.milliseconds) / (other.milliseconds - start.milliseconds)).toFixed(2)} of the time, ` +
        `${((own.processor - start.processor) / (other.processor - start.processor)).toFixed(2)} of the processor's work. ` +
        `The aim leaves ${left.toFixed(0)} ms beyond the start of sf; parsing the specs with bare yaml and copying the files takes ${(bare.milliseconds - node.milliseconds).toFixed(0)} ms.`,
    );
  } finally {
    await removeSfHome(home);
  }
}

for (const count of [1, 500]) await inProcess(count);
for (const count of [1, 500]) await throughSf(count);
