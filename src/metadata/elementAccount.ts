import { typeByName } from '../catalog/metadataTypes.js';
import { memberKey } from './component.js';
import type { DraftSpec } from './draftSpec.js';
import { isSecretElement, text } from './extraElements.js';
import type { Insight } from './importInsight.js';
import type { PlatformAccount } from './platformElements.js';
import type { ElementReadings, Reading } from './readElements.js';
import {
  placeOf,
  redacted,
  type Change,
  type Kept,
  type Loss,
  type Placeholder,
  type SourceComponent,
} from './sourceComponent.js';
import type { ElementNode } from '../catalog/codec.js';

/** Where each element of an app went: kept (changed ones included) or lost. */
export type ElementAccount = {
  readonly kept: readonly Kept[];
  readonly changed: readonly Change[];
  readonly losses: readonly Loss[];
};

type Facts = {
  readonly name: string;
  readonly all: readonly ElementReadings[];
  readonly parts: readonly ElementReadings[];
  readonly platform: PlatformAccount;
  readonly draft: DraftSpec;
  readonly setAside: ReadonlySet<string>;
  readonly insight: Insight;
  readonly placeholders: ReadonlyMap<string, Placeholder>;
};

/** Accounts for every element that is not empty, and for every key that no element stands for. */
export function accountOf(facts: Facts): ElementAccount {
  const accounts = facts.all.map((part) => (facts.parts.includes(part) ? partAccount(part, facts) : lostPart(part)));
  const { losses, changed } = facts.platform;
  const [header] = facts.parts;
  return {
    kept: [...accounts.flatMap(({ kept }) => kept), ...changed],
    changed: [
      ...accounts.flatMap((account) => account.changed),
      ...changed,
      ...(header === undefined ? [] : filledIn(facts, header.source)),
    ],
    losses: [...accounts.flatMap((account) => account.losses), ...losses],
  };
}

function partAccount(part: ElementReadings, facts: Facts): ElementAccount {
  const account = { kept: [] as Kept[], changed: [] as Change[], losses: [] as Loss[] };
  for (const reading of part.readings) readingAccount(reading, part, facts, account);
  for (const node of part.unknown) extraAccount(node, part, facts, account, 'unknown');
  for (const { node } of part.platformElements)
    if (facts.platform.carried.some((one) => one.part === part && one.name === node.name))
      extraAccount(node, part, facts, account, 'packaged');
    else if (node.name === 'label')
      account.kept.push({
        element: elementName(part, 'label'),
        key: 'metadata.labels',
        ...placeOf(part.source, 'label'),
      });
    else if (node.name === 'externalClientApplication') referenceAccount(node, part, facts, account);
  if (facts.insight.unnamed.has(part.member))
    account.changed.push({
      element: elementName(part, 'fullName'),
      key: `metadata.names.${part.member}`,
      reason: 'memberName',
      severity: 'warning',
      file: part.source.file,
      tokens: { found: part.source.component.fullName },
    });
  return account;
}

type Growing = { readonly kept: Kept[]; readonly changed: Change[]; readonly losses: Loss[] };

function readingAccount(
  reading: Reading,
  part: ElementReadings,
  { setAside, draft, placeholders, platform }: Facts,
  account: Growing,
): void {
  const { row, nodes, source } = reading;
  for (const node of nodes) {
    const element = elementName(part, node.name);
    const place = placeOf(source, node.name);
    const lose = (reason: string, shown = isSecretElement(node) ? redacted : text(node)): void =>
      void account.losses.push({ element, value: shown, reason, severity: 'warning', ...place });
    if (row.write === 'onCreate')
      account.losses.push({ element, value: shortened(text(node)), reason: 'consumerKey', severity: 'note', ...place });
    else if (draft.switchedOff.includes(reading)) lose('switchedOff');
    else if (platform.readings.has(row.key)) {
      // A retired element says something else now; the loss is already in the account of the platform.
      if (!platform.losses.some((loss) => loss.element === element))
        account.kept.push({ element, key: row.key, ...place });
    } else if (!setAside.has(row.key)) account.kept.push({ element, key: row.key, ...place });
    else if (row.key === 'distribution') lose('distribution');
    else extraOrLoss(node, part, account, 'unreadable');
  }
  const secret = placeholders.get(row.key);
  const [first] = nodes;
  if (first === undefined || setAside.has(row.key) || draft.switchedOff.includes(reading)) return;
  const changed = {
    element: elementName(part, first.name),
    key: row.key,
    severity: 'note',
    ...placeOf(source, first.name),
  } as const;
  if (secret !== undefined)
    account.changed.push({ ...changed, reason: 'secretVariable', tokens: { variable: secret.name } });
  else if (row.codec.kind === 'certificate') account.changed.push({ ...changed, reason: 'certificateFile' });
}

function extraAccount(
  node: ElementNode,
  part: ElementReadings,
  { insight }: Facts,
  account: Growing,
  reason: string,
): void {
  if (insight.unwritable.has(`${part.member}.${node.name.split('.')[0] ?? ''}`))
    account.losses.push({
      element: elementName(part, node.name),
      value: isSecretElement(node) ? redacted : text(node),
      reason: 'unwritable',
      severity: 'warning',
      ...placeOf(part.source, node.name),
    });
  else extraOrLoss(node, part, account, reason);
}

function extraOrLoss(node: ElementNode, part: ElementReadings, account: Growing, reason: string): void {
  const kept: Kept = {
    element: elementName(part, node.name),
    key: `metadata.extra.${part.member}.${node.name}`,
    ...placeOf(part.source, node.name),
  };
  if (isSecretElement(node))
    account.losses.push({
      element: kept.element,
      value: redacted,
      reason: 'secret',
      severity: 'warning',
      ...placeOf(part.source, node.name),
    });
  else {
    account.kept.push(kept);
    account.changed.push({ ...kept, reason, severity: 'note', tokens: { found: text(node) } });
  }
}

function referenceAccount(node: ElementNode, part: ElementReadings, { name }: Facts, account: Growing): void {
  const kept: Kept = { element: elementName(part, node.name), key: 'name', ...placeOf(part.source, node.name) };
  account.kept.push(kept);
  if (text(node).trim() !== name)
    account.changed.push({
      ...kept,
      reason: 'reference',
      severity: 'note',
      tokens: { found: text(node).trim(), name },
    });
}

/** Everything of a component that no spec can describe. */
function lostPart({ source, readings, unknown, platformElements }: ElementReadings): ElementAccount {
  const variant = typeByName(source.component.type).variants?.[0]?.element;
  const nodes = [
    ...readings.flatMap((reading) => reading.nodes),
    ...unknown,
    ...platformElements.map(({ node }) => node),
  ];
  const named = nodes.some(({ name }) => name === variant)
    ? []
    : source.component.elements.filter(({ name }) => name === variant);
  const lost = [...nodes, ...named].map((node) => ({
    element: `${source.component.type}.${node.name}`,
    value:
      isSecretElement(node) || readings.some(({ row, nodes: own }) => row.secret === true && own.includes(node))
        ? redacted
        : text(node),
    reason: 'component',
    severity: 'warning' as const,
    ...placeOf(source, node.name),
  }));
  return { kept: [], changed: [], losses: lost };
}

/** Keys without an element: required ones that wait for a value, and defaults whose absence has no known meaning. */
function filledIn({ draft, insight, placeholders, parts }: Facts, fallback: SourceComponent): readonly Change[] {
  const file = (type: string): string =>
    parts.find(({ source }) => source.component.type === type)?.source.file ?? fallback.file;
  return [
    ...[...insight.missing].map((key): Change => ({
      element: '',
      key,
      reason: 'missing',
      severity: 'warning',
      file: fallback.file,
      tokens: { key, variable: placeholders.get(key)?.name ?? '' },
    })),
    ...draft.defaulted
      .filter(({ key }) => !insight.missing.has(key))
      .map(({ key, type, elements }): Change => ({
        element: `${memberKey({ type: type.name })}.${elements[0] ?? ''}`,
        key,
        reason: 'defaulted',
        severity: 'note',
        file: file(type.name),
        tokens: { key },
      })),
  ];
}

function elementName({ source }: ElementReadings, name: string): string {
  return `${source.component.type}.${name}`;
}

/** A consumer key is no secret, but it has no business in logs. */
function shortened(key: string): string {
  return key.length > 8 ? `${key.slice(0, 6)}…` : key;
}
