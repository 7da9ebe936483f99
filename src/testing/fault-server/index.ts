/** A provider that fails on demand. */
export { billNanoUsd } from "./bill.ts";
export { faultTable, unknownHostUrl } from "./fault-table.ts";
export { startFaultServer } from "./start-fault-server.ts";
export type { AnswerFault, Fault, FaultServer, FaultServerOptions, ReceivedCall } from "./types.ts";
