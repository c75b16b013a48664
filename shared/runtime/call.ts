/** The context of one tool call: the only source of state, time and effort that tool code has. */
export interface Call<Db> {
  readonly db: Db;
  /** The episode's clock, `YYYY-MM-DDTHH:MM:SS`. */
  readonly now: string;
  /** The date of `now`, `YYYY-MM-DD`. */
  readonly today: string;
  /**
   * Hands the list through and pays one step for each element; a call that has spent its budget is
   * refused with `limit_exceeded`.
   */
  each<T>(list: readonly T[]): readonly T[];
  /** Pays one step and more for a named function or a query inside a loop. */
  spend(steps: number): void;
  /** Hands the text or list through unless it is too large (`limit_exceeded`). */
  bounded<T extends string | readonly unknown[]>(value: T): T;
  /** Moves the clock forward by whole minutes, 0 or more. */
  advance(minutes: number): void;
}
