import { X509Certificate } from 'node:crypto';
import type { Codec } from '../codec.js';
import { elementText, textNode, wrongKind } from './codecParts.js';
import { textIssues } from './text.js';

/**
 * The path of a certificate file; the element holds the base64 of its DER in lines of 64 characters.
 * `read` gives that base64, because metadata does not know where the file was.
 */
export function certificateFile(): Codec<string> {
  return {
    kind: 'certificate',
    expected: 'certificateFile',
    schema: { type: 'string', minLength: 1 },
    check: (value) => (typeof value === 'string' ? [...textIssues(value, {})] : [wrongKind(value, 'certificateFile')]),
    write: (path, [name], { fileContent }) => {
      const content = fileContent(path);
      return content === undefined ? [] : [textNode(name, base64Lines(new X509Certificate(content).raw))];
    },
    read: (nodes) => {
      const body = certificateBody(elementText(nodes[0]));
      return body === undefined ? { unreadable: 'a certificate that cannot be read' } : { value: body };
    },
  };
}

/** Base64 in lines of 64 characters, as the platform gives certificates back. */
function base64Lines(bytes: Uint8Array): string {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n');
}

/** The base64 lines of a certificate that has PEM armour or not; undefined when it is no X.509 certificate. */
export function certificateBody(text: string): string | undefined {
  const bare = text.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '');
  if (bare === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(bare)) return undefined;
  try {
    return base64Lines(new X509Certificate(Buffer.from(bare, 'base64')).raw);
  } catch {
    return undefined;
  }
}
