import type { OrgRequest } from '../http/reply.js';

/** One part of a multipart body. */
export type MultipartPart = { readonly name: string; readonly contentType: string; readonly content: Buffer };

/**
 * Reads a `multipart/form-data` body; an empty list when it is none.
 * @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1
 */
export function readMultipart(request: OrgRequest): readonly MultipartPart[] {
  const boundary = /boundary="?([^";]+)"?/.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return [];
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: MultipartPart[] = [];
  let start = request.body.indexOf(delimiter);
  while (start >= 0) {
    const end = request.body.indexOf(delimiter, start + delimiter.length);
    if (end < 0) break;
    const part = readPart(request.body.subarray(start + delimiter.length + 2, end - 2));
    if (part !== undefined) parts.push(part);
    start = end;
  }
  return parts;
}

function readPart(bytes: Buffer): MultipartPart | undefined {
  const split = bytes.indexOf('\r\n\r\n');
  if (split < 0) return undefined;
  const head = bytes.subarray(0, split).toString('utf8');
  return {
    name: /name="([^"]*)"/i.exec(head)?.[1] ?? '',
    contentType: /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? 'text/plain',
    content: bytes.subarray(split + 4),
  };
}
