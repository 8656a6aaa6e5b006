/** How `validate` can show what it found; without imports, so that a command may name it at no cost. */
export const validateFormats = ['text', 'github', 'sarif', 'junit'] as const;

/** One of the ways to show problems. */
export type ValidateFormat = (typeof validateFormats)[number];
