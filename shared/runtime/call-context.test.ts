import { describe, expect, test } from "vitest";
import { CallContext, STEP_BUDGET } from "./call-context.js";

function opened(budget = STEP_BUDGET): CallContext<object> {
  const context = new CallContext<object>();
  context.open({}, { now: "2026-12-31T23:59:30" }, budget);
  return context;
}

describe("CallContext", () => {
  test("lets a call spend its budget to the last step, and no more", () => {
    const context = opened();
    context.spend(STEP_BUDGET - 2);
    const list = [1, 2];
    expect(context.each(list)).toBe(list);
    expect(() => context.spend(1)).toThrowError(
      expect.objectContaining({ code: "limit_exceeded" }),
    );
    context.open({}, { now: "2026-12-31T23:59:30" }, STEP_BUDGET);
    context.spend(STEP_BUDGET);
  });

  test("bounds text and lists", () => {
    const context = opened();
    expect(context.bounded("x".repeat(100_000))).toHaveLength(100_000);
    expect(context.bounded(new Array(10_000).fill(0))).toHaveLength(10_000);
    for (const tooLarge of ["x".repeat(100_001), new Array(10_001).fill(0)]) {
      expect(() => context.bounded(tooLarge)).toThrowError(
        expect.objectContaining({ code: "limit_exceeded" }),
      );
    }
  });

  test("moves the clock that it was opened with, over the end of a year", () => {
    const context = opened();
    const clock = { now: "2026-12-31T23:59:30" };
    context.open({}, clock, STEP_BUDGET);
    expect(context.today).toBe("2026-12-31");
    context.advance(1);
    expect([clock.now, context.now, context.today]).toEqual([
      "2027-01-01T00:00:30",
      "2027-01-01T00:00:30",
      "2027-01-01",
    ]);
    for (const minutes of [-1, Number.NaN]) {
      expect(() => context.advance(minutes)).toThrowError(
        expect.objectContaining({ code: "invalid_state" }),
      );
    }
  });
});
