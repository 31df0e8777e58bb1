import { memo, useLayoutEffect, useRef, useState } from 'react';
import { Streamdown } from 'streamdown';

import { tokens } from './tokens.js';

const Message = memo(({ text }) => (
  <div data-message="">
    <Streamdown>{text}</Streamdown>
  </div>
));

/** Streamdown draws messages; a list, a field and following the end are the app's own. */
export function Chat({ messages }) {
  const [added, setAdded] = useState([]);
  const [draft, setDraft] = useState('');
  const viewport = useRef(null);
  useLayoutEffect(() => {
    viewport.current.scrollTop = viewport.current.scrollHeight;
  }, [added]);
  const send = async () => {
    setDraft('');
    let text = '';
    for await (const token of tokens()) {
      text += token;
      setAdded([draft, text]);
    }
  };
  return (
    <div>
      <div ref={viewport} className="viewport">
        {[...messages.map(({ content }) => content), ...added].map((text, at) => (
          <Message key={at} text={text} />
        ))}
      </div>
      <textarea
        aria-label="Message"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void send();
        }}
      />
    </div>
  );
}
