export type { Table, Tables } from "./api.js";
export type {
  BaseState,
  DiffEntry,
  DomainState,
  RecordChange,
  SavedState,
  StateSnapshot,
  Transaction,
} from "./contracts.js";
