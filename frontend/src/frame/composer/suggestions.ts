import { AtSign, type LucideIcon, ListTodo, SquareSlash } from 'lucide-react';

import type { Entity } from '../protocol/entities';
import type { SlashCommand } from '../protocol/slashCommands';
import type { Dictionary } from '../i18n/en';
import { promptIcon } from '../ui/promptIcon';

/** One line of the list above the composer. */
export type Suggestion = {
  key: string;
  icon: LucideIcon;
  title: string;
  detail: string | null;
  group: string | null;
  choose: () => void;
};

export function commandSuggestion(
  { name, label, description, argsHint, icon, category, action }: SlashCommand,
  words: Dictionary,
  choose: (name: string) => void,
): Suggestion {
  const plan = action.type === 'plan';
  const about = plan ? words.composer.planModeHint : (description ?? label);
  return {
    key: name,
    icon: plan ? ListTodo : (promptIcon(icon ?? undefined) ?? SquareSlash),
    title: argsHint === null ? `/${name}` : `/${name} ${argsHint}`,
    detail: about,
    group: category,
    choose: () => {
      choose(name);
    },
  };
}

export function entitySuggestion(entity: Entity, choose: (entity: Entity) => void): Suggestion {
  return {
    key: entity.id,
    icon: promptIcon(entity.icon) ?? AtSign,
    title: entity.title,
    detail: null,
    group: entity.group ?? null,
    choose: () => {
      choose(entity);
    },
  };
}

/** The suggestions with those of a group together, in the order of the groups' first ones. */
export function grouped(
  suggestions: readonly Suggestion[],
): readonly (readonly [group: string | null, items: readonly Suggestion[]])[] {
  const groups = new Map<string | null, Suggestion[]>();
  for (const suggestion of suggestions) {
    const items = groups.get(suggestion.group);
    if (items === undefined) groups.set(suggestion.group, [suggestion]);
    else items.push(suggestion);
  }
  return [...groups];
}
