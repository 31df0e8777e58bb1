import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';

import { Icon } from '../ui/Icon';
import styles from './Menu.module.css';

export type Choice = {
  id: string;
  label: string;
  detail?: string | null;
  icon?: LucideIcon | null;
  disabled?: boolean;
};

type Props = {
  /** What is chosen here. */
  name: string;
  /** What the button says. */
  text: string;
  icon?: LucideIcon;
  choices: readonly Choice[];
  chosen: string | null;
  disabled: boolean;
  /** The edge of the button at which the menu stands. */
  align: 'start' | 'end';
  onChoose: (id: string) => void;
};

const KEYS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Closer than this to the edge of the page, in px, nothing stands. */
const MARGIN = 8;

/** How far, in px, something must move sideways to stand in the page. */
function shiftInto(element: HTMLElement): number {
  const { left, right } = element.getBoundingClientRect();
  const over = right - (document.documentElement.clientWidth - MARGIN);
  return Math.max(MARGIN - left, 0) - Math.max(over, 0);
}

/** A button with a menu of which one item is chosen. */
export function Menu({ name, text, icon, choices, chosen, disabled, align, onChoose }: Props) {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  // On a narrow page the button may stand where its menu would leave it, or get there while it is open.
  useLayoutEffect(() => {
    const [menu, toolbar] = [panel.current, root.current?.parentElement];
    if (!menu || !toolbar) return;
    const place = () => {
      menu.style.transform = 'none';
      menu.style.transform = `translateX(${shiftInto(menu)}px)`;
    };
    place();
    const observer = new ResizeObserver(place);
    for (const near of [document.documentElement, toolbar, ...toolbar.children])
      observer.observe(near);
    return () => {
      observer.disconnect();
    };
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const items = root.current?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [];
    const checked = [...items].find((item) => item.ariaChecked === 'true');
    (checked ?? items[0])?.focus();
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') close();
    else {
      const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitemradio]')];
      const at = items.findIndex((item) => item === document.activeElement);
      const letter = event.key.length === 1 ? event.key.toLowerCase() : null;
      const rotated = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      const next =
        letter === null
          ? items[KEYS[event.key]?.(at, items.length) ?? -1]
          : rotated.find(({ textContent }) => textContent.trim().toLowerCase().startsWith(letter));
      if (next === undefined) return;
      next.focus();
    }
    event.preventDefault();
  };

  return (
    <div
      ref={root}
      className={styles.anchor}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null && !root.current?.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={text === name ? name : `${name}: ${text}`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabled={disabled}
        onClick={() => {
          setOpen(!open);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {icon && <Icon of={icon} size={16} />}
        <span className={styles.buttonText} dir="auto">
          {text}
        </span>
        <Icon of={ChevronDown} size={14} />
      </button>
      {open && (
        <div
          ref={panel}
          id={id}
          role="menu"
          aria-label={name}
          tabIndex={-1}
          className={styles.panel}
          data-align={align}
          onKeyDown={onKeyDown}
        >
          <div className={styles.list}>
            {choices.map((choice) => (
              <button
                key={choice.id}
                type="button"
                role="menuitemradio"
                aria-checked={choice.id === chosen}
                aria-disabled={choice.disabled === true}
                tabIndex={-1}
                className={styles.item}
                onClick={() => {
                  if (choice.disabled === true) return;
                  onChoose(choice.id);
                  close();
                }}
              >
                {choice.icon && <Icon of={choice.icon} size={16} />}
                <span className={styles.label}>
                  <span className={styles.title} dir="auto">
                    {choice.label}
                  </span>
                  {choice.detail && (
                    <span className={styles.description} dir="auto">
                      {choice.detail}
                    </span>
                  )}
                </span>
                <span className={styles.check}>
                  {choice.id === chosen && <Icon of={Check} size={16} />}
                </span>
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
