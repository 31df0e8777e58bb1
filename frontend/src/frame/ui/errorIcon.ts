import {
  CircleAlert,
  CircleQuestionMark,
  KeyRound,
  Lock,
  type LucideIcon,
  SearchX,
  Settings2,
  Unplug,
  ShieldBan,
  WifiOff,
} from 'lucide-react';

import type { ErrorKind } from '../state/types';

const ICONS: Record<ErrorKind, LucideIcon> = {
  configuration: Settings2,
  session: KeyRound,
  network: WifiOff,
  blocked: ShieldBan,
  forbidden: Lock,
  not_found: SearchX,
  api: CircleAlert,
  agent: CircleAlert,
  interrupted: Unplug,
  unsupported: CircleQuestionMark,
};

export const errorIcon = (kind: ErrorKind): LucideIcon => ICONS[kind];
