/** The part of the browser's speech recognition that the composer uses. */
export type Recognition = {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: SpeechResult) => void) | null;
  onerror: ((event: unknown) => void) | null;
  onend: (() => void) | null;
  start: () => void;
  stop: () => void;
};

type RecognitionClass = new () => Recognition;

/** Speech recognition, unless the browser has none or the page may not use the microphone. */
export function findRecognition(window: Window): RecognitionClass | null {
  const globals = window as { SpeechRecognition?: unknown; webkitSpeechRecognition?: unknown };
  const found = globals.SpeechRecognition ?? globals.webkitSpeechRecognition;
  if (typeof found !== 'function' || !allowsMicrophone(window.document)) return null;
  return found as RecognitionClass;
}

function allowsMicrophone(document: Document): boolean {
  const { featurePolicy } = document as {
    featurePolicy?: { allowsFeature: (name: string) => boolean };
  };
  return featurePolicy?.allowsFeature('microphone') ?? true;
}

/** What the event of a recognition says was said so far. */
export type SpeechResult = { results: ArrayLike<ArrayLike<{ transcript: string }>> };

export function transcript({ results }: SpeechResult): string {
  return Array.from(results, (alternatives) => alternatives[0]?.transcript ?? '')
    .join('')
    .trim();
}

/** The text with what was dictated behind it. */
export function withDictation(text: string, said: string): string {
  const gap = text === '' || /\s$/.test(text) || said === '' ? '' : ' ';
  return `${text}${gap}${said}`;
}
