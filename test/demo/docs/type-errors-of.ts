import { join, resolve } from 'node:path';
import ts from 'typescript';
import type { Sample } from './samples-of.ts';

const root = resolve('.');

/**
 * Compiles samples as strictly as the project compiles itself, each a module of its own.
 *
 * @returns what the compiler says, by page and line
 */
export function typeErrorsOf(samples: readonly Sample[]): readonly string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const files = new Map(samples.map((sample, index) => [join(root, `sample-${index}.tsx`), sample] as const));
  const settings: ts.CompilerOptions = {
    ...options,
    // What the test runner re-exports, without the test runner.
    paths: { ...options.paths, '@playwright/test': ['./node_modules/playwright/test.d.ts'] },
    jsx: ts.JsxEmit.ReactJSX,
    isolatedDeclarations: false,
    declaration: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    types: ['node', 'dom-mediacapture-transform', 'vite/client'],
  };
  const host = ts.createCompilerHost(settings);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => files.has(resolve(file)) || fileExists(file);
  host.readFile = (file) => files.get(resolve(file))?.source ?? readFile(file);
  const program = ts.createProgram([...files.keys()], settings, host);
  return [...files].flatMap(([file, { place }]) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) => {
        const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
        return `${place.replace(/:\d+$/, '')}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      },
    );
  });
}
