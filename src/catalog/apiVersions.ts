/** The oldest API version that `sf eca` writes for. */
export const oldestApiVersion = 60;

/** The newest API version whose elements the catalogue knows. */
export const newestApiVersion = 68;

/** The API version when neither flag, project nor configuration names one: the newest that a public WSDL covers. */
export const defaultApiVersion = 66;
