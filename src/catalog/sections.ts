/** A key of a spec that only groups other keys. */
export type Section = {
  readonly description: string;
  /** Exactly one of these lists of child keys is given, and complete. */
  readonly either?: readonly (readonly string[])[];
  /** A child key that stands for others, which beside it are neither needed nor allowed. */
  readonly replaces?: Readonly<Record<string, readonly string[]>>;
};

/** Every grouping key by its dotted path; keys that have a value of their own are rows instead. */
export const sections: Readonly<Record<string, Section>> = {
  firstParty: { description: 'What an app of your own needs for headless identity.' },
  assetToken: { description: 'Tokens that name a device or another asset of a user.' },
  idToken: { description: 'What an OpenID Connect ID token holds and how long it lives.' },
  flows: { description: 'The OAuth flows that need a switch; the web server and refresh token flows need none.' },
  security: { description: 'How the client proves itself, and what its tokens are like.' },
  'security.tlsClientAuth': { description: 'The TLS certificate by which the client is known.' },
  policies: { description: 'What the admins of the org decide: who may use the app, from where and for how long.' },
  'policies.plugins': { description: 'The parts of the app, each on or off.' },
  'policies.apexHandler': { description: 'The Apex class that takes part in authorizations, and its user.' },
  saml: { description: 'Single sign-on by SAML, with Salesforce as the identity provider.' },
  'saml.encryption': { description: 'Encryption of assertions.' },
  'saml.singleLogout': { description: 'How a logout reaches the service provider.' },
  push: { description: 'Push notifications to phones.' },
  'push.android': {
    description: 'The credentials for Firebase Cloud Messaging.',
    either: [['firebaseProject', 'serviceAccount'], ['configLink']],
  },
  'push.apple': {
    description: 'The credentials for the Apple Push Notification service: a signing key or a certificate.',
    either: [['signingKey', 'keyId', 'teamId'], ['certificate', 'password'], ['configLink']],
    replaces: { configLink: ['environment', 'bundleId'] },
  },
  mobile: { description: 'The screen lock of a mobile app.' },
  canvas: { description: 'A web app inside the pages of Salesforce.' },
  attestation: { description: 'Proof that a mobile app is genuine.' },
};
