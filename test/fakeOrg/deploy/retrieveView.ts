import { shapeOf } from '../eca/typeShapes.js';
import type { OrgState } from '../orgState.js';
import { newElement, type XmlElement } from '../xml/readXml.js';
import type { StoredComponent } from './componentStore.js';

/** A component as the Metadata API shows it at an API version: elements that this version does not know are left out. */
export function retrieveView(state: OrgState, component: StoredComponent, apiVersion: number): readonly XmlElement[] {
  const shape = shapeOf(component.type);
  if (shape === undefined) return component.elements;
  return component.elements.flatMap((element): readonly XmlElement[] => {
    const known = shape.elements.find(({ name }) => name === element.name);
    // Only a test puts an element there that the catalogue does not know: that of a release to come.
    if (known === undefined) return [element];
    if (known.since > apiVersion || known.until < apiVersion) return [];
    if (component.type === 'ExtlClntAppGlobalOauthSettings' && element.name === 'certificate')
      return certificate(state, element);
    return [element];
  });
}

/**
 * Certificates come back as base64 without armour, 64 columns wide (reference oauth §3.5); one report says that they do not
 * come back at all (reference metadata §2.5), which the option `certificateOnRetrieve: false` plays.
 */
function certificate(state: OrgState, element: XmlElement): readonly XmlElement[] {
  if (!state.settings.certificateOnRetrieve) return [];
  const base64 = element.text.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '');
  return [newElement('certificate', base64.replace(/(.{64})(?=.)/g, '$1\n'))];
}
