const megabyte = 1024 * 1024;

/** How many bytes of each kind of input are read at most; what is larger is refused before it is read. */
export const sizeLimits = {
  /** A spec that a person writes has a few kilobytes. */
  spec: 5 * megabyte,
  /** A certificate or key has a few kilobytes. */
  namedFile: megabyte,
  /** The largest metadata file of an app is a push key of a few kilobytes, or a connected app with its icons. */
  metadataFile: 5 * megabyte,
  /** All metadata of a folder or of an archive, unpacked: a retrieve has at most 600 MB, our types a few kilobytes per app. */
  metadata: 200 * megabyte,
} as const;
