import { xmlReply, type Reply } from '../http/reply.js';
import { escapeXml } from '../xml/writeXml.js';

const ENVELOPE =
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"' +
  ' xmlns:sf="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** A SOAP fault, which Salesforce sends with HTTP status 500. */
export function soapFault(code: string, message: string): Reply {
  const fault = `<faultcode>${escapeXml(code)}</faultcode><faultstring>${escapeXml(message)}</faultstring>`;
  return xmlReply(
    500,
    `${ENVELOPE}><soapenv:Body><soapenv:Fault>${fault}</soapenv:Fault></soapenv:Body></soapenv:Envelope>`,
  );
}

/** The answer of a Metadata API operation around its results, which are XML already. */
export function soapAnswer(operation: string, results: string): Reply {
  const body = `<${operation}Response>${results}</${operation}Response>`;
  return xmlReply(
    200,
    `${ENVELOPE} xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
  );
}
