/** The tokens of an answer as the server sends them, each when it comes. */
export async function* tokens() {
  const { body } = await fetch('/tokens', { method: 'POST' });
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + chunk).split('\n\n');
    rest = events.pop();
    for (const event of events) yield JSON.parse(event.slice('data: '.length));
  }
}
