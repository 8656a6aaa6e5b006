import type { Complaint, DeployDraft } from '../deploy/deployDraft.js';
import { componentsOfApp, findComponent, type StoredComponent } from '../deploy/componentStore.js';
import type { XmlElement } from '../xml/readXml.js';

/** A component on its way into the org: the elements that the parser let through. */
export type EcaCandidate = {
  readonly type: string;
  readonly fullName: string;
  readonly elements: readonly XmlElement[];
  /** The app that the component belongs to; the header belongs to itself. */
  readonly appName: string;
  /** What the org holds under this name so far. */
  readonly former: StoredComponent | undefined;
};

/** Says what the server has against a component. */
export type EcaRule = (draft: DeployDraft, candidate: EcaCandidate) => readonly Complaint[];

/** The trimmed text of an element, or undefined when it is missing or empty. */
export function valueOf(elements: readonly XmlElement[], name: string): string | undefined {
  const text = elements.find((element) => element.name === name)?.text.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** Whether a boolean element is true. */
export function isOn(elements: readonly XmlElement[], name: string): boolean {
  return ['true', '1'].includes(valueOf(elements, name) ?? '');
}

/** A comma-separated list. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** A single complaint. */
export function complaint(problem: string): readonly Complaint[] {
  return [{ problem }];
}

/** The header of an app in the draft. */
export function appHeader(draft: DeployDraft, appName: string): StoredComponent | undefined {
  return findComponent(draft.components, 'ExternalClientApplication', appName);
}

/** The elements of the global OAuth settings of an app in the draft. */
export function globalSettings(draft: DeployDraft, appName: string): readonly XmlElement[] | undefined {
  return componentsOfApp(draft.components, 'ExtlClntAppGlobalOauthSettings', appName)[0]?.elements;
}
