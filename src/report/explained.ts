import { Messages } from '@salesforce/core/messages';
import type { Word } from '../catalog/codec.js';
import type { KeyLine, KeyTopic, Topic } from '../operations/topics.js';
import type { Finding } from '../source/finding.js';
import { problemActions, problemSentence } from './problemMessages.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const expected = Messages.loadMessages('sf-plugin-eca', 'expected');
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.explain');
const ruleWords = Messages.loadMessages('sf-plugin-eca', 'rules');

/** API versions as Salesforce writes them, such as `66.0`. */
export type ExplainedVersions = { readonly since: string; readonly until?: string };

/** A topic in words, as `explain --json` gives it. */
export type Explained =
  | (Omit<KeyTopic, 'words' | 'expected' | 'since' | 'until' | 'source'> & {
      readonly accepts?: string;
      readonly values: readonly Word[];
      readonly apiVersion?: ExplainedVersions;
      readonly docs?: string;
    })
  | Extract<Topic, { kind: 'section' }>
  | {
      readonly kind: 'scope';
      readonly scope: string;
      readonly description: string;
      readonly token: string;
      readonly setup?: string;
      readonly coveredBy: readonly string[];
      readonly apiVersion?: ExplainedVersions;
    }
  | {
      readonly kind: 'type';
      readonly type: string;
      readonly description: string;
      readonly file: string;
      readonly apiVersion: ExplainedVersions;
      readonly keys: readonly KeyLine[];
      readonly docs: string;
    }
  | {
      readonly kind: 'rule';
      readonly rule: string;
      readonly title: string;
      readonly severity: string;
      readonly reason: string;
      readonly keys: readonly string[];
      readonly profiles: readonly string[];
      readonly waivable: boolean;
      readonly actions: readonly string[];
      readonly docs: string;
    }
  | { readonly kind: 'check'; readonly rule: string; readonly message: string; readonly actions: readonly string[] }
  | { readonly kind: 'never'; readonly key: string; readonly message: string; readonly actions: readonly string[] };

/** Puts a topic into words. */
export function toExplained(topic: Topic): Explained {
  switch (topic.kind) {
    case 'section':
      return topic;
    case 'key':
      return explainedKey(topic);
    case 'scope': {
      const { word, covers, token, label, coveredBy, since } = topic.scope;
      return {
        kind: 'scope',
        scope: word,
        description: covers,
        token,
        ...(label === undefined ? {} : { setup: label }),
        coveredBy: coveredBy ?? [],
        ...(since === undefined ? {} : { apiVersion: versions(since) }),
      };
    }
    case 'type': {
      const { name, description, since, source } = topic.type;
      const { file, keys } = topic;
      return { kind: 'type', type: name, description, file, apiVersion: versions(since), keys, docs: source };
    }
    case 'rule': {
      const { id, severity, keys, profiles, unwaivable, source } = topic.rule;
      const words = { title: ruleWords.getMessage(`${id}.title`), reason: ruleWords.getMessage(`${id}.reason`) };
      const rest = {
        waivable: unwaivable !== true,
        actions: problemActions(finding(id)).map(withoutTokens),
        docs: source,
      };
      return { kind: 'rule', rule: id, ...words, severity, keys, profiles: profiles ?? [], ...rest };
    }
    case 'check':
      return { kind: 'check', rule: topic.rule, ...sentences(finding(topic.rule)) };
    case 'never':
      return { kind: 'never', key: topic.key, ...sentences(finding('shape/key-not-allowed', topic)) };
  }
}

/** True when there is a sentence for findings with this rule, so that it can be explained. */
export function isCheck(rule: string): boolean {
  try {
    return /^[a-z-]+\/[a-z-]+$/.test(rule) && problemSentence(finding(rule)) !== '';
  } catch {
    return false;
  }
}

function explainedKey({ words, expected: phrase, since, until, source, ...topic }: KeyTopic): Explained {
  return {
    ...topic,
    ...(phrase === undefined ? {} : { accepts: acceptsText(phrase) }),
    values: words,
    ...(since === undefined ? {} : { apiVersion: versions(since, until) }),
    ...(source === undefined ? {} : { docs: source }),
  };
}

function acceptsText(phrase: string): string {
  return phrase === 'words' ? messages.getMessage('oneOfValues') : withoutTokens(expected.getMessage(phrase));
}

function versions(since: number, until?: number): ExplainedVersions {
  return { since: since.toFixed(1), ...(until === undefined ? {} : { until: until.toFixed(1) }) };
}

function finding(rule: string, tokens: Readonly<Record<string, string>> = {}): Finding {
  const { key, reason } = tokens;
  const known = { ...(key === undefined ? {} : { key }), ...(reason === undefined ? {} : { reason }) };
  return { rule, severity: 'error', path: [], on: 'value', tokens: known, suggestions: [] };
}

function sentences(of: Finding): { readonly message: string; readonly actions: readonly string[] } {
  return { message: withoutTokens(problemSentence(of)), actions: problemActions(of).map(withoutTokens) };
}

/** Places for what a finding would name are shown as `<found>`. */
function withoutTokens(sentence: string): string {
  return sentence.replace(/\{([a-zA-Z]+)\}/g, '<$1>');
}
