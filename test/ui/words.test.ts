import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { forbiddenClaims } from './forbidden-claims.ts';

const readOut = /\b(?:title|alt|placeholder|aria-(?:label|description|roledescription|valuetext))="([^"]*)"/g;

/** What a template tagged `html` or `svg` says by itself: its text, and the attributes that are read out. */
function ownWords({ template }: ts.TaggedTemplateExpression): readonly string[] {
  const markup = ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join('\uFFFC');
  const spoken = [...markup.matchAll(readOut)].map(([, value]) => value ?? '');
  return [markup.replace(/<[^>]*>/g, ' '), ...spoken].filter((text) => /\p{L}{2}/u.test(text));
}

interface Found {
  readonly words: string[];
  readonly literals: string[];
}

function readSource(file: string): Found {
  const found: Found = { words: [], literals: [] };
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText())) {
      found.words.push(...ownWords(node));
    }
    const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    if (isImport) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      found.literals.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));

const elements = sourcesIn('sdk/ui').filter((file) => !file.includes('messages'));

test('the elements have no words of their own: every sentence comes from the catalogue', () => {
  expect(elements.length).toBeGreaterThan(20);
  for (const file of elements) expect([file, readSource(file).words]).toEqual([file, []]);
});

test('no text of the elements or of the demo claims to know a feeling', () => {
  const claims = [...elements, ...sourcesIn('demo/client')].flatMap((file) =>
    readSource(file)
      // Names in code have no spaces; what people read has.
      .literals.filter((text) => /\s/.test(text.trim()))
      .filter((text) => Object.values(forbiddenClaims).some((pattern) => pattern.test(text)))
      .map((text) => [file, text.trim().slice(0, 80)]),
  );
  expect(claims).toEqual([]);
});

test('the reader of sources does see words and claims', () => {
  const sample = ts.createSourceFile(
    'sample.ts',
    'html`<p title="Mood">$' + '{1} is happy</p>`',
    ts.ScriptTarget.Latest,
    true,
  );
  const [statement] = sample.statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) throw new Error('no statement');
  if (!ts.isTaggedTemplateExpression(statement.expression)) throw new Error('no template');
  const [text, title] = ownWords(statement.expression);
  expect(text).toContain('is happy');
  expect(title).toBe('Mood');
  expect(forbiddenClaims.en?.test(text ?? '')).toBe(true);
});
