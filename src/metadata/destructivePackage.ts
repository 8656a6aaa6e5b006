import { apiVersionText } from '../spec/apiVersion.js';
import type { Component } from './component.js';
import { xmlDocument } from './componentToXml.js';
import { manifest } from './manifest.js';
import { zipFiles } from './zipFiles.js';

/**
 * The archive that deletes components and deploys nothing: a manifest without members, and one that names what goes.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy_deleting_files.htm
 */
export async function destructivePackage(
  components: readonly Pick<Component, 'type' | 'fullName'>[],
  apiVersion: number,
): Promise<Uint8Array> {
  // In the order given, because members that go with their app would be missed when it went first.
  const types = [...new Set(components.map(({ type }) => type))].map((type) => ({
    name: 'types',
    content: [
      ...components.filter((one) => one.type === type).map(({ fullName }) => ({ name: 'members', content: fullName })),
      { name: 'name', content: type },
    ],
  }));
  return zipFiles([
    { path: 'package.xml', text: manifest([], apiVersion) },
    {
      path: 'destructiveChanges.xml',
      text: xmlDocument('Package', [...types, { name: 'version', content: apiVersionText(apiVersion) }]),
    },
  ]);
}
