import { metadataNamespace } from '../metadata/componentToXml.js';
import type { PlacedElement } from '../metadata/parseXml.js';
import { judgeSoapAnswer } from './judgeAnswer.js';
import { isJwtSession, type OrgConnection } from './orgConnection.js';
import { OrgFailure } from './orgFailure.js';
import type { OrgSession } from './orgSession.js';
import { elementAt, readXmlElement } from './readXmlElement.js';

/** The argument of a SOAP call: element names with texts, nested elements, or lists for repeated ones, in the order of the WSDL. */
export type SoapArgument = { readonly [element: string]: SoapValue | readonly SoapValue[] };
type SoapValue = string | number | boolean | SoapArgument;

/** A call to the SOAP Metadata API that gives the element `<operation>Response`. */
export type SoapMetadata = (
  operation: string,
  argument: SoapArgument,
  options?: { readonly repeatable?: boolean; readonly timeout?: number },
) => Promise<PlacedElement>;

/** The first API version whose SOAP endpoint takes sessions in JWT format. @see https://github.com/jsforce/jsforce */
const jwtSoapVersion = 68;

/** The SOAP Metadata API of an org, at its newest version; the version of the files is named in the manifest. */
export function soapMetadata(session: OrgSession, connection: OrgConnection, apiVersion: number): SoapMetadata {
  return async (operation, argument, { repeatable = true, timeout } = {}) => {
    // The answer to such a call looks like an expired session: say what is wrong instead of asking for a new one.
    if (isJwtSession(connection) && apiVersion < jwtSoapVersion)
      throw new OrgFailure('soap-refuses-jwt', { request: operation, text: `API version ${apiVersion}.0` });
    const answer = await session
      .send(
        {
          name: operation,
          method: 'POST',
          path: `/services/Soap/m/${apiVersion}.0`,
          headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' },
          body: (token) => envelope(token, `<${operation}>${toXml(argument)}</${operation}>`),
          repeatable,
          ...(timeout === undefined ? {} : { timeout }),
        },
        judgeSoapAnswer,
      )
      .catch((error: unknown) => {
        if (error instanceof OrgFailure && error.reason === 'refused' && /JWT/.test(error.details.text ?? ''))
          throw new OrgFailure('soap-refuses-jwt', error.details);
        throw error;
      });
    const response = elementAt(readXmlElement(answer.body), ['Body', `${operation}Response`]);
    if (response === undefined)
      throw new OrgFailure('unreadable-answer', { request: operation, status: answer.status });
    return response;
  };
}

function envelope(token: string, body: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">',
    `<soapenv:Header xmlns="${metadataNamespace}"><SessionHeader><sessionId>${escape(token)}</sessionId></SessionHeader></soapenv:Header>`,
    `<soapenv:Body xmlns="${metadataNamespace}">${body}</soapenv:Body>`,
    '</soapenv:Envelope>',
  ].join('');
}

function toXml(argument: SoapArgument): string {
  return Object.entries(argument)
    .map(([name, value]) =>
      (Array.isArray(value) ? (value as readonly SoapValue[]) : [value as SoapValue])
        .map((one) => `<${name}>${typeof one === 'object' ? toXml(one) : escape(String(one))}</${name}>`)
        .join(''),
    )
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
