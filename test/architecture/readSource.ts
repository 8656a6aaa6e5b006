import ts from 'typescript';

/** One import or re-export of a file, static or dynamic. */
export type ImportLine = { readonly from: string; readonly typeOnly: boolean; readonly line: number };

/** What the architecture rules need to know of one source file. */
export type SourceFacts = {
  readonly lines: number;
  readonly imports: readonly ImportLine[];
  /** Uses of the globals `process`, `console` and `fetch`. */
  readonly globals: readonly { readonly name: string; readonly line: number }[];
  /** Exported declarations without a docstring; default exports (command classes) are exempt. */
  readonly undocumented: readonly { readonly name: string; readonly line: number }[];
};

const watchedGlobals = new Set(['process', 'console', 'fetch']);

/** Reads the facts from the text of a TypeScript file. */
export function readSource(path: string, text: string): SourceFacts {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const lineOf = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const imports: ImportLine[] = [];
  const globals: { name: string; line: number }[] = [];

  const visit = (node: ts.Node): void => {
    const from = specifierOf(node);
    if (from !== undefined) imports.push({ from, typeOnly: isTypeOnly(node), line: lineOf(node) });
    if (ts.isIdentifier(node) && watchedGlobals.has(node.text) && isGlobalUse(node)) {
      globals.push({ name: node.text, line: lineOf(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  const exported = file.statements.filter(isNamedExport);
  const hasDocstring = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc);
  // One docstring serves all overloads of a function.
  const documented = new Set(exported.filter(hasDocstring).map(nameOf));
  const undocumented = exported
    .map((statement) => ({ name: nameOf(statement), line: lineOf(statement) }))
    .filter(({ name }) => !documented.has(name));
  return { lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), imports, globals, undocumented };
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return literal(node.arguments[0]) ?? '(computed)';
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal);
  return undefined;
}

function literal(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node)) return false;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  const hasOnlyTypeNames = names !== undefined && ts.isNamedImports(names) && names.elements.length > 0;
  return clause.name === undefined && hasOnlyTypeNames && names.elements.every((name) => name.isTypeOnly);
}

/** False for a property, key, parameter or variable that only has the same name as the global. */
function isGlobalUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.expression === node || parent.expression.getText() === 'globalThis';
  }
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isTypeNode(parent) || ts.isTypeElement(parent) || ts.isQualifiedName(parent)) return false;
  const declaresIt =
    ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)
      ? parent.name === node || (ts.isBindingElement(parent) && parent.propertyName === node)
      : ts.isMethodDeclaration(parent) || ts.isFunctionDeclaration(parent) || ts.isPropertyDeclaration(parent);
  return !declaresIt;
}

function isNamedExport(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind);
  return has(ts.SyntaxKind.ExportKeyword) && !has(ts.SyntaxKind.DefaultKeyword);
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText()).join(', ');
  }
  const { name } = statement as ts.DeclarationStatement;
  return name?.getText() ?? '(unnamed)';
}
