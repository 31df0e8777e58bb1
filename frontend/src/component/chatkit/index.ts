export { ChatKit, type ChatKitProps } from './ChatKit';
export {
  type ChatKitControl,
  type ChatKitElement,
  type ChatKitEventHandlers,
  type ChatKitMethods,
  EVENT_HANDLERS,
  EVENTS,
  type UseChatKitOptions,
} from './types';
export { useChatKit, type UseChatKitReturn } from './useChatKit';
