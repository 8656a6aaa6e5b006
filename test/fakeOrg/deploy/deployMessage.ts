import type { StoredComponent } from './componentStore.js';
import { sameElements, type Complaint } from './deployDraft.js';
import type { PackageEntry } from './packageEntries.js';

/** One row of `componentSuccesses` or `componentFailures`. */
export type DeployMessage = {
  readonly changed: boolean;
  readonly columnNumber?: number;
  readonly componentType: string;
  readonly created: boolean;
  readonly createdDate: string;
  readonly deleted: boolean;
  readonly fileName: string;
  readonly fullName: string;
  readonly id?: string;
  readonly lineNumber?: number;
  readonly problem?: string;
  readonly problemType?: 'Error' | 'Warning';
  readonly success: boolean;
};

/** The row of an entry: its worst complaint, and what became of it. */
export function entryMessage(
  entry: PackageEntry,
  complaints: readonly Complaint[],
  ignoreWarnings: boolean,
  former: StoredComponent | undefined,
  now: StoredComponent | undefined,
): DeployMessage {
  const worst = complaints.find(({ warning }) => warning !== true) ?? complaints[0];
  const isWarning = worst?.warning === true;
  // With ignoreWarnings false a warning counts as an error (Metadata API guide, DeployOptions).
  const success = worst === undefined || (isWarning && ignoreWarnings);
  const isDelete = entry.action !== 'deploy' && entry.action !== 'refuse';
  const unchanged = former !== undefined && now !== undefined && sameElements(former.elements, now.elements);
  return {
    changed: success && !unchanged && !(isDelete && former === undefined),
    ...(worst?.column === undefined ? {} : { columnNumber: worst.column }),
    componentType: entry.type,
    created: success && !isDelete && former === undefined,
    createdDate: new Date().toISOString(),
    deleted: success && isDelete && former !== undefined,
    fileName: entry.fileName,
    fullName: entry.fullName,
    ...(success && (now ?? former) !== undefined ? { id: (now ?? former)?.id ?? '' } : {}),
    ...(worst?.line === undefined ? {} : { lineNumber: worst.line }),
    ...(worst === undefined
      ? {}
      : { problem: worst.problem, problemType: isWarning ? ('Warning' as const) : ('Error' as const) }),
    success,
  };
}

/** A component that stood by itself and fails beside the others. */
export function failedMessage(message: DeployMessage, problem: string): DeployMessage {
  const { componentType, createdDate, fileName, fullName } = message;
  const flags = { changed: false, created: false, deleted: false, success: false };
  return { componentType, createdDate, fileName, fullName, ...flags, problem, problemType: 'Error' };
}

/** The row of the manifest itself. */
export function packageMessage(problem: string | undefined): DeployMessage {
  const name = {
    componentType: '',
    fileName: 'package.xml',
    fullName: 'package.xml',
    createdDate: new Date().toISOString(),
  };
  const flags = { changed: problem === undefined, created: false, deleted: false, success: problem === undefined };
  return problem === undefined ? { ...name, ...flags } : { ...name, ...flags, problem, problemType: 'Error' };
}
