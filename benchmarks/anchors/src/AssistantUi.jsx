import {
  AssistantRuntimeProvider,
  ComposerPrimitive,
  MessagePrimitive,
  ThreadPrimitive,
  useLocalRuntime,
} from '@assistant-ui/react';
import { MarkdownTextPrimitive } from '@assistant-ui/react-markdown';
import remarkGfm from 'remark-gfm';

import { tokens } from './tokens.js';

const remarkPlugins = [remarkGfm];

const adapter = {
  async *run() {
    let text = '';
    for await (const token of tokens()) {
      text += token;
      yield { content: [{ type: 'text', text }] };
    }
  },
};

const Text = () => <MarkdownTextPrimitive remarkPlugins={remarkPlugins} />;

const Message = () => (
  <MessagePrimitive.Root data-message="">
    <MessagePrimitive.Parts components={{ Text }} />
  </MessagePrimitive.Root>
);

export function Chat({ messages }) {
  const runtime = useLocalRuntime(adapter, { initialMessages: messages });
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <ThreadPrimitive.Root>
        <ThreadPrimitive.Viewport className="viewport" autoScroll>
          <ThreadPrimitive.Messages components={{ Message }} />
        </ThreadPrimitive.Viewport>
        <ComposerPrimitive.Root>
          <ComposerPrimitive.Input aria-label="Message" />
        </ComposerPrimitive.Root>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  );
}
