// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import { BridgeError } from './bridge/bridge';
import { clientSecrets, type Secret, type SecretPorts } from './secrets';

const secret = (version: number, organizationId: string | null = null): Secret => ({
  version,
  secret: `cs-x-${version}`,
  organizationId,
});

function source(ports: Partial<SecretPorts> = {}) {
  const ask = vi.fn<SecretPorts['ask']>();
  const wait = vi.fn<SecretPorts['wait']>(() => Promise.resolve());
  return { ask, wait, get: clientSecrets({ newest: () => null, ask, wait, ...ports }) };
}

describe('clientSecrets', () => {
  it('answers from the arguments without asking', async () => {
    const { get, ask } = source({ newest: () => secret(1, 'o1') });
    await expect(get(null)).resolves.toEqual({ secret: 'cs-x-1', organizationId: 'o1' });
    expect(ask).not.toHaveBeenCalled();
  });

  it('asks for a replacement of a refused secret', async () => {
    const { get, ask } = source({ newest: () => secret(1) });
    ask.mockResolvedValue(secret(2));
    await expect(get('cs-x-1')).resolves.toEqual({ secret: 'cs-x-2' });
    expect(ask.mock.calls).toEqual([[1]]);
  });

  it('does not ask when the arguments hold a newer secret than the refused one', async () => {
    let newest = secret(1);
    const { get, ask } = source({ newest: () => newest });
    await get(null);
    newest = secret(2);
    await expect(get('cs-x-1')).resolves.toEqual({ secret: 'cs-x-2' });
    expect(ask).not.toHaveBeenCalled();
  });

  it('does not fall back to an older secret of the arguments', async () => {
    const { get, ask } = source({ newest: () => secret(1) });
    ask.mockResolvedValueOnce(secret(2)).mockResolvedValueOnce(secret(3));
    await get('cs-x-1');
    await expect(get('cs-x-2')).resolves.toEqual({ secret: 'cs-x-3' });
    expect(ask.mock.calls).toEqual([[1], [2]]);
  });

  it('asks again after a second while the app is minting', async () => {
    const { get, ask, wait } = source();
    ask.mockResolvedValueOnce({ pending: true }).mockResolvedValueOnce(secret(1));
    await expect(get(null)).resolves.toEqual({ secret: 'cs-x-1' });
    expect(ask.mock.calls).toEqual([[null], [null]]);
    expect(wait.mock.calls).toEqual([[1000]]);
  });

  it('takes the secret that arrived with the arguments while it waited', async () => {
    let newest: Secret | null = null;
    const { get, ask } = source({
      newest: () => newest,
      wait: () => {
        newest = secret(5);
        return Promise.resolve();
      },
    });
    ask.mockResolvedValue({ pending: true });
    await expect(get(null)).resolves.toEqual({ secret: 'cs-x-5' });
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('shares one question between simultaneous needs', async () => {
    const { get, ask } = source({ newest: () => secret(1) });
    ask.mockResolvedValue(secret(2));
    await Promise.all([get('cs-x-1'), get('cs-x-1')]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('asks the restarted app again', async () => {
    const { get, ask } = source();
    ask
      .mockRejectedValueOnce(new BridgeError('SessionRestarted', ''))
      .mockResolvedValueOnce(secret(1));
    await expect(get(null)).resolves.toEqual({ secret: 'cs-x-1' });
  });

  it('passes a failure on, and tries afresh the next time', async () => {
    const { get, ask } = source();
    ask.mockRejectedValueOnce(new BridgeError('SessionError', 'The API key was refused.'));
    await expect(get(null)).rejects.toThrow('The API key was refused.');
    ask.mockResolvedValueOnce(secret(1));
    await expect(get(null)).resolves.toEqual({ secret: 'cs-x-1' });
  });

  it('refuses an answer that is no secret', async () => {
    const { get, ask } = source();
    ask.mockResolvedValue({});
    await expect(get(null)).rejects.toThrow('no client secret');
  });
});
