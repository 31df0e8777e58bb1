import { Markdown } from '../markdown/Markdown';
import { WidgetSection } from '../widgets/WidgetSection';
import type { Section } from './parts';
import { Timeline } from './Timeline';

type Props = {
  section: Section;
  /** The answer is still under way. */
  active: boolean;
  /** Its text is being written. */
  streaming: boolean;
  /** Its text was broken off. */
  brokenOff: boolean;
  /** Nothing follows this section yet. */
  latest: boolean;
};

export function MessageSection({ section, active, streaming, brokenOff, latest }: Props) {
  switch (section.type) {
    case 'text':
      return (
        <Markdown
          text={section.part.text}
          streaming={latest && streaming}
          brokenOff={latest && brokenOff}
        />
      );
    case 'widget':
      return <WidgetSection part={section.part} />;
    case 'timeline':
      return <Timeline items={section.items} active={active} latest={latest} />;
  }
}
