const PET = '[data-chatkit-host-pet]';

const STYLE = `
  ${PET}:focus-visible { outline: 2px solid currentcolor; outline-offset: -2px; border-radius: 8px; }
  ${PET}::after { content: ''; position: absolute; inset: -6px; }
  /* The frame of an app ends sooner than the page that the vendor's shadow is made for. */
  :host([data-display-mode='pet']) .ck-wrapper { box-shadow: 0 2px 14px rgb(0 0 0 / 0.16) !important; }
  /* Out of sight is out of reach, also for keys and screen readers. */
  :host([data-display-mode='pet']:not([data-chat-open='true'])) .ck-wrapper { visibility: hidden; }
  /* An open chat has a button of its own to close it, and its Send button where the pet stands. */
  :host([data-display-mode='pet'][data-chat-open='true']) [data-chatkit-host-pet-layer] {
    visibility: hidden;
  }
`;

function onKeyDown(event: KeyboardEvent) {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).click();
}

/**
 * Makes the pet that the vendor's element draws usable by keyboard; returns the clean-up.
 *
 * The element knows only the pointer: a chat that was minimised by keyboard could not be opened
 * again. The pet comes and goes with the options, hence the observer.
 */
export function usablePet(element: HTMLElement): () => void {
  const root = element.shadowRoot;
  if (!root) return () => undefined;
  const sheet = document.createElement('style');
  sheet.textContent = STYLE;
  root.append(sheet);

  const prepare = () => {
    const pet = root.querySelector<HTMLElement>(PET);
    if (!pet || pet.tabIndex === 0) return;
    pet.tabIndex = 0;
    pet.addEventListener('keydown', onKeyDown);
  };
  const drawn = new MutationObserver(prepare);
  drawn.observe(root, { childList: true });
  prepare();

  const replaced = new MutationObserver(() => {
    // The chat that had the focus is gone; the pet stands for it.
    const { chatMinimizedToPet, displayMode, chatOpen } = element.dataset;
    const alone = chatMinimizedToPet === 'true' || (displayMode === 'pet' && chatOpen !== 'true');
    if (alone && document.hasFocus()) root.querySelector<HTMLElement>(PET)?.focus();
  });
  replaced.observe(element, { attributeFilter: ['data-chat-minimized-to-pet', 'data-chat-open'] });
  return () => {
    drawn.disconnect();
    replaced.disconnect();
    sheet.remove();
  };
}
