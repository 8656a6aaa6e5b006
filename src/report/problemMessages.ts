import { Messages } from '@salesforce/core/messages';
import type { Finding } from '../source/finding.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const bundleNames = ['problems', 'rules', 'packaging', 'org-checks', 'import', 'migration'] as const;

/** Read when the first problem needs words, and kept: a run without problems does not wait for them. */
function bundleNamed(name: string): Messages<string> {
  return Messages.loadMessages('sf-plugin-eca', name);
}

/** The sentence of a finding: what was found, what was expected, and the nearest right spelling. */
export function problemSentence(finding: Finding): string {
  const sentence = fill(text(sentenceKey(finding)), finding.tokens);
  const { origin } = finding.tokens;
  const source = origin === undefined || origin === '' ? '' : ` ${fill(text('origin'), { origin })}`;
  return `${sentence.trimEnd()}${suggestion(finding.suggestions)}${source}`;
}

/** A sentence of one of the bundles, filled. */
export function sentenceOf(key: string, tokens: Readonly<Record<string, string>>): string {
  return fill(text(key), tokens).trimEnd();
}

/** What a person can do about a finding. */
export function problemActions(finding: Finding): string[] {
  const special = find(`${sentenceKey(finding)}.actions`) ?? find(`${finding.rule}.actions`) ?? [];
  return special.map((action) => fill(action, finding.tokens));
}

/** A rule with a token `reason`, `hint` or `severity` of its own may have a sentence for it: `shape/invalid-url.blank`. */
function sentenceKey({ rule, tokens, severity, suggestions }: Finding): string {
  const suggested = suggestions.length > 0 ? 'suggested' : undefined;
  const special = [tokens.reason, tokens.hint, severity === 'error' ? undefined : severity, suggested]
    .map((detail) => `${rule}.${detail}`)
    .find((key) => find(key) !== undefined);
  return special ?? rule;
}

function suggestion(words: readonly string[]): string {
  if (words.length === 0) return '';
  return ` ${fill(text('suggestion'), { words: words.map((word) => `"${word}"`).join(' or ') })}`;
}

function text(key: string): string {
  const [sentence] = find(key) ?? [];
  if (sentence === undefined) throw new Error(`messages/problems.md and messages/rules.md have no sentence "${key}".`);
  return sentence;
}

const known = new Map<string, readonly string[] | undefined>();

/** The message or list of messages of a key; undefined when no bundle has it. */
function find(key: string): readonly string[] | undefined {
  if (known.has(key)) return known.get(key);
  let found: readonly string[] | undefined;
  for (const name of bundleNames) found ??= messagesOf(name, key);
  known.set(key, found);
  return found;
}

function messagesOf(name: string, key: string): readonly string[] | undefined {
  try {
    return bundleNamed(name).getMessages(key);
  } catch {
    // Messages offers no way to ask whether it has a key.
    return undefined;
  }
}

/** Fills `{token}`; the token `expected` is the key of a phrase in messages/expected.md. */
export function fill(sentence: string, tokens: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([a-zA-Z]+)\}/g, (match, name: string) => {
    const value = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
    if (value === undefined) return match;
    if (name === 'expected') return fill(bundleNamed('expected').getMessage(value), { ...tokens, expected: value });
    // What may be written is never cut.
    return ['words', 'keys'].includes(name) ? visible(value, Infinity) : visible(value);
  });
}

/**
 * Text of others for a terminal or a page: control characters, escapes and characters that show nothing or turn the direction of
 * writing appear as codes, and commands of build servers (`::error::`, `##vso[`) are broken; values longer than
 * `limit` characters are cut.
 */
export function visible(value: string, limit = 300): string {
  const shown = visibleLines(value).replaceAll('\n', '\\n').replaceAll('\t', '\\u0009');
  return shown.length > limit ? `${shown.slice(0, limit - 1)}…` : shown;
}

/** Text of several lines for a terminal: as `visible`, with its line breaks and tabs, and whole. */
export function visibleLines(value: string): string {
  return value
    .replace(/[^\n\t\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, codeOf)
    .replace(/#(?=#[a-z]*\[)|(?<=^[^\S\n]*):(?=:[\w-]+( .*)?::)/gim, codeOf);
}

function codeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
