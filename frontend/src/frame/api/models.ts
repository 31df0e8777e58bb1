import { parseModels, type ModelOption } from '../protocol/composerOptions';
import { asRecord, asText } from '../protocol/json';
import type { ApiClient } from './client';

/** The models among which users of an assistant may choose. */
export async function getModels(
  api: ApiClient,
  assistantId: string,
): Promise<readonly ModelOption[]> {
  const path = `/assistants/${encodeURIComponent(assistantId)}/models`;
  const { models, selected_model_id: selected } = asRecord(await api.json({ method: 'GET', path }));
  return parseModels(models, asText(selected));
}
