import type { Complaint } from '../deploy/deployDraft.js';
import { newElement, type XmlElement } from '../xml/readXml.js';
import type { ElementShape, TypeShape } from './typeShapes.js';

const NAMESPACE = '{http://soap.sforce.com/2006/04/metadata}';

/** How the org's parser treats an element that stands too late in its file. */
export type ElementOrder = 'dropped' | 'rejected';

/** A file after the parser: the elements that count, and everything that it refuses. */
export type CheckedElements = { readonly elements: readonly XmlElement[]; readonly complaints: readonly Complaint[] };

/** Names of schema types that are not the element name with a capital (reference metadata §3, WSDL 66). */
const ENUM_NAMES: Readonly<Record<string, string>> = {
  distributionState: 'ExtlClntAppDistState',
  managedType: 'ExtlClntAppManagedType',
  requiredSessionLevel: 'SessionSecurityLevel',
  startPage: 'ExtlClntAppStartPage',
  subjectType: 'ExtlClntAppSamlSubjectType',
  nameIdFormat: 'ExtlClntAppNameIdFormatType',
  signingAlgorithmType: 'ExtlClntAppSamlSignAlgoType',
  encryptionType: 'ExtlClntAppSamlEncryptType',
  singleLogoutBindingType: 'ExtlClntAppSamlBindingType',
  environment: 'ApplePushEnvironmentType',
};

/**
 * What the parser of the Metadata API makes of the children of one element.
 * An element too new for, or gone from, the version of package.xml: reference metadata §2.6 and §9 ("not valid in version").
 * Order: reference metadata §2.1, where one report says dropped and another rejected.
 */
export function checkElements(
  type: TypeShape,
  root: XmlElement,
  apiVersion: number,
  order: ElementOrder,
): CheckedElements {
  return checkChildren(type.name, type.elements, root, apiVersion, order);
}

function checkChildren(
  typeName: string,
  shapes: readonly ElementShape[],
  parent: XmlElement,
  apiVersion: number,
  order: ElementOrder,
): CheckedElements {
  const elements: XmlElement[] = [];
  const complaints: Complaint[] = [];
  let highest = -1;
  for (const element of parent.children) {
    const position = shapes.findIndex((shape) => shape.name === element.name);
    const shape = shapes[position];
    const complain = (problem: string): void => {
      complaints.push({ problem: `Error parsing file: ${problem}`, line: element.line, column: element.column });
    };
    if (shape === undefined) {
      complain(`Element ${NAMESPACE}${element.name} invalid at this location in type ${typeName}`);
    } else if (shape.since > apiVersion || shape.until < apiVersion) {
      complain(`Property '${element.name}' not valid in version ${apiVersion}.0`);
    } else if (position < highest) {
      if (order === 'rejected')
        complain(`Element ${NAMESPACE}${element.name} invalid at this location in type ${typeName}`);
    } else if (position === highest && !shape.repeats) {
      complain(`Element ${element.name} is duplicated at this location in type ${typeName}`);
    } else {
      highest = position;
      const problem = valueProblem(shape, element, apiVersion);
      if (problem !== undefined) complain(problem);
      if (shape.kind === 'group') {
        const inner = checkChildren(shape.name, shape.children, element, apiVersion, order);
        complaints.push(...inner.complaints);
        elements.push(newElement(shape.name, inner.elements));
      } else {
        elements.push(element);
      }
    }
  }
  return { elements, complaints };
}

function valueProblem(shape: ElementShape, element: XmlElement, apiVersion: number): string | undefined {
  const text = element.text.trim();
  switch (shape.kind) {
    case 'boolean':
      return /^(true|false|1|0)$/.test(text) ? undefined : `'${text}' is not a valid value for the type xsd:boolean`;
    case 'integer': {
      if (!/^-?\d+$/.test(text)) return `'${text}' is not a valid value for the type xsd:int`;
      const issues = shape.row?.codec.check(Number(text), apiVersion) ?? [];
      return issues.length === 0 ? undefined : `'${text}' is out of range for ${shape.name}`;
    }
    case 'enum': {
      const legal = shape.words.some(
        (word) => isWord(shape.name, word.element, text) && (word.since ?? 0) <= apiVersion,
      );
      return legal ? undefined : `'${text}' is not a valid value for the enum '${enumName(shape.name)}'`;
    }
    case 'items':
      return itemProblem(shape, element);
    default:
      return undefined;
  }
}

/** ipRelaxationPolicyType is a free string in the WSDL and occurs in two spellings (reference metadata §3.6): case is ignored. */
function isWord(name: string, word: string, text: string): boolean {
  return word === text || (name === 'ipRelaxationPolicyType' && word.toLowerCase() === text.toLowerCase());
}

function enumName(element: string): string {
  return ENUM_NAMES[element] ?? element.charAt(0).toUpperCase() + element.slice(1);
}

/** Items are checked by reading them with the catalogue and writing them again: what does not come back is not known. */
function itemProblem(shape: ElementShape, element: XmlElement): string | undefined {
  const codec = shape.row?.codec;
  if (codec === undefined) return undefined;
  const content = element.children.map(({ name, text }) => ({ name, content: text.trim() }));
  const names = shape.row?.elements ?? [];
  const read = codec.read([{ name: shape.name, content }], names);
  if ('unreadable' in read) return `Required field is missing or not valid in ${shape.name}: ${read.unreadable}`;
  const written = codec.write(read.value, names, { apiVersion: 999, fileContent: () => undefined })[0]?.content;
  const known = typeof written === 'object' ? written.map(({ name }) => name) : [];
  const unknown = element.children.find(({ name }) => !known.includes(name));
  return unknown === undefined
    ? undefined
    : `Element ${NAMESPACE}${unknown.name} invalid at this location in type ${shape.name}`;
}
