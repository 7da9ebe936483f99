/** The hidden property in which both clients keep the request's id. */
export function requestIdOf(answer: object): string | null | undefined {
  return (answer as { _request_id?: string | null })._request_id;
}
