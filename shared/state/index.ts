export type { Table, Tables } from "./api.js";
export { type BaseOptions, createBase, type StateSpec } from "./base.js";
export { hashFromScratch } from "./canonical/hash.js";
export { diffWorld, hashWorld, type WorldState } from "./canonical/world.js";
export type {
  BaseState,
  DiffEntry,
  DomainState,
  RecordChange,
  SavedState,
  StateSnapshot,
  Transaction,
} from "./contracts.js";
export { canonicalJson, sha256 } from "./json.js";
export { loadState } from "./load.js";
export { createPlainState, type PlainState } from "./plain.js";
export { openState, type StateOptions } from "./state.js";
export { copyValue, deepFreeze, sameValue, setOwn } from "./values.js";
