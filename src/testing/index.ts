/** `tierwise/testing`: what it takes to test an application against failing providers, without a key or a network. */
export * from "./fault-server/index.ts";
