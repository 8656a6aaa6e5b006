/** An API version and where it came from, for messages: `--api-version`, `sourceApiVersion of sfdx-project.json`, … */
export type ApiVersion = { readonly number: number; readonly origin: string };

/** An API version as Salesforce writes it: `66.0`. */
export function apiVersionText(number: number): string {
  return number.toFixed(1);
}

/** Reads `66` or `66.0`; undefined for anything else. */
export function parseApiVersion(text: string): number | undefined {
  return /^\d{2,3}(\.0)?$/.test(text) ? Number.parseInt(text, 10) : undefined;
}
