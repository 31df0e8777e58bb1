import { asList, asRecord, asText, isRecord, type JsonRecord } from './json';

export const DECISIONS = ['approve', 'edit', 'reject', 'respond'] as const;

export type DecisionType = (typeof DECISIONS)[number];

/** An action that the agent may take only if the user agrees. */
export type ActionRequest = {
  name: string;
  args: JsonRecord;
  description: string | null;
  /** What the user may decide, in the order of the buttons. */
  allowed: readonly DecisionType[];
  argsSchema: JsonRecord | null;
};

export type Decision =
  | { type: 'approve' }
  | { type: 'edit'; editedAction: { name: string; args: JsonRecord } }
  | { type: 'reject'; message?: string }
  | { type: 'respond'; message: string };

/** `decision` of a resume request. */
export type ResumeDecision =
  { type: 'confirm'; payload?: { decisions: readonly Decision[] } } | { type: 'reject' };

/** Reads `{actionRequests, reviewConfigs}`; `null` when the value is something else. */
export function parseActionRequests(value: JsonRecord): readonly ActionRequest[] | null {
  const raw = value.actionRequests ?? value.action_requests;
  if (!Array.isArray(raw) || raw.length === 0) return null;
  const configs = asList(value.reviewConfigs ?? value.review_configs).map(asRecord);
  const requests = raw.flatMap((item) => parseRequest(item, configs));
  // The decisions go by position: one that cannot be shown would shift all others.
  return requests.length === raw.length ? requests : null;
}

function parseRequest(raw: unknown, configs: readonly JsonRecord[]): ActionRequest[] {
  const { name, args, description } = asRecord(raw);
  const action = asText(name);
  if (action === null) return [];
  const config = configs.find(
    ({ actionName, action_name: snakeName }) => (actionName ?? snakeName) === action,
  );
  const named = asList(config?.allowedDecisions ?? config?.allowed_decisions);
  const allowed = DECISIONS.filter((decision) => named.includes(decision));
  const schema = config?.argsSchema ?? config?.args_schema;
  return [
    {
      name: action,
      args: asRecord(args),
      description: asText(description),
      allowed: allowed.length === 0 ? ['approve'] : allowed,
      argsSchema: isRecord(schema) ? schema : null,
    },
  ];
}

/** Tools of the server that wait for a yes or no, as if they were action requests. */
export function parseSensitiveTools(value: JsonRecord): readonly ActionRequest[] | null {
  const raw = value.toolCalls;
  if (!Array.isArray(raw) || raw.length === 0) return null;
  const configs = [...new Set(raw.map((call) => asRecord(call).name))].map((actionName) => ({
    actionName,
    allowedDecisions: ['approve', 'reject'],
  }));
  return parseActionRequests({ actionRequests: raw, reviewConfigs: configs });
}
