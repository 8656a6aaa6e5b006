/** A text that tries to leave every place in which it may be printed. */
export const hostileText = [
  '</title><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '| `code` ``two`` <!-- [link](javascript:alert(1)) ![](http://127.0.0.1:9/x) @org/team',
  '%0A::error::one ##vso[task.setvariable variable=a]b ${{ secrets.TOKEN }} $(id) &amp; ]]>',
  '\u009B31m \u202Egnp.exe \u2066a\u200Bb\uFEFFc\u00ADd\u2028e \u0085::warning::f',
  '\r\n::error file=a::pwned\n::set-output name=a::b\n| a | b |\n# heading',
].join(' ');

/** The text as a double-quoted YAML scalar in which every unusual character is escaped. */
export function yamlScalar(text: string): string {
  const escaped = JSON.stringify(text.replaceAll('${', () => '$${'));
  return escaped.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** As much of it as a label may hold. */
export const hostileLabel = `${hostileText.slice(-150)} ${hostileText.slice(0, 100)}`;

/** What makes an output dangerous for a terminal or the log of a build server: nothing when all is well. */
export function terminalFaults(output: string): readonly string[] {
  const colours = output.replace(/\u001B\[[\d;]*m/g, '');
  const invisible = [...colours.matchAll(/[^\n\t\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu)].map(
    ([character]) => `U+${(character.codePointAt(0) ?? 0).toString(16)} in ${near(colours, character)}`,
  );
  const commands = colours.split('\n').filter((line) => /^\s*::[\w-]+( .*)?::|##[a-z]*\[/.test(line));
  return [...invisible, ...commands];
}

/** The tags of a page or document, without the text between them. */
export function tagsOf(text: string): readonly string[] {
  return [...text.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
}

/** What of Markdown is markup: code spans, escaped characters and plain text are left out. */
export function markupOf(markdown: string): readonly string[] {
  return markdown.split('\n').map((line) =>
    line
      .replace(/\\[!-/:-@[-`{-~]/g, '')
      .replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, '')
      .replace(/&#\d+;/g, '')
      .replace(/[^|<>[\]`*#!]|(?<=\S)#|!(?!\[)/g, ''),
  );
}

function near(text: string, character: string): string {
  const at = text.indexOf(character);
  return JSON.stringify(text.slice(Math.max(0, at - 30), at + 10));
}
