import { asList, asRecord, asText, isRecord, type JsonRecord } from './json';

export type CapabilityKind = 'skill' | 'plugin' | 'subAgent';

export type CommandAction =
  | {
      type: 'insert_text' | 'insert_invocation' | 'submit_prompt';
      template: string;
      runtimeCapabilities?: unknown;
    }
  | { type: 'client_action'; action: { type: string; payload?: JsonRecord } }
  | { type: 'select_capability'; capability: { type: CapabilityKind; id: string } }
  /** The chat's own command. */
  | { type: 'plan' };

export type SlashCommand = {
  name: string;
  label: string | null;
  description: string | null;
  icon: string | null;
  category: string | null;
  aliases: readonly string[];
  argsHint: string | null;
  action: CommandAction;
  /** What is sent beside the message beyond name and type. */
  origin: JsonRecord;
};

/** Names of the vendor's own commands, which a host cannot take. */
const BUILT_IN = new Set(['plan', 'skills', 'plugins', 'subagents']);

const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Reads `composer.slashCommands`; what is unusable or not available is left out. */
export function parseSlashCommands(raw: unknown): readonly SlashCommand[] {
  const names = new Set(BUILT_IN);
  return asList(raw).flatMap((item) => {
    const fields = asRecord(item);
    const name = asText(fields.name);
    const action = parseAction(fields.action);
    const hidden = asRecord(fields.availability).disabled === true;
    if (name === null || !NAME.test(name) || names.has(name) || action === null || hidden) {
      return [];
    }
    names.add(name);
    return [
      {
        name,
        label: asText(fields.label),
        description: asText(fields.description),
        icon: asText(fields.icon),
        category: asText(fields.category),
        aliases: asList(fields.aliases).filter(
          (alias): alias is string => typeof alias === 'string' && NAME.test(alias),
        ),
        argsHint: asText(fields.argsHint),
        action,
        origin: {
          ...(asText(fields.kind) !== null && { kind: fields.kind }),
          ...(isRecord(fields.workflow) && { workflow: fields.workflow }),
        },
      },
    ];
  });
}

function parseAction(raw: unknown): CommandAction | null {
  const fields = asRecord(raw);
  switch (fields.type) {
    case 'insert_text':
    case 'insert_invocation':
    case 'submit_prompt': {
      const { type, template, runtimeCapabilities } = fields;
      if (typeof template !== 'string') return null;
      return { type, template, ...(runtimeCapabilities !== undefined && { runtimeCapabilities }) };
    }
    case 'client_action': {
      const { type, payload } = asRecord(fields.action);
      const name = asText(type);
      if (name === null) return null;
      return {
        type: 'client_action',
        action: { type: name, ...(isRecord(payload) && { payload }) },
      };
    }
    case 'select_capability': {
      const { type, id } = asRecord(fields.capability);
      const name = asText(id);
      if ((type !== 'skill' && type !== 'plugin' && type !== 'subAgent') || name === null)
        return null;
      return { type: 'select_capability', capability: { type, id: name } };
    }
    default:
      return null;
  }
}
