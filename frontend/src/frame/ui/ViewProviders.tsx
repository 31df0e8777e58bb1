import type { ReactNode } from 'react';

import { LocaleProvider } from '../i18n/context';
import type { Locale } from '../i18n/locale';
import { MediaHosts } from '../markdown/mediaHosts';
import type { ChatActions, ViewOptions } from '../state/store';
import { SaveFile } from '../composer/savedFiles';
import { WidgetActions } from '../widgets/context';
import { ReasoningMode } from './reasoningMode';

type Props = {
  locale: Locale;
  options: ViewOptions;
  actions: ChatActions;
  children: ReactNode;
};

/** What components deep in a message need to know. */
export function ViewProviders({ locale, options, actions, children }: Props) {
  return (
    <LocaleProvider value={locale}>
      <MediaHosts value={options.mediaHosts}>
        <ReasoningMode value={options.reasoning}>
          <SaveFile value={actions.saveFile}>
            <WidgetActions value={actions.widgetAction}>{children}</WidgetActions>
          </SaveFile>
        </ReasoningMode>
      </MediaHosts>
    </LocaleProvider>
  );
}
