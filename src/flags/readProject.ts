import { join } from 'node:path';
import { SfError } from '@salesforce/core/sfError';
import { SfProject } from '@salesforce/core/project';

/** What a Salesforce project says to `sf eca`. */
export type ProjectSettings = {
  /** Folder of sfdx-project.json; undefined outside a project. */
  readonly path?: string;
  readonly sourceApiVersion?: string;
  /** Absolute path of the default package directory. */
  readonly defaultPackage?: string;
  /** Absolute paths of all package directories. */
  readonly packages: readonly string[];
};

/**
 * Reads the project around the current folder; outside of one there are no settings, a broken one is an error.
 * A package directory need not be there: git keeps no empty folder, and `sf eca generate` makes it.
 */
export async function readProject(): Promise<ProjectSettings> {
  try {
    const project = await SfProject.resolve();
    const { sourceApiVersion: version, packageDirectories = [] } = await project.resolveProjectConfig();
    const packages = packageDirectories as unknown as readonly { readonly path: string; readonly default?: boolean }[];
    const path = project.getPath();
    const main = packages.find((one) => one.default === true) ?? packages[0];
    return {
      path,
      packages: packages.map((one) => join(path, one.path)),
      ...(main === undefined ? {} : { defaultPackage: join(path, main.path) }),
      ...(typeof version === 'string' ? { sourceApiVersion: version } : {}),
    };
  } catch (error) {
    if (error instanceof SfError && error.name === 'InvalidProjectWorkspaceError') return { packages: [] };
    throw error;
  }
}
