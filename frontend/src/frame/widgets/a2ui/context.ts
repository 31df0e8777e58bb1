import { createContext, use } from 'react';

import { asText, isRecord } from '../../protocol/json';
import type { ActionStatus } from '../context';
import { absolutePath, type Model } from './model';
import { boundText, boundValue, type Node } from './tree';

export type SurfaceState = {
  model: Model;
  write: (path: string, value: unknown) => void;
  act: (action: unknown, node: Node) => void;
  status: ActionStatus;
  source: string | null;
};

export const SurfaceContext = createContext<SurfaceState | null>(null);

export function useSurface(): SurfaceState {
  const surface = use(SurfaceContext);
  if (surface === null) throw new Error('This component is drawn outside of a surface.');
  return surface;
}

/** The properties of a node as they are now, and the way to write back what the user enters. */
export function useProperties({ properties, context }: Node) {
  const { model, write } = useSurface();
  const value = (name: string): unknown => boundValue(properties[name], model, context);
  return {
    value,
    text: (name: string): string => boundText(properties[name], model, context),
    /** Does nothing when the property is no path: then nobody could read the value. */
    set: (name: string, news: unknown): void => {
      const bound = properties[name];
      const path = isRecord(bound) ? asText(bound.path) : null;
      if (path !== null) write(absolutePath(path, context), news);
    },
    isBound: (name: string): boolean => {
      const bound = properties[name];
      return isRecord(bound) && asText(bound.path) !== null;
    },
  };
}
