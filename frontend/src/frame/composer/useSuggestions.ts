import { type KeyboardEvent, useId, useMemo, useState } from 'react';

import { useWords } from '../i18n/context';
import type { SlashCommand } from '../protocol/slashCommands';
import { commandQuery, matchCommands } from './commands';
import { mentionQuery } from './mentions';
import { commandSuggestion, entitySuggestion, grouped, type Suggestion } from './suggestions';
import type { ComposerActions, Draft } from './types';
import { useEntitySearch } from './useEntitySearch';

type Options = {
  draft: Draft;
  /** `null` while the focus is elsewhere. */
  caret: number | null;
  commands: readonly SlashCommand[];
  searchesEntities: boolean;
  actions: ComposerActions;
};

/** What is offered for the word at the caret, and which of it the keys are on. */
export type Suggestions = {
  kind: 'command' | 'entity';
  id: string;
  items: readonly Suggestion[];
  /** Said when there is nothing to choose. */
  note: string | null;
  active: number;
  optionId: (index: number) => string;
};

export function useSuggestions({ draft, caret, commands, searchesEntities, actions }: Options): {
  suggestions: Suggestions | null;
  /** Takes the key when it is for the list. */
  onKey: (event: KeyboardEvent) => boolean;
} {
  const words = useWords();
  const id = useId();
  const { text, entities } = draft;
  const command = commands.length === 0 || caret === null ? null : commandQuery(text, caret);
  const mention = useMemo(
    () => (searchesEntities && caret !== null ? mentionQuery(text, caret, entities) : null),
    [searchesEntities, text, caret, entities],
  );
  const found = useEntitySearch(actions.searchEntities, mention?.query ?? null);
  const word = command !== null ? `/${command}` : mention && `@${mention.from} ${mention.query}`;

  const [dismissed, setDismissed] = useState<string | null>(null);
  const start = command !== null ? '/' : mention && `@${mention.from}`;
  if (dismissed !== null && dismissed !== start) setDismissed(null);

  const [at, setAt] = useState({ word, index: 0 });
  const index = at.word === word ? at.index : 0;

  const items = useMemo(() => {
    if (command !== null) {
      return matchCommands(commands, command).map((each) =>
        commandSuggestion(each, words, actions.runCommand),
      );
    }
    if (mention === null || caret === null) return [];
    return found.entities.map((entity) =>
      entitySuggestion(entity, (chosen) => {
        actions.mention(chosen, mention.from, caret);
      }),
    );
  }, [command, commands, mention, found, words, actions, caret]);

  const ordered = useMemo(() => grouped(items).flatMap(([, group]) => group), [items]);
  const open = start !== null && dismissed !== start && !(command !== null && items.length === 0);
  const note = {
    searching: words.composer.searching,
    found: words.composer.noMatches,
    failed: words.composer.searchFailed,
  }[found.status];
  const suggestions: Suggestions | null = open
    ? {
        kind: command !== null ? 'command' : 'entity',
        id,
        items: ordered,
        note: ordered.length === 0 ? note : null,
        active: Math.min(index, ordered.length - 1),
        optionId: (option) => `${id}-${option}`,
      }
    : null;

  const onKey = (event: KeyboardEvent): boolean => {
    if (suggestions === null) return false;
    const { active } = suggestions;
    const move = (to: number) => {
      setAt({ word, index: (to + ordered.length) % ordered.length });
    };
    if (event.key === 'Escape') setDismissed(start);
    else if (ordered.length === 0) return false;
    else if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active - 1);
    else if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey))
      ordered[active]?.choose();
    else return false;
    event.preventDefault();
    return true;
  };

  return { suggestions, onKey };
}
