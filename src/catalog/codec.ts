/** One XML element: its name and either its text or its child elements. */
export type ElementNode = {
  readonly name: string;
  readonly content: string | readonly ElementNode[];
};

/** The subset of JSON Schema (draft-07) that editors use for completion and hover. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Something about the shape of a value that SPEC §1 does not allow; `path` is relative to the key. */
export type ShapeIssue = {
  readonly rule: ShapeRule;
  readonly path: readonly (string | number)[];
  readonly tokens: Readonly<Record<string, string>>;
  /** The right spelling, when it is known for sure. */
  readonly suggestions?: readonly string[];
  /** Legal words among which the nearest one is worth suggesting. */
  readonly candidates?: readonly string[];
  readonly on?: 'key' | 'value';
  /** Absent means error. */
  readonly severity?: 'error' | 'warning';
};

/** Identifiers of shape findings; each has its sentence in `messages/problems.md`. */
export type ShapeRule =
  | 'shape/wrong-kind'
  | 'shape/unknown-word'
  | 'shape/unknown-key'
  | 'shape/missing-key'
  | 'shape/duplicate'
  | 'shape/too-long'
  | 'shape/too-short'
  | 'shape/too-many'
  | 'shape/out-of-range'
  | 'shape/invalid-api-name'
  | 'shape/invalid-email'
  | 'shape/invalid-url'
  | 'shape/invalid-ip-address'
  | 'shape/invalid-ip-range'
  | 'shape/invalid-duration'
  | 'shape/invalid-date'
  | 'shape/forbidden-character'
  | 'shape/not-in-api-version'
  | 'shape/secret-in-spec'
  | 'shape/unknown-scope'
  | 'shape/null-value'
  | 'shape/empty-value'
  | 'shape/key-not-allowed'
  | 'shape/key-renamed'
  | 'shape/only-with'
  | 'shape/requires'
  | 'shape/either-or'
  | 'shape/type-not-selected';

/** What a codec needs to know while it writes: the target API version and the bytes of the files that a spec names. */
export type WriteContext = {
  readonly apiVersion: number;
  readonly fileContent: (path: string) => Uint8Array | undefined;
};

/** The spec value that elements stand for, or the text that no spec value stands for. */
export type ReadResult<Value> = { readonly value: Value } | { readonly unreadable: string };

/** How one YAML value becomes elements of one component, and back. */
export type Codec<Value> = {
  /** Tells codecs apart where a caller has to treat files, secrets or lists in its own way. */
  readonly kind: CodecKind;
  /** Key of the phrase in `messages/expected.md` that says what the value looks like. */
  readonly expected: string;
  readonly schema: JsonSchema;
  /** All issues of the value; an empty list means that `write` accepts it. */
  readonly check: (value: unknown, apiVersion: number) => readonly ShapeIssue[];
  /** The elements for a checked value; `names` are the element names of the row, in its order. */
  write(value: Value, names: readonly string[], context: WriteContext): readonly ElementNode[];
  /** The value of at least one element among `names`. */
  readonly read: (nodes: readonly ElementNode[], names: readonly string[]) => ReadResult<Value>;
  /** Reads the text of a variable where the key, or the place `below` it, wants something that is not text; else undefined. */
  readonly fromVariable?: (text: string, below?: readonly (string | number)[]) => unknown;
  /** The words that the value may be, for explanations. */
  readonly words?: readonly Word[];
};

/** Families of values that callers treat in their own way. */
export type CodecKind =
  | 'boolean'
  | 'switch'
  | 'text'
  | 'integer'
  | 'words'
  | 'list'
  | 'callback'
  | 'scopes'
  | 'attributes'
  | 'ipRanges'
  | 'notifications'
  | 'refreshToken'
  | 'jwtTimeout'
  | 'certificate'
  | 'secretFile'
  | 'secretText';

/** A word of a spec beside the spelling of the platform and the label of Setup. */
export type Word = {
  readonly word: string | number;
  readonly element: string;
  readonly label?: string;
  readonly description?: string;
  readonly since?: number;
  /** A word that is no longer accepted, and the one to write instead. */
  readonly replacedBy?: string | number;
};
