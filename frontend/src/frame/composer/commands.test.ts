// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { parseSlashCommands } from '../protocol/slashCommands';
import { commandQuery, findCommand, matchCommands, runCommand, withBuiltIns } from './commands';

const commands = parseSlashCommands([
  {
    name: 'report',
    description: 'Write it down',
    action: { type: 'insert_text', template: '# {{args}}\n' },
  },
  {
    name: 'compare',
    aliases: ['diff'],
    argsHint: '[a] [b]',
    kind: 'prompt_workflow',
    action: { type: 'submit_prompt', template: 'Compare {{args}}, then {{ args }}' },
  },
  { name: 'today', action: { type: 'submit_prompt', template: 'What is new today?' } },
  { name: 'review', action: { type: 'insert_invocation', template: '/review ' } },
  {
    name: 'refresh',
    action: { type: 'client_action', action: { type: 'refresh', payload: { all: true } } },
  },
  {
    name: 'sql',
    action: { type: 'select_capability', capability: { type: 'skill', id: 'sql-1' } },
  },
]);

const run = (text: string, chosen = false) => {
  const found = findCommand(commands, text);
  return found === null ? null : runCommand(found.command, found.args, chosen);
};

describe('which commands there are', () => {
  it('leaves out what cannot be used', () => {
    const action = { type: 'insert_text', template: '' };
    const unusable = [
      { name: 'Upper', action },
      { name: 'plan', action },
      { name: 'skills', action },
      { name: 'gone', action, availability: { disabled: true, reason: 'later' } },
      { name: 'odd', action: { type: 'fly' } },
      { name: 'none' },
      'text',
    ];
    expect(parseSlashCommands(unusable)).toEqual([]);
    expect(
      parseSlashCommands([
        { name: 'a', action },
        { name: 'a', action },
      ]),
    ).toHaveLength(1);
  });

  it('brings the chat’s own command only along with those of the host', () => {
    expect(withBuiltIns([])).toEqual([]);
    expect(withBuiltIns(commands).at(-1)?.name).toBe('plan');
  });

  it.each([
    ['/', 1, ''],
    ['/re', 3, 're'],
    ['/re', 1, ''],
    ['/report now', 3, null],
    ['Say /re', 7, null],
    ['/ re', 4, null],
  ])('is asked for by %j with the caret at %i: %j', (text, caret, query) => {
    expect(commandQuery(text, caret)).toBe(query);
  });

  it('finds by name first, then by alias, then by description', () => {
    const names = (query: string) => matchCommands(commands, query).map(({ name }) => name);
    expect(names('re')).toEqual(['report', 'review', 'refresh']);
    expect(names('d')).toEqual(['compare', 'report']);
    expect(names('xyz')).toEqual([]);
    expect(names('')).toHaveLength(commands.length);
  });
});

describe('what a command does', () => {
  it('sends a template with the arguments in all their places', () => {
    expect(run('/compare $& and Q2')).toEqual({
      type: 'send',
      text: 'Compare $& and Q2, then $& and Q2',
      command: {
        name: 'compare',
        source: {
          type: 'slash_command',
          name: 'compare',
          source: 'host',
          executionType: 'submit_prompt',
          kind: 'prompt_workflow',
        },
        standsAlone: false,
      },
    });
    expect(run('/diff a')).toMatchObject({ type: 'send' });
  });

  it('waits for arguments when it was chosen without', () => {
    expect(run('/compare', true)).toEqual({ type: 'complete', text: '/compare ' });
    expect(run('/today', true)).toMatchObject({ type: 'send', text: 'What is new today?' });
  });

  it('loses no arguments that a template has no place for', () => {
    expect(run('/today in Berlin')).toMatchObject({ text: 'What is new today?\n\nin Berlin' });
  });

  it('inserts text with the caret where the arguments go', () => {
    expect(run('/report', true)).toMatchObject({ type: 'insert', text: '# \n', caret: 2 });
    expect(run('/report Q3')).toMatchObject({ type: 'insert', text: '# Q3\n', caret: 4 });
    expect(run('/review', true)).toMatchObject({ text: '/review ', caret: 8 });
  });

  it('acts in the host', () => {
    expect(run('/refresh now')).toEqual({
      type: 'act',
      action: { type: 'refresh', payload: { all: true, args: 'now' } },
      itemId: 'slash-command:refresh',
    });
  });

  it('chooses one capability', () => {
    expect(run('/sql')).toMatchObject({
      type: 'choose',
      command: {
        runtimeCapabilities: {
          mode: 'allowlist',
          skills: { ids: ['sql-1'] },
          plugins: { nodeKeys: [] },
          subAgents: { nodeKeys: [] },
        },
        standsAlone: true,
      },
    });
  });

  it('is nothing for a text that calls none', () => {
    expect(run('/unknown x')).toBeNull();
    expect(run('What is /today')).toBeNull();
  });
});
