/** Resolves with the elements that match, as soon as there are some. */
function appear(selector: string): Promise<HTMLElement[]> {
  return new Promise((resolve) => {
    const look = () => {
      const found = [...document.querySelectorAll<HTMLElement>(selector)];
      if (found.length === 0) requestAnimationFrame(look);
      else resolve(found);
    };
    look();
  });
}

const nextTask = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/** Until what is to be drawn has been drawn, and listens. */
export async function drawn() {
  for (let frame = 0; frame < 3; frame += 1) await nextTask();
}

const click = (selector: string) => async () => {
  for (const element of await appear(selector)) element.click();
};

const clickFirst = (selector: string) => async () => {
  (await appear(selector))[0]?.click();
};

const clickLast = (selector: string) => async () => {
  (await appear(selector)).at(-1)?.click();
};

const focus = (selector: string) => async () => {
  (await appear(selector))[0]?.focus();
};

/** What the act leads to comes after a pause. */
const then = (act: () => Promise<void>, selector: string) => async () => {
  await act();
  await appear(selector);
};

async function selectWords() {
  const [paragraph] = await appear('[aria-busy] p');
  if (!paragraph) return;
  getSelection()?.selectAllChildren(paragraph);
  document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
}

async function dragFileOver() {
  await appear('form');
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['1'], 'orders.csv'));
  document.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true }));
}

/** What the reader has done in a state that only a hand can bring about. */
export const acts: Readonly<Record<string, () => Promise<void>>> = {
  'steps-open': click('[role=log] button[aria-expanded=false]'),
  'reasoning-open': click('[role=log] button[aria-expanded=false]'),
  'approval-edit': clickFirst('section button:has(.lucide-pencil)'),
  'approval-reject': clickFirst('section button:has(.lucide-x)'),
  'questions-other': clickFirst('fieldset > div > input[type=radio]'),
  'surface-dialog': clickLast('section button:not([role=tab])'),
  'composer-models': clickFirst('[aria-haspopup=menu]:not(:has(.lucide-wrench))'),
  'composer-tools': clickFirst('[aria-haspopup=menu]:has(.lucide-wrench)'),
  'composer-drop': dragFileOver,
  'composer-offering-quote': selectWords,
  'composer-entities': then(drawn, '[role=option]'),
  'entity-preview': then(focus('[data-message-id] button:not([aria-label])'), ':popover-open'),
  'title-renaming': clickFirst('header h1 + button'),
};

function goOffline() {
  Object.defineProperty(navigator, 'onLine', { value: false });
  // A chat on the reader's own machine needs no network, and the gallery is on it.
  const base = document.createElement('base');
  base.href = 'https://sales.example/';
  document.head.append(base);
}

/** What is not the chat's own in a state. */
export const surroundings: Readonly<Record<string, () => void>> = {
  offline: goOffline,
  'offline-empty': goOffline,
};
