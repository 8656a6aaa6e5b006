import type { DeployDraft } from '../deploy/deployDraft.js';
import { newElement, type XmlElement } from '../xml/readXml.js';
import { consumerOf, createConsumer, newConsumerKey, newConsumerSecret, type Consumer } from './consumers.js';
import { isOn, valueOf, type EcaCandidate } from './ecaRule.js';
import { shapeOf } from './typeShapes.js';

/**
 * Since Summer '26 new apps keep PKCE, refresh token rotation and the idle limit, whatever a deploy asks for; it still says
 * Succeeded (reference oauth §0 fact 1, metadata §3.2).
 */
const LOCKED_ON = ['isPkceRequired', 'isRefreshTokenRotationEnabled', 'isEnforceRefreshTokenTTL'];

/**
 * The record that a deploy leaves behind: what the file says, defaults for what it leaves out (a deploy replaces the whole
 * record: reference metadata §2.3, peers "omitted element = reset to default"), and what the platform adds or insists on.
 */
export function completeElements(draft: DeployDraft, candidate: EcaCandidate, locked: boolean): readonly XmlElement[] {
  const values = new Map<string, readonly XmlElement[]>();
  const set = (name: string, text: string): void => void values.set(name, [newElement(name, text)]);
  const shape = shapeOf(candidate.type);
  for (const { name } of candidate.elements) {
    const all = candidate.elements.filter((element) => element.name === name);
    if (all.some((element) => element.text.trim() !== '' || element.children.length > 0)) values.set(name, all);
  }
  const given = new Set(values.keys());
  for (const { name, fallback } of shape?.elements ?? []) {
    if (fallback !== undefined && needsFallback(name, given)) set(name, fallback);
  }
  addPlatformValues(draft, candidate, locked, set, values);
  return (shape?.elements ?? []).flatMap(({ name }) => values.get(name) ?? []);
}

/** Period and unit are defaults of a refresh token policy that is itself left out, never beside one that was given. */
function needsFallback(name: string, given: ReadonlySet<string>): boolean {
  return !given.has(name) && !(name.startsWith('refreshTokenValidity') && given.has('refreshTokenPolicyType'));
}

function addPlatformValues(
  draft: DeployDraft,
  { type, elements, appName }: EcaCandidate,
  locked: boolean,
  set: (name: string, text: string) => void,
  values: Map<string, readonly XmlElement[]>,
): void {
  const orgId = draft.state.settings.orgId.slice(0, 15);
  if (type === 'ExternalClientApplication' && !values.has('orgScopedExternalApp'))
    set('orgScopedExternalApp', `${orgId}:${appName}`);
  const linked = type === 'ExtlClntAppOauthSettings' ? consumerOf(draft.consumers, appName) : undefined;
  if (linked !== undefined) set('oauthLink', oauthLinkOf(draft, linked));
  if (type === 'ExtlClntAppGlobalOauthSettings') {
    const consumer =
      consumerOf(draft.consumers, appName) ??
      createConsumer(
        draft.state.makeId,
        appName,
        valueOf(elements, 'consumerKey'),
        draft.state.settings.activationPolls,
      );
    draft.consumers.set(appName.toLowerCase(), consumer);
    if (isOn(elements, 'shouldRotateConsumerKey')) consumer.key = newConsumerKey();
    if (isOn(elements, 'shouldRotateConsumerSecret')) consumer.secret = newConsumerSecret();
    // Fixed at creation: a later value is ignored although the deploy says Succeeded (reference metadata §2.5).
    set('consumerKey', consumer.key);
    set('shouldRotateConsumerKey', 'false');
    set('shouldRotateConsumerSecret', 'false');
    // The secret does not come back through the Metadata API (reference oauth §0 fact 4).
    values.delete('consumerSecret');
    if (locked) LOCKED_ON.forEach((name) => set(name, 'true'));
  }
}

/** `oauthLink` is generated: org id, colon, consumer id (reference metadata §2.4). */
export function oauthLinkOf(draft: DeployDraft, consumer: Consumer): string {
  return `${draft.state.settings.orgId.slice(0, 15)}:${consumer.id.slice(0, 15)}`;
}
