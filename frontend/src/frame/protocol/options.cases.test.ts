// @vitest-environment node
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { ChatKitOptions } from '@xpert-ai/chatkit-types';
import { describe, expect, it } from 'vitest';

import { normalizeLocale } from '../../shared/locale/normalize';
import { parseOptions } from './options';

/** ChatKit's options, and those of the bundled page. */
type Wire = Partial<ChatKitOptions> & { mediaHosts?: string[]; reasoning?: string };

type Case = { name: string; wire: Wire };

const FIXTURE = resolve(import.meta.dirname, '../../../../tests/fixtures/options/cases.json');
const cases = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Case[];

// What Python sends, which pytest checks with the same file.
describe.each(cases)('the options of the case “$name”', ({ wire }) => {
  const parsed = parseOptions(wire);

  it('reach the view as they are', () => {
    expect(parsed.view).toMatchObject({
      locale: normalizeLocale(wire.locale ?? null),
      greeting: wire.startScreen?.greeting ?? null,
      prompts: wire.startScreen?.prompts ?? [],
      composer: { placeholder: wire.composer?.placeholder ?? null },
      disclaimer: wire.disclaimer ? { highContrast: false, ...wire.disclaimer } : null,
      history: {
        enabled: wire.history?.enabled ?? true,
        canDelete: wire.history?.showDelete ?? true,
        canRename: wire.history?.showRename ?? true,
      },
      messageActions: {
        feedback: wire.threadItemActions?.feedback ?? false,
        retry: wire.threadItemActions?.retry ?? true,
      },
      pet: (wire.pet ?? false) !== false,
      reasoning: wire.reasoning ?? 'full',
      mediaHosts: ['api.xpertai.cn', ...(wire.mediaHosts ?? [])],
    });
    expect(parsed.view.header).toMatchObject({
      enabled: wire.header?.enabled ?? true,
      title: wire.header?.title?.text ?? null,
      showTitle: wire.header?.title?.enabled ?? true,
      leftIcon: wire.header?.leftAction?.icon ?? null,
      rightIcon: wire.header?.rightAction?.icon ?? null,
    });
  });

  it('reach requests and the theme without loss', () => {
    expect(parsed.request).toEqual({ state: {}, context: {}, config: {}, ...wire.request });
    expect(parsed.theme).toEqual(wire.theme);
    expect(parsed.initialThread).toBe(wire.initialThread);
  });
});
