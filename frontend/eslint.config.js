import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Forbids imports by pattern, with the reason in the message. */
const forbid = (files, ...patterns) => ({
  files,
  ignores: ['**/*.test.ts', '**/*.test.tsx'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: patterns.map(([group, message]) => ({ group: [group].flat(), message })) },
    ],
  },
});

const SIDES = 'Component and frame are two pages: share code through src/shared only.';
const PURE = 'This folder is pure: no React, no browser I/O, no imports of the layers above it.';

/** Text that a user would read in one language only. */
const WRITTEN = '[value=/\\p{L}/u]';
const HARD_CODED = [
  `JSXText${WRITTEN}`,
  ...['', 'ConditionalExpression > ', 'LogicalExpression > '].map(
    (inside) => `JSXElement > JSXExpressionContainer > ${inside}Literal${WRITTEN}`,
  ),
  'JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]',
  ...['Literal', 'JSXExpressionContainer > Literal'].map(
    (text) =>
      `JSXAttribute[name.name=/^(alt|title|placeholder|label|aria-(label|description|roledescription|valuetext|placeholder))$/] > ${text}${WRITTEN}`,
  ),
].map((selector) => ({ selector, message: 'Put what users read into the dictionary.' }));

export default tseslint.config(
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
    },
  },
  forbid(['src/component/**'], ['**/frame/**', SIDES]),
  forbid(['src/frame/**'], ['**/component/**', SIDES]),
  forbid(['src/shared/**'], [['**/component/**', '**/frame/**'], SIDES]),
  forbid(
    ['src/frame/protocol/**', 'src/frame/state/**'],
    ['**/component/**', SIDES],
    [['react', 'react-dom', '**/ui/**', '**/api/client*'], PURE],
  ),
  forbid(
    ['src/component/bridge/**'],
    ['**/frame/**', SIDES],
    [['react', 'react-dom', 'streamlit-component-lib/**'], PURE],
  ),
  {
    files: ['src/frame/**/*.tsx', 'src/component/**/*.tsx'],
    ignores: ['**/*.test.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...HARD_CODED] },
  },
  { files: ['eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
  { ignores: ['node_modules'] },
);
