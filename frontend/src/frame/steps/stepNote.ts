import type { Dictionary } from '../i18n/en';
import type { StepContent } from './readStep';

/** How much a step found, for its line. */
export function stepNote(content: StepContent | null, { steps }: Dictionary): string | null {
  switch (content?.kind) {
    case 'links':
    case 'passages':
      return steps.results(content.items.length);
    case 'tasks': {
      const done = content.items.filter(({ status }) => status === 'done').length;
      return steps.tasksDone(done, content.items.length);
    }
    default:
      return null;
  }
}
