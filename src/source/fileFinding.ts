import type { Finding } from './finding.js';
import type { SourceDocument } from './sourceDocument.js';

/** A finding with the file it is about; `document` gives the position, `text` the code frame. */
export type FileFinding = {
  readonly file: string;
  readonly finding: Finding;
  readonly document?: SourceDocument;
  readonly text?: string;
};

/** True when a finding stops commands that write or send. */
export function isBlocking({ finding }: FileFinding): boolean {
  return finding.severity === 'error';
}
