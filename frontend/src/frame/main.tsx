import { browserProbe } from './api/access';
import { sendForm } from './api/sendForm';
import { tabDrafts } from './composer/drafts';
import { saveContent } from './composer/saveContent';
import { tabAnnouncements } from './controller/announced';
import { createChat } from './controller/chat';
import { HostLink, type HostAddress } from './controller/hostLink';
import { newId } from './controller/newId';
import { browserScheduler } from './controller/scheduler';
import { tabStorage } from './controller/tabStorage';
import { addressLink } from './controller/threadLink';
import { tabWaiting } from './controller/waiting';
import { decodeHash, parseOrigin } from './protocol/hash';
import { renderChat } from './ui/render';

// All of this runs before the page's `load`, at which the element sends its first commands.
const decoded = decodeHash(window.location.hash);
const address: HostAddress = decoded.ok
  ? {
      origin: decoded.params.referrer ?? parseOrigin(document.referrer),
      channelId: decoded.params.channelId,
    }
  : { origin: null, channelId: null, reason: decoded.reason };

const storage = tabStorage(
  () => window.sessionStorage,
  new URLSearchParams(window.location.search).get('chat'),
);

const { store, theme, leave } = createChat({
  host: new HostLink(window, address, newId),
  fetch: (url, init) => window.fetch(url, init),
  sendForm,
  probe: browserProbe(window),
  previews: {
    create: (file) => URL.createObjectURL(file),
    revoke: (preview) => {
      URL.revokeObjectURL(preview);
    },
  },
  save: saveContent(window),
  scheduler: browserScheduler(window),
  newId,
  drafts: tabDrafts(storage),
  announced: tabAnnouncements(storage),
  waiting: tabWaiting(storage),
  link: addressLink(window),
  options: decoded.ok ? decoded.params.options : null,
});

window.addEventListener('pagehide', leave);

const root = document.getElementById('root');
if (root !== null) renderChat(root, store, theme);
