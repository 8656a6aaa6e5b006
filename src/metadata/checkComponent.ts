import { parseBoolean } from '../catalog/codecs/boolean.js';
import type { CodecKind } from '../catalog/codec.js';
import type { ElementRow, MetadataType } from '../catalog/metadataType.js';
import { typeByName } from '../catalog/metadataTypes.js';
import { pathText, type Finding } from '../source/finding.js';
import { nearestWords } from '../source/nearestWords.js';
import { apiVersionText, type ApiVersion } from '../spec/apiVersion.js';
import type { PlacedElement } from './parseXml.js';
import { readRow, rowNodes } from './readRow.js';
import { checkScopeTokens } from './checkScopeTokens.js';
import { placeOf, type SourceComponent } from './sourceComponent.js';

type Say = (rule: string, element: string, tokens: Finding['tokens'], more?: Partial<Finding>) => void;

/**
 * Checks a metadata file against the catalogue for an API version: elements that the type does not have or not yet, their order,
 * words that no element takes, ids of another org, commands and secrets. Every finding has its place in the file.
 */
export function checkComponent(source: SourceComponent, apiVersion: ApiVersion): readonly Finding[] {
  const findings: Finding[] = [];
  const type = typeByName(source.component.type);
  const say: Say = (rule, element, tokens, more = {}) => {
    const { range } = placeOf(source, element);
    const place = range ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
    findings.push({
      rule,
      severity: 'error',
      path: [element],
      on: 'value',
      suggestions: [],
      range: place,
      ...more,
      tokens: { element, type: type.name, ...tokens },
    });
  };
  checkNames(source.placed ?? [], type, say);
  checkOrder(source.placed ?? [], say);
  checkPlatformElements(source, type, apiVersion, say);
  for (const row of type.rows)
    if (row.variant === undefined || row.variant === source.component.platform) checkRow(row, source, apiVersion, say);
  return findings;
}

function checkNames(placed: readonly PlacedElement[], type: MetadataType, say: Say): void {
  const names = type.rows.flatMap(({ elements }) => elements);
  const top = [
    ...new Set([
      ...names.map(firstPart),
      ...type.platformElements.map(({ name }) => name),
      ...(type.variants ?? []).map(({ element }) => element),
    ]),
  ];
  for (const { name, content } of placed) {
    const below = names.filter((one) => one.startsWith(`${name}.`));
    if (!top.includes(name)) say('element/unknown', name, { found: name }, { suggestions: nearestWords(name, top) });
    else if (below.length > 0 && typeof content !== 'string')
      for (const child of content)
        if (!below.includes(`${name}.${child.name}`))
          say(
            'element/unknown',
            `${name}.${child.name}`,
            { found: child.name },
            { suggestions: nearestWords(child.name, below.map(lastPart)) },
          );
  }
}

/** The first element that stands behind one that belongs after it; the rest of a shuffled file says no more. */
function checkOrder(placed: readonly PlacedElement[], say: Say): void {
  const wrong = placed.find(({ name }, index) => placed.slice(0, index).some((before) => before.name > name));
  const before = placed.find(({ name }) => wrong !== undefined && name > wrong.name);
  if (wrong !== undefined && before !== undefined)
    say('element/order', wrong.name, { before: before.name }, { severity: 'warning' });
}

function checkPlatformElements(
  { component }: SourceComponent,
  type: MetadataType,
  apiVersion: ApiVersion,
  say: Say,
): void {
  for (const { name, reason, since, until } of type.platformElements) {
    const [node] = rowNodes(component, { elements: [name] });
    const content = node?.content;
    if (typeof content !== 'string') continue;
    checkVersion(name, since, until, apiVersion, say);
    if (reason === 'secret') say('element/secret', name, {}, { secret: true });
    else if (reason === 'command' && parseBoolean(content) !== false) say('element/rotates', name, {});
    else if (reason === 'orgBound') say('element/org-bound', name, {}, { severity: 'note' });
  }
  if (type.name !== 'ExternalClientApplication' && component.app === '')
    say('element/no-app', 'externalClientApplication', {});
}

function checkRow(row: ElementRow, source: SourceComponent, apiVersion: ApiVersion, say: Say): void {
  const { component } = source;
  const [node] = rowNodes(component, row);
  if (node === undefined) return;
  const element = node.name;
  checkVersion(element, row.since, row.until, apiVersion, say);
  if (row.codec.kind === 'scopes') return checkScopeTokens(node, say);
  const reading = readRow(component, row);
  if (reading.state === 'unreadable') {
    const words = (row.codec.words ?? []).map((word) => word.element);
    const tokens = {
      found: row.secret === true ? '' : reading.text,
      ...(words.length === 0 ? {} : { reason: 'words', words: words.join(', ') }),
    };
    say('element/unreadable', element, tokens, { suggestions: nearestWords(reading.text, words) });
  } else if (reading.state === 'value' && !opaque.includes(row.codec.kind))
    for (const issue of row.codec.check(reading.value, apiVersion.number)) {
      const more = {
        suggestions: issue.suggestions ?? [],
        ...(issue.severity === undefined ? {} : { severity: issue.severity }),
      };
      say(
        issue.rule,
        element,
        {
          key: `${row.key}${pathText(issue.path) === '' ? '' : ` ${pathText(issue.path)}`}`,
          apiVersion: apiVersionText(apiVersion.number),
          apiVersionOrigin: apiVersion.origin,
          ...issue.tokens,
        },
        more,
      );
    }
}

/** Read back as what a spec does not hold: the text of a certificate, and that a switch is on. */
const opaque: readonly CodecKind[] = ['certificate', 'switch'];

function checkVersion(
  element: string,
  since: number,
  until: number | undefined,
  apiVersion: ApiVersion,
  say: Say,
): void {
  const found = { apiVersion: apiVersionText(apiVersion.number), apiVersionOrigin: apiVersion.origin };
  if (since > apiVersion.number) say('element/not-in-api-version', element, { since: apiVersionText(since), ...found });
  else if (until !== undefined && until < apiVersion.number)
    say('element/not-in-api-version', element, { reason: 'retired', since: apiVersionText(until), ...found });
}

function firstPart(name: string): string {
  return name.split('.')[0] ?? name;
}

function lastPart(name: string): string {
  return name.split('.').at(-1) ?? name;
}
