/** A TypeScript sample of a page. */
export interface Sample {
  /** File and line that it begins on. */
  readonly place: string;
  /** What it takes for granted, then the sample itself, on the lines where the page has them. */
  readonly source: string;
}

const fence = /^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm;
const given = /<!--\s*given\s*\n((?:(?!-->)[\s\S])*)-->\s*$/;

/**
 * Finds the TypeScript samples of a Markdown page. A comment `<!-- given ... -->` right before a sample declares
 * what the reader's app has; readers don't see it.
 */
export function samplesOf(file: string, markdown: string): readonly Sample[] {
  return [...markdown.matchAll(fence)].flatMap(({ 1: language, 2: code = '', index }) => {
    if (language !== 'ts' && language !== 'tsx') return [];
    const before = markdown.slice(0, index);
    const declared = given.exec(before)?.[1]?.replaceAll('\n', ' ') ?? '';
    const line = before.split('\n').length + 1;
    // A sample is a module of its own, in which the declarations take no line.
    const padding = '\n'.repeat(line - 2);
    return [{ place: `${file}:${line}`, source: `${padding}${declared}export {};\n${code}` }];
  });
}

/**
 * Finds the TypeScript samples in the doc comments of a source file.
 *
 * @param assumed - declarations of what doc comments take for granted
 */
export function docSamplesOf(file: string, source: string, assumed: string): readonly Sample[] {
  const comments = source.replaceAll(/^(?! \*|\/\*\*| +\*| +\/\*\*).*$/gm, '').replaceAll(/^ *\*( |$)/gm, '');
  return samplesOf(file, comments).map(({ place, source: sample }) => ({
    place,
    source: sample.replace('export {};', `${assumed.replaceAll('\n', ' ')} export {};`),
  }));
}
