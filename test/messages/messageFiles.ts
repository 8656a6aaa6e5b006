import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../e2e/paths.js';

/** A message of a bundle: one text, or the items of a list. */
export type MessageText = { readonly bundle: string; readonly key: string; readonly lines: readonly string[] };

/** Every message of the plugin. */
export function readMessages(): readonly MessageText[] {
  const folder = join(projectRoot, 'messages');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split(/^# /m)
        .slice(1)
        .map((part) => toMessage(name.slice(0, -'.md'.length), part)),
    );
}

function toMessage(bundle: string, part: string): MessageText {
  const [key = '', ...rest] = part.split('\n');
  const body = rest.join('\n').trim();
  const isList = body !== '' && body.split('\n').every((line) => line.startsWith('- '));
  return { bundle, key: key.trim(), lines: isList ? body.split('\n').map((line) => line.slice(2)) : [body] };
}

/** The TypeScript of src/, one text per file, without comments. */
export function readSources(): readonly { readonly file: string; readonly text: string }[] {
  const folder = join(projectRoot, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((file) => ({
      file: file.split('\\').join('/'),
      text: readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
    }));
}
