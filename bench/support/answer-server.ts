import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A provider that answers every chat completion at once with the same kilobyte; tells its port to the parent process. */
const body = JSON.stringify({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model: "gpt-6-luna",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "word ".repeat(150) } }],
  usage: { prompt_tokens: 100, completion_tokens: 150, total_tokens: 250 },
});

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.setHeader("content-type", "application/json").end(body));
});
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
