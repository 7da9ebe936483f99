import { type Usage, type WireApi, wireReaders } from "../models/index.ts";

/** Answers longer than this are passed on all the same, but not read along. */
const mostCharacters = 10_000_000;

/**
 * Passes a response on and reads along what it says it used; `done` is told once the reader has had it all, or has left.
 * Nothing is read before the reader reads, so an untouched body stays untouched.
 */
export function accountResponse(response: Response, api: WireApi, done: (usage: Usage | null) => void): Response {
  const source = response.body?.getReader();
  if (!source) {
    done(null);
    return response;
  }
  const isStream = response.headers.get("content-type")?.includes("text/event-stream") ?? false;
  const decoder = new TextDecoder();
  let text = "";
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    done(response.ok && text.length < mostCharacters ? usageIn(text, api, isStream) : null);
  };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done: isDone, value } = await source.read();
          if (value && text.length < mostCharacters) text += decoder.decode(value, { stream: true });
          if (!isDone) return controller.enqueue(value);
          end();
          controller.close();
        } catch (error) {
          end();
          controller.error(error);
        }
      },
      cancel: async (reason) => {
        end();
        await source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

function usageIn(text: string, api: WireApi, isStream: boolean): Usage | null {
  const { read, reader } = wireReaders[api];
  try {
    if (!isStream) return read(JSON.parse(text)).usage;
    const stream = reader();
    for (const line of text.split("\n")) {
      const data = line.startsWith("data:") ? line.slice(5).trim() : "";
      if (data !== "" && data !== "[DONE]") stream.read(JSON.parse(data));
    }
    // What a stream says before its end is not yet what it uses.
    return stream.answer() ? stream.knownUsage : null;
  } catch {
    // Whatever it was, the caller has it, and its client says what is wrong with it.
    return null;
  }
}
