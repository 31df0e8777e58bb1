import { describeError } from '../api/errors';
import { hostError } from '../state/hostEvents';
import type { ChatError, ErrorKind } from '../state/types';
import type { Host } from './hostLink';

/** Tells the host about a failure that the transcript shows. */
export function publishError(host: Host, error: ChatError): void {
  const { name, data } = hostError(ERROR_NAMES[error.kind] ?? 'HttpError', describeError(error));
  host.publish(name, data);
}

/** The protocol's names; failures without one come from the API. */
const ERROR_NAMES: Partial<Record<ErrorKind, string>> = {
  agent: 'StreamError',
  configuration: 'IntegrationError',
  interrupted: 'StreamError',
  network: 'NetworkError',
  blocked: 'NetworkError',
  unsupported: 'StreamEventHandlingError',
};
