import type { ChatKitTheme } from '@xpert-ai/chatkit-types';
import type { ReactNode } from 'react';

import { ApprovalCard } from '../component/approval/ApprovalCard';
import { Failure } from '../component/Failure';
import type { Look } from './address';
import { themeOf } from './themes';

const approval = {
  id: 1,
  question: [
    { text: 'Export ', argument: false },
    { text: '11,335 orders', argument: true },
    { text: ' as a file?', argument: false },
  ],
  params: { rows: 11_335, format: 'CSV', columns: ['order', 'region', 'revenue'], urgent: false },
};

const chatKitTheme = ({ theme }: Look) => themeOf(theme) as ChatKitTheme;

/** What the component draws itself, around the frame. */
export const componentStates: Readonly<Record<string, (look: Look) => ReactNode>> = {
  'app-approval': (look) => (
    <ApprovalCard
      approval={approval}
      waiting={2}
      theme={chatKitTheme(look)}
      locale={look.locale ?? undefined}
      onAnswer={() => undefined}
    />
  ),
  'app-failure': (look) => (
    <Failure detail="The chat page could not be loaded (404)." locale={look.locale ?? undefined} />
  ),
};
