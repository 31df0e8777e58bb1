import type { CommandAction, SlashCommand } from '../protocol/slashCommands';
import type { JsonRecord } from '../protocol/json';
import type { DraftCommand } from './types';

/** What running a command does. */
export type CommandOutcome =
  /** Its arguments are still to be written. */
  | { type: 'complete'; text: string }
  | { type: 'insert'; text: string; caret: number; command: DraftCommand }
  | { type: 'send'; text: string; command: DraftCommand }
  | { type: 'choose'; command: DraftCommand }
  | { type: 'act'; action: JsonRecord; itemId: string }
  /** Plan mode on or off, and the rest of the text as a message. */
  | { type: 'plan'; text: string };

const ARGS = /\{\{\s*args\s*\}\}/g;

/** The chat's own command; it comes with those of the host. */
const PLAN: SlashCommand = {
  name: 'plan',
  label: null,
  description: null,
  icon: null,
  category: null,
  aliases: [],
  argsHint: null,
  action: { type: 'plan' },
  origin: {},
};

/** The commands of the host and the chat's own, which never come alone. */
export function withBuiltIns(commands: readonly SlashCommand[]): readonly SlashCommand[] {
  return commands.length === 0 ? commands : [...commands, PLAN];
}

/** The commands that fit what is being written after the slash, best first. */
export function matchCommands(
  commands: readonly SlashCommand[],
  query: string,
): readonly SlashCommand[] {
  const wanted = query.toLowerCase();
  const rank = ({ name, aliases, label, description }: SlashCommand) => {
    if (name.startsWith(wanted)) return 0;
    if (aliases.some((alias) => alias.startsWith(wanted))) return 1;
    return `${label ?? ''} ${description ?? ''}`.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

/** The name that is being written at the beginning of the text, or `null`. */
export function commandQuery(text: string, caret: number): string | null {
  const found = /^\/([\w-]*)$/.exec(text.slice(0, caret));
  return found !== null && /^[\w-]*$/.test(text.slice(1).trimEnd()) ? (found[1] ?? '') : null;
}

/** The command that the text calls, with its arguments, or `null`. */
export function findCommand(
  commands: readonly SlashCommand[],
  text: string,
): { command: SlashCommand; args: string } | null {
  const found = /^\/([\w-]+)(?:\s+([\s\S]*))?$/.exec(text.trim());
  const name = found?.[1]?.toLowerCase();
  const command = commands.find((each) => each.name === name || each.aliases.includes(name ?? ''));
  return command === undefined ? null : { command, args: (found?.[2] ?? '').trim() };
}

/** Whether the command is of no use without arguments. */
export function needsArgs({ argsHint, action }: SlashCommand): boolean {
  return argsHint !== null || ('template' in action && hasArgs(action.template));
}

/**
 * Runs a command.
 *
 * @param chosen from the menu, so that its arguments could not be written yet.
 */
export function runCommand(command: SlashCommand, args: string, chosen: boolean): CommandOutcome {
  const { name, action } = command;
  const waits = chosen && needsArgs(command);
  switch (action.type) {
    case 'plan':
      return { type: 'plan', text: args };
    case 'insert_text':
    case 'insert_invocation':
      return { type: 'insert', ...fill(action.template, args), command: toDraft(command, action) };
    case 'submit_prompt':
      if (waits) return { type: 'complete', text: `/${name} ` };
      return {
        type: 'send',
        text: fill(action.template, args).text,
        command: toDraft(command, action),
      };
    case 'select_capability':
      return { type: 'choose', command: toDraft(command, action) };
    case 'client_action': {
      if (waits) return { type: 'complete', text: `/${name} ` };
      const { type, payload } = action.action;
      const given = args === '' ? payload : { ...payload, args };
      const sent = { type, ...(given !== undefined && { payload: given }) };
      return { type: 'act', action: sent, itemId: `slash-command:${name}` };
    }
  }
}

/** The template with the arguments in their place, or after it when it names none. */
function fill(template: string, args: string): { text: string; caret: number } {
  const at = template.search(ARGS);
  if (at === -1) {
    const text = args === '' ? template : `${template}\n\n${args}`;
    return { text, caret: text.length };
  }
  return { text: template.replace(ARGS, () => args), caret: at + args.length };
}

function hasArgs(template: string): boolean {
  return template.search(ARGS) !== -1;
}

function toDraft(
  { name, origin }: SlashCommand,
  action: Exclude<CommandAction, { type: 'plan' | 'client_action' }>,
): DraftCommand {
  const source = {
    type: 'slash_command',
    name,
    source: 'host',
    executionType: action.type,
    ...origin,
  };
  if (action.type === 'select_capability') {
    const runtimeCapabilities = allowing(action.capability);
    return { name, source, runtimeCapabilities, standsAlone: true };
  }
  const { runtimeCapabilities } = action;
  return {
    name,
    source,
    ...(runtimeCapabilities !== undefined && { runtimeCapabilities }),
    standsAlone: false,
  };
}

/** The selection that allows this one capability. */
function allowing({
  type,
  id,
}: Extract<CommandAction, { type: 'select_capability' }>['capability']): JsonRecord {
  const ids = (kind: typeof type) => (kind === type ? [id] : []);
  return {
    mode: 'allowlist',
    skills: { ids: ids('skill') },
    plugins: { nodeKeys: ids('plugin') },
    subAgents: { nodeKeys: ids('subAgent') },
  };
}
