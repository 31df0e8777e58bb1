// @vitest-environment node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

import { expect, it } from 'vitest';

import { TypeDescriber } from './describeTypes';

const FIXTURE = fileURLToPath(
  new URL('../../../tests/fixtures/options/vendor-types.json', import.meta.url),
);
const ELEMENT_METHODS = ['addEventListener', 'removeEventListener'];

/** What Python has models, parameters and methods for. */
function vendorTypes() {
  const { resolve } = createRequire(import.meta.url);
  const types = new TypeDescriber(join(dirname(resolve('@xpert-ai/chatkit-types')), 'index.d.ts'));
  const methods = Object.entries(types.methods('XpertAIChatKit'));
  return {
    ChatKitOptions: types.exported('ChatKitOptions'),
    Entity: types.exported('Entity'),
    Attachment: types.exported('Attachment'),
    ChatKitReference: types.exported('ChatKitReference'),
    RuntimeCapabilitiesSelection: types.exported('RuntimeCapabilitiesSelection'),
    ClientToolMessageInput: types.exported('ClientToolMessageInput'),
    events: types.details('ChatKitEvents'),
    methods: Object.fromEntries(methods.filter(([name]) => !ELEMENT_METHODS.includes(name))),
  };
}

// After an update of the types: look at the difference, write it with
// `npx vitest run src/vendor -u`, and follow it in Python, which pytest checks with the same file.
it('the types of ChatKit are those that Python has models for', async () => {
  await expect(`${JSON.stringify(vendorTypes(), null, 2)}\n`).toMatchFileSnapshot(FIXTURE);
  // The compiler reads the declarations of everything that they import.
}, 60_000);
