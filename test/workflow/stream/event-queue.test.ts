import { expect, test } from "vitest";
import { eventQueue } from "../../../src/workflow/stream/event-queue.ts";

test("two readers who wait at once both get theirs", async () => {
  const queue = eventQueue<number>(() => undefined);
  const waiting = [queue.next(), queue.next(), queue.next()];
  queue.push(1);
  queue.push(2);
  queue.end();
  expect(await Promise.all(waiting)).toEqual([
    { value: 1, done: false },
    { value: 2, done: false },
    { value: undefined, done: true },
  ]);
});
