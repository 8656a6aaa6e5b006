import { lintSpec } from '../rules/lintSpec.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { PreparedApp } from './prepareApp.js';

/**
 * What is certain only now that an app is about to be created: values that the platform locks in new apps.
 * Offline they are warnings; here they are errors unless the spec waives them.
 */
export function lintCreated(apps: readonly PreparedApp[], today: Date): readonly FileFinding[] {
  return apps
    .filter(({ plan }) => plan.action === 'create')
    .flatMap(({ completed, spec: { checked, file, text, document, attachments } }) => {
      if (checked === undefined || document === undefined) return [];
      return lintSpec(checked, { files: attachments, completed, today, creating: true })
        .filter(({ severity, waived }) => severity === 'error' && waived === undefined)
        .map((finding) => ({ file, text, document, finding }));
    });
}
