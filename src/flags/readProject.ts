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

/** Reads the project around the current folder; outside of one there are no settings, a broken one is an error. */
export async function readProject(): Promise<ProjectSettings> {
  try {
    const project = await SfProject.resolve();
    const json = await project.resolveProjectConfig();
    const version = json.sourceApiVersion;
    return {
      path: project.getPath(),
      defaultPackage: project.getDefaultPackage().fullPath,
      packages: project.getPackageDirectories().map(({ fullPath }) => fullPath),
      ...(typeof version === 'string' ? { sourceApiVersion: version } : {}),
    };
  } catch (error) {
    if (error instanceof SfError && error.name === 'InvalidProjectWorkspaceError') return { packages: [] };
    throw error;
  }
}
