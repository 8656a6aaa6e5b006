import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { OutsideProject } from '../../../src/files/readNamedFile.js';
import type { LoadedSpec } from '../../../src/operations/loadSpecs.js';
import { loadYaml } from './loadYaml.js';

const header = 'contactEmail: a@example.com\n';
const jwt = `name: A\n${header}callback: https://a.example.com\nscopes: [api, refresh_token]\nflows: {jwtBearer: {certificate: keys/a.crt}}\npolicies: {permittedUsers: admin-approved, permissionSets: [P]}\n`;
const certificate = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'certificates', 'server.crt'));

/** Errors as `file rule`. */
function errorsOf(specs: readonly LoadedSpec[]): readonly string[] {
  return specs.flatMap(({ file, findings }) =>
    findings.filter(({ severity }) => severity === 'error').map(({ rule }) => `${file} ${rule}`),
  );
}

describe('loadSpecs', () => {
  it('gives the checked and the completed spec', async () => {
    const [spec] = await loadYaml({ A: `name: A\n${header}` });
    expect(spec?.findings).toEqual([]);
    expect(spec?.checked?.spec).toEqual({ name: 'A', contactEmail: 'a@example.com' });
    expect(spec?.completed?.policies).toEqual({ enabled: true, plugins: { oauth: false }, startPage: 'none' });
  });

  it('collects the faults of all specs: text, variables, shape and rules', async () => {
    const specs = await loadYaml({
      A: 'name: [A\n',
      B: `name: B\n${header}description: "\${x}"\n`,
      C: `name: C\ncolour: red\n`,
      D: `name: D\n${header}callback: http://a.example.com\nscopes: [api]\n`,
    });
    expect(errorsOf(specs)).toEqual([
      'eca/A.eca.yaml yaml/syntax',
      'eca/B.eca.yaml variable/undeclared',
      'eca/C.eca.yaml shape/unknown-key',
      'eca/C.eca.yaml shape/missing-key',
      'eca/D.eca.yaml callback/no-plain-http',
    ]);
    expect(specs.map(({ document, completed }) => [document === undefined, completed === undefined])).toEqual([
      [true, true],
      [false, false],
      [false, false],
      [false, false],
    ]);
  });

  it('refuses the second of two specs with one name, whatever its case', async () => {
    const specs = await loadYaml({
      A: `name: App\n${header}`,
      B: `name: Other\n${header}`,
      C: `name: APP\n${header}`,
      D: `name: app\n${header}`,
    });
    expect(errorsOf(specs)).toEqual(['eca/C.eca.yaml spec/duplicate-name', 'eca/D.eca.yaml spec/duplicate-name']);
    expect(specs[2]?.findings.find(({ rule }) => rule === 'spec/duplicate-name')?.tokens).toEqual({
      found: 'APP',
      other: 'eca/A.eca.yaml',
    });
  });

  it('does not compare names that are wrong', async () => {
    expect(errorsOf(await loadYaml({ A: `name: 1\n${header}`, B: `name: 2\n${header}` }))).toEqual([
      'eca/A.eca.yaml shape/wrong-kind',
      'eca/B.eca.yaml shape/wrong-kind',
    ]);
  });

  it('reads the files that a spec names, relative to the spec', async () => {
    const asked: string[] = [];
    const readFile = async (path: string): Promise<Uint8Array> => {
      asked.push(path);
      return certificate;
    };
    const [spec] = await loadYaml({ A: jwt }, { readFile });
    expect(asked).toEqual([join('/work', 'eca', 'keys', 'a.crt')]);
    expect([...(spec?.attachments ?? [])]).toEqual([['keys/a.crt', certificate]]);
    expect(errorsOf([spec as LoadedSpec])).toEqual([]);
  });

  it('says which file is not there', async () => {
    const specs = await loadYaml({ A: jwt });
    expect(errorsOf(specs)).toEqual(['eca/A.eca.yaml file/not-found']);
    expect(specs[0]?.findings.find(({ rule }) => rule === 'file/not-found')).toMatchObject({
      path: ['flows', 'jwtBearer', 'certificate'],
      tokens: { found: 'keys/a.crt' },
    });
  });

  it('says why a file cannot be read', async () => {
    const specs = await loadYaml(
      { A: jwt },
      { readFile: async () => Promise.reject(new Error('EACCES: permission denied')) },
    );
    expect(errorsOf(specs)).toEqual(['eca/A.eca.yaml file/unreadable']);
    expect(specs[0]?.findings.find(({ rule }) => rule === 'file/unreadable')?.tokens).toEqual({
      found: 'keys/a.crt',
      why: 'EACCES: permission denied',
    });
  });

  it('says which file lies outside the project, and tells who names it', async () => {
    const asked: boolean[] = [];
    const options = {
      set: { file: '/run/secrets/a.crt' },
      readFile: async (_path: string, { isGiven }: { readonly isGiven: boolean }) => {
        asked.push(isGiven);
        return Promise.reject(new OutsideProject('/repo'));
      },
    };
    const variable = `${jwt.replace('keys/a.crt', '"${file}"')}variables: {file: {default: a.crt}}\n`;
    const specs = await loadYaml({ A: jwt, B: variable.replace('name: A', 'name: B') }, options);
    expect(errorsOf(specs)).toContain('eca/A.eca.yaml file/outside-project');
    expect(specs[0]?.findings.find(({ rule }) => rule === 'file/outside-project')?.tokens).toEqual({
      found: 'keys/a.crt',
      project: '/repo',
    });
    expect(asked).toEqual([false, true]);
  });

  it('never takes the value of a secret variable for the path of a file', async () => {
    const push = `name: A\n${header}push: {android: {firebaseProject: p, serviceAccount: "\${account}"}}\nvariables: {account: {secret: true}}\n`;
    const asked: string[] = [];
    const specs = await loadYaml(
      { A: push },
      {
        set: { account: 'c2VjcmV0' },
        readFile: async (path) => {
          asked.push(path);
          return undefined;
        },
      },
    );
    expect([errorsOf(specs), asked]).toEqual([[], []]);
  });

  it('never repeats a key that was pasted where a path belongs', async () => {
    const key = '-----BEGIN PRIVATE KEY-----\\nMIIEsecret\\n-----END PRIVATE KEY-----';
    const specs = await loadYaml({ A: jwt.replace('keys/a.crt', `"${key}"`) });
    expect(errorsOf(specs)).toContain('eca/A.eca.yaml shape/secret-in-spec');
    expect(JSON.stringify(specs.map(({ findings }) => findings))).not.toContain('MIIEsecret');
  });

  it('reads nothing for a path that a variable leaves open', async () => {
    const yaml = `${jwt.replace('keys/a.crt', '"${certificate}"')}variables: {certificate: {}}\n`;
    const specs = await loadYaml({ A: yaml }, { missingVariables: 'note' });
    expect(errorsOf(specs)).toEqual([]);
  });
});
