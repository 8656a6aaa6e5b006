import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from './e2e/paths.js';

type Flag = {
  readonly char?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly type: 'boolean' | 'option';
  readonly multiple?: boolean;
  readonly options?: readonly string[];
  readonly default?: unknown;
  readonly required?: boolean;
  readonly hidden?: boolean;
};
type Command = {
  readonly summary?: string;
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly aliases: readonly string[];
  readonly args: Readonly<Record<string, { readonly description?: string }>>;
  readonly flags: Readonly<Record<string, Flag>>;
};
type Topic = { readonly description?: string; readonly subtopics?: Readonly<Record<string, Topic>> };

const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(projectRoot, path), 'utf8'));
const { commands } = (await read('oclif.manifest.json')) as { commands: Readonly<Record<string, Command>> };
const { oclif } = (await read('package.json')) as { oclif: { topics: Readonly<Record<string, Topic>> } };
const entries = Object.entries(commands).toSorted(([one], [other]) => (one < other ? -1 : 1));
const each = entries.map(([id, command]) => ({ id, command }));

/** What a script can rely on: a change of it is a change of the interface. */
const snapshot = entries.map(([id, { aliases, args, flags }]) => ({
  command: id.replaceAll(':', ' '),
  ...(aliases.length === 0 ? {} : { aliases }),
  ...(Object.keys(args).length === 0 ? {} : { args: Object.keys(args) }),
  flags: Object.entries(flags)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, flag]) => flagLine(name, flag)),
}));

/** `-f, --spec=… (several) [eca]` */
function flagLine(name: string, { char, type, multiple, options, default: value, required }: Flag): string {
  const parts = [
    `${char === undefined ? '' : `-${char}, `}--${name}${type === 'boolean' ? '' : `=${options?.join('|') ?? '…'}`}`,
    ...(multiple === true ? ['(several)'] : []),
    ...(required === true ? ['(required)'] : []),
    ...(value === undefined || value === false ? [] : [`[${JSON.stringify(value)}]`]),
  ];
  return parts.join(' ');
}

/** The command lines of an example: those behind its explanation, continued lines joined. */
function commandLines(example: string): readonly string[] {
  const lines = example.replace(/\s*\\\n\s*/g, ' ').split('\n');
  return lines.filter((line) => line.includes('<%= config.bin %> '));
}

describe('the commands', () => {
  it('are those of the snapshot: after a wanted change run "UPDATE=1 npm run jest -- test/commandSnapshot.test.ts"', async () => {
    const file = join(projectRoot, 'test', 'fixtures', 'command-snapshot.json');
    const text = `${JSON.stringify(snapshot, null, 2)}\n`;
    if (process.env['UPDATE'] === '1') await writeFile(file, text);
    expect(existsSync(file)).toBe(true);
    expect(snapshot).toEqual(JSON.parse(await readFile(file, 'utf8')));
  });

  it('lie in topics that package.json describes', () => {
    const topics = entries.flatMap(([id]) =>
      id
        .split(':')
        .slice(0, -1)
        .map((_, index, words) => words.slice(0, index + 1)),
    );
    const undescribed = topics.filter((path) => {
      const [first = '', ...rest] = path;
      const topic = rest.reduce<Topic | undefined>((parent, name) => parent?.subtopics?.[name], oclif.topics[first]);
      return topic?.description === undefined;
    });
    expect(undescribed).toEqual([]);
  });
});

describe.each(each)('sf $id', ({ id, command }) => {
  it('has a summary of one sentence, a description and at least two examples', () => {
    expect(command.summary).toMatch(/^[A-Z].*[^.]\.$/);
    expect(command.summary?.length).toBeLessThanOrEqual(100);
    expect(command.description?.length).toBeGreaterThan(20);
    expect(command.examples?.length).toBeGreaterThanOrEqual(id === 'eca:schema' ? 1 : 2);
  });

  it('shows only long flag names in its examples, and only flags that exist', () => {
    for (const example of command.examples ?? []) {
      const lines = commandLines(example);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line).not.toMatch(/ -[a-z]\b/);
        const own = line.includes('<%= command.id %>')
          ? command
          : commands[/eca( [a-z]+)+/.exec(line)?.[0].trim().replaceAll(' ', ':') ?? ''];
        const names = [...(line.split(' | ')[0]?.matchAll(/ --([a-z-]+)/g) ?? [])].map(([, name]) => name ?? '');
        expect(names.filter((name) => own?.flags[name] === undefined)).toEqual([]);
      }
    }
  });

  it('has --json and --flags-dir, and a sentence for each flag and argument', () => {
    expect(Object.keys(command.flags)).toEqual(expect.arrayContaining(['json', 'flags-dir']));
    const own = Object.entries(command.flags).filter(([name]) => name !== 'json' && name !== 'flags-dir');
    const wordless = own.filter(([, { summary }]) => summary === undefined || !/^[A-Z{].*[^.]\.$/.test(summary));
    expect(wordless.map(([name, { summary }]) => `${name}: ${summary}`)).toEqual([]);
    expect(Object.values(command.args).filter(({ description }) => description === undefined)).toEqual([]);
  });

  it('names what it shares with other commands of sf as they do', () => {
    const letters = {
      'target-org': 'o',
      'api-version': undefined,
      wait: 'w',
      'job-id': 'i',
      name: 'n',
      'output-dir': 'd',
      spec: 'f',
    };
    for (const [name, char] of Object.entries(letters)) {
      const flag = command.flags[name];
      if (flag !== undefined && flag.type === 'option') expect({ name, char: flag.char }).toEqual({ name, char });
    }
    expect(Object.keys(command.flags).filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });
});
