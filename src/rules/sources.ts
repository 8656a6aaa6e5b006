/** A section of an RFC. */
export function rfc(number: number, section: string): string {
  return `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`;
}

/** An article of Salesforce Help. */
export function helpArticle(id: string): string {
  return `https://help.salesforce.com/s/articleView?id=${id}`;
}

/** Release note: PKCE, refresh token rotation and the idle limit are locked on in apps created since July 2026. */
export const securityControlsOfNewApps = helpArticle(
  'release-notes.rn_security_oauth_controls_new_apps.htm&release=262',
);

/** What Salesforce demands of apps that partners distribute. */
export const partnerRequirements =
  'https://developer.salesforce.com/docs/atlas.en-us.packagingGuide.meta/packagingGuide/secure_code_ac_eca.htm';
