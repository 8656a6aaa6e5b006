import type { Codec } from './codec.js';

/** Full names of the metadata types of an External Client App. */
export type TypeName =
  | 'ExternalClientApplication'
  | 'ExtlClntAppGlobalOauthSettings'
  | 'ExtlClntAppOauthSettings'
  | 'ExtlClntAppOauthConfigurablePolicies'
  | 'ExtlClntAppConfigurablePolicies'
  | 'ExtlClntAppOauthSecuritySettings'
  | 'ExtlClntAppSamlConfigurablePolicies'
  | 'ExtlClntAppPushSettings'
  | 'ExtlClntAppPushConfigurablePolicies'
  | 'ExtlClntAppNotificationSettings'
  | 'ExtlClntAppMobileSettings'
  | 'ExtlClntAppMobileConfigurablePolicies'
  | 'ExtlClntAppCanvasSettings'
  | 'ExtlClntAppAttestSettings'
  | 'ExtlClntAppAttestConfigurablePolicies';

/** Everything the plugin knows about one metadata element (or the few that one key stands for). */
export type ElementRow<Key extends string = string, Value = unknown> = {
  /** The dotted key of a spec. */
  readonly key: Key;
  /** Element names; `parent.child` for an element inside another; none when the settings below a switch say it all. */
  readonly elements: readonly string[];
  readonly codec: Codec<Value>;
  /** First and last API version that knows the element. */
  readonly since: number;
  readonly until?: number;
  /** The key must be there whenever its component is written. */
  readonly required?: true;
  /** `onCreate`: sent only by the deploy that creates the app, never written to a file. */
  readonly write: 'always' | 'whenPresent' | 'onCreate';
  /** `set`: order means nothing; `ignoreWhenAbsent`: an absent key says nothing about the org; `platformMayChange`: new apps keep their own value. */
  readonly compare: 'value' | 'set' | 'ignoreWhenAbsent' | 'platformMayChange';
  readonly secret?: true;
  /** The value that an absent key stands for. */
  readonly specDefault?: NoInfer<Value>;
  /** In words, what an absent key stands for when other keys decide it; `completeSpec` computes it. */
  readonly defaultNote?: string;
  /** The value that Salesforce gives an element that is missing in a deployed file. */
  readonly absentMeans?: NoInfer<Value>;
  /** Text of the element while the switch above the key is off. */
  readonly whenOff?: string;
  /** The platform of a type that occurs once per platform. */
  readonly variant?: Platform;
  /** The key makes sense only with, and (`mutual`) always with, this value of another key. */
  readonly goesWith?: { readonly key: string; readonly value: string | boolean; readonly mutual?: true };
  /** The new spelling of a key that was renamed. */
  readonly replacedBy?: string;
  /** What it does, in one sentence. */
  readonly description: string;
  /** What a careless value costs. */
  readonly security?: string;
  /** The label of the field in Setup. */
  readonly setup?: string;
  readonly example?: unknown;
  /** Address of the page or specification; absent means the page of the type. */
  readonly source?: string;
};

/** The platforms of a type that occurs once per platform. */
export type Platform = 'apple' | 'android';

/** An element that the platform knows and a spec deliberately does not set. */
export type PlatformElement = {
  readonly name: string;
  readonly since: number;
  readonly until?: number;
  readonly values?: readonly string[];
  /** `orgBound`: belongs to one org; `secret`: must not be kept; `command`: an order to the deploy; `retired`: another element took over; `internal`: Salesforce's own. */
  readonly reason: 'orgBound' | 'secret' | 'command' | 'retired' | 'internal' | 'structure';
  readonly description: string;
};

/** One metadata type: where its files lie, when an app has one, and its elements. */
export type MetadataType<Rows extends readonly ElementRow[] = readonly ElementRow[]> = {
  readonly name: TypeName;
  readonly folder: string;
  readonly suffix: string;
  readonly since: number;
  /** `always`: every app; `oauth`: every OAuth app; `keys`: an app with any key of the type. */
  readonly presence: 'always' | 'oauth' | 'keys';
  /** Behind the app's name gives the member name. */
  readonly memberSuffix: string;
  /** Whether a second-generation package takes it; `unknown` where no source says so, `linkOnly` where its credentials must stay in the org. */
  readonly packageable: 'yes' | 'linkOnly' | 'no' | 'unknown';
  /** For a type that occurs once per platform: the element that tells which, its value, and the section of the spec. */
  readonly variants?: readonly {
    readonly platform: Platform;
    readonly element: string;
    readonly value: string;
    readonly section: string;
    readonly memberSuffix: string;
  }[];
  readonly rows: Rows;
  readonly platformElements: readonly PlatformElement[];
  readonly description: string;
  readonly source: string;
};

/** Keeps the exact key and value type of a row, from which the type of a spec is derived. */
export function row<const Key extends string, Value>(definition: ElementRow<Key, Value>): ElementRow<Key, Value> {
  return definition;
}

/** Keeps the exact rows of a type. */
export function metadataType<Rows extends readonly ElementRow[]>(definition: MetadataType<Rows>): MetadataType<Rows> {
  return definition;
}

/** Address of a page of Salesforce's Metadata API guide. */
export function guidePage(page: string): string {
  return `https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_${page}.htm`;
}

/** The label of a component, which every type but the header has beside the reference to its app. */
export const structure: readonly PlatformElement[] = [
  {
    name: 'externalClientApplication',
    since: 57,
    reason: 'structure',
    description: 'The full name of the app that the component belongs to.',
  },
  { name: 'label', since: 57, reason: 'structure', description: 'The display name of the component.' },
];
