import { IntegrationError } from './errors';
import { asList, asRecord, asText } from './json';
import type { Reference } from './references';

type Content = { text: string | null; references: readonly Reference[] };

/**
 * Reads the parts of a message as model APIs have them: texts, and images by their address.
 *
 * A part of another kind is refused: the host would never know that it was left out.
 */
export function parseContent(raw: unknown): Content {
  const texts: string[] = [];
  const references: Reference[] = [];
  for (const part of asList(raw)) {
    const { type, text, image_url: image } = asRecord(part);
    const url = asText(image) ?? asText(asRecord(image).url);
    if (type === 'text' && typeof text === 'string') texts.push(text);
    else if (type === 'image_url' && url !== null) references.push(imageAt(url));
    else {
      throw new IntegrationError(
        'A message of this chat has parts {"type": "text", "text": …} and {"type": "image_url", "image_url": …} only.',
      );
    }
  }
  return { text: asText(texts.join('\n\n')), references };
}

function imageAt(url: string): Reference {
  const [path = ''] = url.split(/[?#]/);
  const name = url.startsWith('data:') ? 'image' : path.slice(path.lastIndexOf('/') + 1) || 'image';
  return { type: 'image', url, name, text: name };
}
