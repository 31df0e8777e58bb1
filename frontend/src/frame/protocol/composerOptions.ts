import { asList, asRecord, asText, type JsonRecord } from './json';
import { parseSlashCommands, type SlashCommand } from './slashCommands';

export type AttachmentLimits = {
  maxSize: number;
  maxCount: number;
  /** MIME types (also `image/*`) and extensions with their dot, in lower case; empty: everything. */
  accept: readonly string[];
};

export type ToolOption = {
  id: string;
  label: string;
  shortLabel: string | null;
  placeholder: string | null;
  icon: string | null;
  /** It has a button of its own, and stays chosen after sending. */
  pinned: boolean;
};

export type ModelOption = {
  id: string;
  label: string;
  description: string | null;
  disabled: boolean;
  isDefault: boolean;
};

/** The host's `composer` option as the interface draws it. */
export type ComposerOptions = {
  placeholder: string | null;
  /** `null`: the host allows no attachments. */
  attachments: AttachmentLimits | null;
  tools: readonly ToolOption[];
  models: readonly ModelOption[];
  commands: readonly SlashCommand[];
};

/** What holds when the host says nothing else. */
export const DEFAULT_LIMITS: AttachmentLimits = {
  maxSize: 100 * 1024 * 1024,
  maxCount: 10,
  accept: [],
};

/** Reads the option; functions of the host are gone from it already. */
export function parseComposerOptions(raw: unknown): ComposerOptions {
  const options = asRecord(raw);
  return {
    placeholder: asText(options.placeholder),
    attachments: parseLimits(asRecord(options.attachments)),
    tools: asList(options.tools).flatMap(parseTool),
    models: parseModels(options.models),
    commands: parseSlashCommands(options.slashCommands),
  };
}

function parseLimits({ enabled, maxSize, maxCount, accept }: JsonRecord): AttachmentLimits | null {
  if (enabled !== true) return null;
  return {
    maxSize: positive(maxSize) ?? DEFAULT_LIMITS.maxSize,
    maxCount: positive(maxCount) ?? DEFAULT_LIMITS.maxCount,
    accept: Object.entries(asRecord(accept)).flatMap(([type, extensions]) => [
      type.toLowerCase(),
      ...asList(extensions)
        .filter((extension): extension is string => typeof extension === 'string')
        .map((extension) => `.${extension.replace(/^\./, '').toLowerCase()}`),
    ]),
  };
}

function parseTool(raw: unknown): ToolOption[] {
  const { id, label, shortLabel, placeholderOverride, icon, pinned } = asRecord(raw);
  const name = asText(id);
  if (name === null) return [];
  return [
    {
      id: name,
      label: asText(label) ?? name,
      shortLabel: asText(shortLabel),
      placeholder: asText(placeholderOverride),
      icon: asText(icon),
      pinned: pinned === true,
    },
  ];
}

/** Reads models of the host, or those that the API offers for an assistant. */
export function parseModels(raw: unknown, selectedId: string | null = null): ModelOption[] {
  return asList(raw).flatMap((item) => {
    const { id, label, description, disabled, default: isDefault } = asRecord(item);
    const name = asText(id);
    if (name === null) return [];
    return [
      {
        id: name,
        label: asText(label) ?? name,
        description: asText(description),
        disabled: disabled === true,
        isDefault: selectedId === null ? isDefault === true : name === selectedId,
      },
    ];
  });
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
