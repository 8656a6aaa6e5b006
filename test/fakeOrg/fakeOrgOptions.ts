/** A user of the fake org; permissions come from the profile and the assigned permission sets. */
export type UserOption = {
  readonly username: string;
  readonly name?: string;
  readonly profile?: string;
  readonly active?: boolean;
  readonly permissionSets?: readonly string[];
};

/** A profile or a permission set with the user permissions it grants, by API name (`ModifyAllData`, `ApiUserOnly`, …). */
export type PermissionOption = {
  readonly name: string;
  readonly label?: string;
  readonly permissions?: readonly string[];
};

/** What kind of org `Organization` describes. */
export type OrgKind = 'production' | 'sandbox' | 'scratch' | 'developer';

/**
 * An error of an OAuth endpoint that is injected for one app, for what cannot be played here. `at` is `authorize`,
 * `introspect`, `revoke`, `device_code` or a grant type; `error` may also be `reset` or `html`, which are no OAuth answers.
 */
export type OauthErrorOption = {
  readonly app: string;
  readonly at: string;
  readonly error: string;
  readonly description?: string;
};

/** How the fake org behaves; every key is optional, README.md says what each one stands for. */
export type FakeOrgOptions = {
  readonly port?: number;
  readonly apiVersion?: number;
  readonly kind?: OrgKind;
  readonly orgId?: string;
  readonly username?: string;
  readonly accessToken?: string;
  readonly elementOrder?: 'dropped' | 'rejected';
  readonly rest?: boolean;
  readonly jwtSession?: boolean;
  readonly externalClientApps?: boolean;
  readonly lockNewApps?: boolean;
  readonly certificateOnRetrieve?: boolean;
  readonly secretAccess?: boolean;
  readonly pollsUntilDone?: number;
  readonly jobMilliseconds?: number;
  readonly activationPolls?: number;
  readonly deviceInterval?: number;
  readonly deviceLifetime?: number;
  readonly clockAhead?: Readonly<Record<string, number>>;
  readonly oauthErrors?: readonly OauthErrorOption[];
  /** Full name of a component, or `package.xml`, to the text that it fails with. */
  readonly componentProblems?: Readonly<Record<string, string>>;
  readonly users?: readonly UserOption[];
  readonly profiles?: readonly PermissionOption[];
  readonly permissionSets?: readonly PermissionOption[];
};

/** The options with every default filled in. */
export type OrgSettings = Required<FakeOrgOptions>;

const DEFAULT_PROFILES: readonly PermissionOption[] = [
  {
    name: 'System Administrator',
    permissions: [
      'ApiEnabled',
      'ModifyAllData',
      'ModifyMetadata',
      'ManageUsers',
      'ViewSetup',
      'CustomizeApplication',
      'ExternalClientAppViewer',
      'ExternalClientAppAdmin',
      'ExternalClientAppDeveloper',
      'ViewClientSecret',
      'ClientSecretRotation',
    ],
  },
  { name: 'Standard User', permissions: ['ApiEnabled'] },
  { name: 'Minimum Access - API Only Integrations', permissions: ['ApiEnabled', 'ApiUserOnly'] },
];

const DEFAULT_PERMISSION_SETS: readonly PermissionOption[] = [
  { name: 'Order_Sync_API', label: 'Order Sync API', permissions: ['ApiEnabled'] },
  { name: 'Integration_Access', label: 'Integration Access', permissions: ['ApiEnabled'] },
];

/** Fills in the defaults: an unlocked door for nobody, and a production org of API version 67 that locks new apps. */
export function completeOptions(options: FakeOrgOptions): OrgSettings {
  const orgId = options.orgId ?? '00DFk0000000001EAA';
  const username = options.username ?? 'admin@fake.example.com';
  const ownUser: UserOption = { username, name: 'Fake Admin', profile: 'System Administrator' };
  const others: readonly UserOption[] = options.users ?? [
    {
      username: 'integration@fake.example.com',
      name: 'Integration User',
      profile: 'Minimum Access - API Only Integrations',
    },
    { username: 'person@fake.example.com', name: 'Real Person', profile: 'Standard User' },
    { username: 'former@fake.example.com', name: 'Former Colleague', profile: 'Standard User', active: false },
  ];
  return {
    port: 0,
    apiVersion: 67,
    kind: 'production',
    accessToken: options.jwtSession === true ? JWT_TOKEN : `${orgId.slice(0, 15)}!fakeAccessToken`,
    elementOrder: 'dropped',
    rest: true,
    jwtSession: false,
    externalClientApps: true,
    lockNewApps: true,
    certificateOnRetrieve: true,
    secretAccess: false,
    pollsUntilDone: 2,
    jobMilliseconds: 0,
    activationPolls: 0,
    deviceInterval: 5,
    deviceLifetime: 0,
    clockAhead: {},
    oauthErrors: [],
    componentProblems: {},
    profiles: DEFAULT_PROFILES,
    permissionSets: DEFAULT_PERMISSION_SETS,
    ...options,
    orgId,
    username,
    users: others.some((user) => user.username === username) ? others : [ownUser, ...others],
  };
}

/** A session in JWT format: three base64url parts, which is all that clients look at to tell it from an opaque one. */
const JWT_TOKEN = [
  { alg: 'RS256', typ: 'JWT', kid: 'fake' },
  { sub: 'uid:fake', scp: 'api', aud: ['fake'] },
  'signature',
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');
