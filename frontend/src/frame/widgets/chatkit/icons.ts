import {
  Award,
  BookMarked,
  Check,
  ChevronLeft,
  ChevronRight,
  Circle,
  CircleCheck,
  CircleCheckBig,
  Dot,
  Ellipsis,
  EllipsisVertical,
  ExternalLink,
  FileText,
  Info,
  type LucideIcon,
  Mail,
  Map,
  Monitor,
  PartyPopper,
  Phone,
  Play,
  Plus,
  RotateCw,
  Shapes,
  SlidersHorizontal,
  Smartphone,
  Star,
  User,
} from 'lucide-react';

import { asText } from '../../protocol/json';
import { promptIcon } from '../../ui/promptIcon';

/** The names that only widgets use. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  'book-clock': BookMarked,
  check: Check,
  'check-circle': CircleCheckBig,
  'check-circle-filled': CircleCheck,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  confetti: PartyPopper,
  desktop: Monitor,
  document: FileText,
  dot: Dot,
  'dots-horizontal': Ellipsis,
  'dots-vertical': EllipsisVertical,
  'empty-circle': Circle,
  'external-link': ExternalLink,
  info: Info,
  mail: Mail,
  maps: Map,
  mobile: Smartphone,
  phone: Phone,
  play: Play,
  plus: Plus,
  reload: RotateCw,
  'settings-slider': SlidersHorizontal,
  star: Star,
  'star-filled': Star,
  user: User,
  wreath: Award,
};

export function widgetIcon(name: unknown): LucideIcon {
  const known = asText(name) ?? '';
  return (Object.hasOwn(ICONS, known) ? ICONS[known] : promptIcon(known)) ?? Shapes;
}
