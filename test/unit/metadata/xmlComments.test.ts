import { describe, expect, it } from '@jest/globals';
import { componentsToSpec } from '../../../src/metadata/componentsToSpec.js';
import { connectedAppToSpec } from '../../../src/metadata/connectedAppToSpec.js';
import { readAppFile } from '../../../src/metadata/readAppFile.js';
import { readConnectedApp } from '../../../src/metadata/readConnectedApp.js';
import { parseSource } from '../../../src/source/parseSource.js';
import { printSource } from '../../../src/source/printSource.js';

const header = `<?xml version="1.0" encoding="UTF-8"?>
<!-- above the root -->
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <!-- before the mail -->
    <contactEmail>a@example.com</contactEmail>
    <distributionState>Local</distributionState>
    <isProtected>false</isProtected>
    <label>Order Sync<!-- inside the label --></label>
    <!-- behind the last element
         in two lines -->
    <!-- <consumerSecret>hidden</consumerSecret> -->
</ExternalClientApplication>
<!-- below the root -->
`;

const connectedApp = `<?xml version="1.0" encoding="UTF-8"?>
<!-- above the root -->
<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>a@example.com</contactEmail>
    <label>Order</label>
    <oauthConfig>
        <!-- before the callback -->
        <callbackUrl>https://orders.example.com/callback</callbackUrl>
        <consumerKey>abcdefghijkl</consumerKey>
        <scopes>Api</scopes>
        <!-- behind the scopes -->
    </oauthConfig>
    <!-- behind the last element -->
</ConnectedApp>
`;

function imported(xml: string): string {
  const read = readAppFile('externalClientApps/Order.eca-meta.xml', xml);
  if (!('source' in read)) throw new Error('The file is refused.');
  const { spec, comments } = componentsToSpec('Order', [read.source]);
  return printSource(spec, { comments });
}

function migrated(xml: string): string {
  const read = readConnectedApp('connectedApps/Order.connectedApp-meta.xml', xml);
  if ('refused' in read) throw new Error('The file is refused.');
  const { spec, comments } = connectedAppToSpec(read);
  return printSource(spec, { comments });
}

describe('comments of XML', () => {
  it('stand at their keys after import, those behind the last element at the end, those with secrets nowhere', () => {
    expect(imported(header)).toBe(`# yaml-language-server: $schema=./eca.schema.json

# above the root

name: Order
# inside the label
label: Order Sync
# before the mail
contactEmail: a@example.com
metadata:
  only: [ExternalClientApplication]

# behind the last element
# in two lines
#
# below the root
`);
  });

  it('stand at their keys after migration, those of a section at the top, those behind the last element at the end', () => {
    const text = migrated(connectedApp);
    expect(text.split('\n').filter((line) => line.startsWith('#') || line.startsWith('callback'))).toEqual([
      '# yaml-language-server: $schema=./eca.schema.json',
      '# above the root',
      '#',
      '# behind the scopes',
      '# before the callback',
      'callback: https://orders.example.com/callback',
      '# behind the last element',
    ]);
    expect(text.endsWith('\n\n# behind the last element\n')).toBe(true);
  });

  it('never change what the spec says', () => {
    const plain = (xml: string): string => xml.replaceAll(/<!--[^]*?-->/g, '');
    const value = (text: string): unknown => parseSource('Order.eca.yaml', text).document?.value;
    expect(value(imported(header))).toEqual(value(imported(plain(header))));
    expect(value(migrated(connectedApp))).toEqual(value(migrated(plain(connectedApp))));
  });
});
