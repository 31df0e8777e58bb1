import { createRoot } from 'react-dom/client';

const KINDS = {
  'assistant-ui': () => import('./AssistantUi.jsx'),
  streamdown: () => import('./Streamdown.jsx'),
};

const kind = new URLSearchParams(location.search).get('kind');
const [{ Chat }, messages] = await Promise.all([
  KINDS[kind](),
  fetch('/messages').then((answer) => answer.json()),
]);
createRoot(document.getElementById('root')).render(<Chat messages={messages} />);
