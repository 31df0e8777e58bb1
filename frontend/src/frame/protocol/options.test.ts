// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenJson } from '../api/testing/golden';
import { DEFAULT_API_URL, METHOD_PLACEHOLDER, parseOptions } from './options';

const golden = goldenJson('frame-hash.json') as { decoded: { options: unknown } };

describe('options of this frame alone', () => {
  it('say how thoughts are shown, with a fallback for other words', () => {
    expect(parseOptions({ reasoning: 'hidden' }).view.reasoning).toBe('hidden');
    expect(parseOptions({ reasoning: 'loud' }).view.reasoning).toBe('full');
  });

  it('name hosts of media beside the host of the API', () => {
    const options = { api: { apiUrl: 'https://api.example/ai' }, mediaHosts: ['img.example', 1] };
    expect(parseOptions(options).view.mediaHosts).toEqual(['api.example', 'img.example']);
    expect(parseOptions({ api: { apiUrl: 'nonsense' } }).view.mediaHosts).toEqual([]);
  });
});

describe('parseOptions', () => {
  it('reads the options of the element', () => {
    expect(parseOptions(golden.decoded.options)).toEqual({
      view: {
        locale: 'zh-Hans',
        greeting: '你好 👋',
        prompts: [{ label: 'Order', prompt: 'Where is order 1042?', icon: 'search' }],
        composer: { placeholder: null, attachments: null, tools: [], models: [], commands: [] },
        entities: { search: false, click: false, preview: false },
        disclaimer: null,
        header: { enabled: true, title: null, showTitle: true, leftIcon: null, rightIcon: 'close' },
        history: { enabled: true, canDelete: true, canRename: true },
        messageActions: { feedback: false, retry: true },
        pet: false,
        reasoning: 'full',
        mediaHosts: ['localhost:3000'],
      },
      api: {
        baseUrl: 'http://localhost:3000/api/ai',
        assistantId: '3f2b8c1e-5a47-4d0c-9a61-7d2f1b0e6a10',
        hasSecretHandler: true,
      },
      request: { state: {}, context: {}, config: {} },
      initialThread: undefined,
      theme: 'dark',
    });
  });

  it.each([undefined, null, 'text', 7, [], { api: 1, header: 'x', startScreen: [], request: 3 }])(
    'falls back to defaults for %j',
    (raw) => {
      const options = parseOptions(raw);
      expect(options.api).toEqual({
        baseUrl: DEFAULT_API_URL,
        assistantId: null,
        hasSecretHandler: false,
      });
      expect(options.view.header).toMatchObject({ enabled: true, title: null, showTitle: true });
      expect(options.view.prompts).toEqual([]);
    },
  );

  it('drops the trailing slash of the API address', () => {
    expect(parseOptions({ api: { apiUrl: 'https://a.example/api/ai//' } }).api.baseUrl).toBe(
      'https://a.example/api/ai',
    );
  });

  it('never takes a function of the host for text or sends it to the API', () => {
    const options = parseOptions({
      startScreen: {
        greeting: METHOD_PLACEHOLDER,
        prompts: [{ label: METHOD_PLACEHOLDER, prompt: 'Hi', icon: METHOD_PLACEHOLDER }],
      },
      composer: { placeholder: METHOD_PLACEHOLDER },
      header: { title: { text: METHOD_PLACEHOLDER } },
      disclaimer: { text: METHOD_PLACEHOLDER },
      theme: { fontSources: [METHOD_PLACEHOLDER, { family: 'A' }] },
      initialThread: METHOD_PLACEHOLDER,
      request: {
        state: {
          a: METHOD_PLACEHOLDER,
          list: [1, METHOD_PLACEHOLDER],
          nested: { f: METHOD_PLACEHOLDER },
        },
      },
    });
    expect(JSON.stringify(options)).not.toContain(METHOD_PLACEHOLDER);
    expect(options.request.state).toEqual({ list: [1], nested: {} });
    expect(options.view.prompts).toEqual([{ label: 'Hi', prompt: 'Hi' }]);
  });

  it('tells no initial thread from the new-thread view', () => {
    expect(parseOptions({}).initialThread).toBeUndefined();
    expect(parseOptions({ initialThread: null }).initialThread).toBeNull();
    expect(parseOptions({ initialThread: 't-1' }).initialThread).toBe('t-1');
  });

  it('reads what the host hides and says', () => {
    const { view } = parseOptions({
      header: {
        enabled: false,
        title: { enabled: false, text: 'Sales' },
        leftAction: { icon: 'menu', onClick: METHOD_PLACEHOLDER },
        rightAction: { icon: METHOD_PLACEHOLDER },
      },
      history: { enabled: false, showDelete: false, showRename: false },
      threadItemActions: { feedback: true, retry: false },
      disclaimer: { text: 'Check figures.', highContrast: true },
    });
    expect(view.header).toEqual({
      enabled: false,
      title: 'Sales',
      showTitle: false,
      leftIcon: 'menu',
      rightIcon: null,
    });
    expect(view.history).toEqual({ enabled: false, canDelete: false, canRename: false });
    expect(view.messageActions).toEqual({ feedback: true, retry: false });
    expect(view.disclaimer).toEqual({ text: 'Check figures.', highContrast: true });
  });

  it.each([
    [true, true],
    [{ character: { type: 'sprite-atlas', src: 'https://x.example/pet.webp' } }, true],
    [{ enabled: false }, false],
    [false, false],
    [undefined, false],
  ])('with pet %o there is a pet: %s', (pet, expected) => {
    expect(parseOptions({ pet }).view.pet).toBe(expected);
  });
});
