import {
  AppWindow,
  BookOpen,
  Bookmark,
  FileText,
  Globe,
  ListChecks,
  type LucideIcon,
  Terminal,
  Wrench,
} from 'lucide-react';

import { lookUp } from '../protocol/json';

const BY_KIND: Readonly<Record<string, LucideIcon>> = {
  web_search: Globe,
  files: FileText,
  file: FileText,
  program: Terminal,
  iframe: AppWindow,
  memory: Bookmark,
  tasks: ListChecks,
  list: ListChecks,
  knowledges: BookOpen,
};

export const stepIcon = (kind: string | undefined): LucideIcon =>
  lookUp(BY_KIND, kind ?? '') ?? Wrench;
