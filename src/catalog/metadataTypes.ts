import type { MetadataType, TypeName } from './metadataType.js';
import { appPolicies } from './types/appPolicies.js';
import { attestPolicies } from './types/attestPolicies.js';
import { attestSettings } from './types/attestSettings.js';
import { canvasSettings } from './types/canvasSettings.js';
import { externalClientApplication } from './types/externalClientApplication.js';
import { globalOauthSettings } from './types/globalOauthSettings.js';
import { mobilePolicies } from './types/mobilePolicies.js';
import { mobileSettings } from './types/mobileSettings.js';
import { notificationSettings } from './types/notificationSettings.js';
import { oauthPolicies } from './types/oauthPolicies.js';
import { oauthSecuritySettings } from './types/oauthSecuritySettings.js';
import { oauthSettings } from './types/oauthSettings.js';
import { pushPolicies } from './types/pushPolicies.js';
import { pushSettings } from './types/pushSettings.js';
import { samlPolicies } from './types/samlPolicies.js';

/** Every metadata type of an app, the header first. */
export const metadataTypes = [
  externalClientApplication,
  globalOauthSettings,
  oauthSettings,
  oauthPolicies,
  appPolicies,
  oauthSecuritySettings,
  samlPolicies,
  pushSettings,
  pushPolicies,
  notificationSettings,
  mobileSettings,
  mobilePolicies,
  canvasSettings,
  attestSettings,
  attestPolicies,
] as const;

const byName = new Map<string, MetadataType>(metadataTypes.map((type) => [type.name, type]));

/** The type with this full name (case-sensitive); undefined only for a text that is no `TypeName`. */
export function typeByName(name: TypeName): MetadataType;
export function typeByName(name: string): MetadataType | undefined;
export function typeByName(name: string): MetadataType | undefined {
  return byName.get(name);
}
