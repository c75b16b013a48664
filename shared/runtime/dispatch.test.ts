import { describe, expect, test } from "vitest";
import { EnvFoundryError } from "../errors/index.js";
import type { StateDocument } from "../schema/index.js";
import { createBase, createPlainState, type DomainState, openState } from "../state/index.js";
import { BANK, FAULTS, SPEC } from "./bank.fixture.js";
import { type Clock, callTool, checkInvariants, prepareDomain } from "./index.js";

const START: StateDocument = {
  accounts: {
    A001: { account_id: "A001", owner: "Ada", balance: 100, status: "open", transfers: 0 },
    A002: { account_id: "A002", owner: "Bo", balance: 50, status: "frozen", transfers: 0 },
    A003: { account_id: "A003", owner: "Cy", balance: 0, status: "closed", transfers: 0 },
  },
  transfers: {},
};

const bank = prepareDomain(BANK);

function episode(document: StateDocument = START): {
  state: DomainState;
  clock: Clock;
  call: (tool: string, args: unknown) => ReturnType<typeof callTool>;
} {
  const state = openState(createBase(SPEC, structuredClone(document) as StateDocument), {
    freeze: true,
  });
  const clock = { now: SPEC.now };
  return { state, clock, call: (tool, args) => callTool(bank, state, clock, tool, args) };
}

/** Everything that a refused call must leave alone. */
function everything({ state, clock }: { state: DomainState; clock: Clock }): string {
  return JSON.stringify([state.document(), state.save(), state.hash(), clock.now]);
}

describe("callTool", () => {
  test("answers a read without changing anything", () => {
    const { call } = episode();
    expect(call("get_account", { account: "A001" })).toEqual({
      ok: true,
      changed: false,
      result: { account_id: "A001", owner: "Ada", balance: 100, status: "open", transfers: 0 },
    });
  });

  test("commits a write and says that the state changed", () => {
    const { call, state } = episode();
    expect(call("deposit", { account: "A001", amount: 5 })).toMatchObject({
      ok: true,
      changed: true,
      result: { balance: 105 },
    });
    expect(state.document().accounts?.A001?.balance).toBe(105);
  });

  test("runs reactions on what the call created, and shows the result as the body returned it", () => {
    const { call, state } = episode();
    const outcome = call("transfer", { account: "A001", to: "A003", amount: 40 });
    expect(outcome).toEqual({
      ok: true,
      changed: true,
      result: { transfer_id: "T1", from_id: "A001", to_id: "A003", amount: 40, note: null },
    });
    expect(state.document().accounts?.A001).toMatchObject({ balance: 60, transfers: 1 });
  });

  test("gives equal results for one record under two names", () => {
    const { call, state } = episode();
    expect(call("transfer", { account: "A001", to: "A001", amount: 40 }).ok).toBe(true);
    expect(state.document().accounts?.A001?.balance).toBe(100);
  });

  test("moves the clock, and counts that as a change", () => {
    const { call, clock } = episode();
    expect(call("wait", { minutes: 90 })).toEqual({
      ok: true,
      changed: true,
      result: "2026-03-02T10:30:00",
    });
    expect(clock.now).toBe("2026-03-02T10:30:00");
    expect(call("wait", { minutes: 0 })).toMatchObject({ ok: true, changed: false });
    expect(call("wait", { minutes: -1 })).toMatchObject({ ok: false, code: "invalid_state" });
    expect(clock.now).toBe("2026-03-02T10:30:00");
  });

  const REFUSED: Readonly<Record<(typeof FAULTS)[number], string | null>> = {
    refusal: "no_luck",
    range: "limit_exceeded",
    defect: null,
    bad_record: "invalid_state",
    bad_transition: "illegal_transition",
    bad_result: "invalid_state",
    budget: "limit_exceeded",
    duplicate: "duplicate_id",
  };
  test.each(FAULTS)("leaves everything as it was after a late failure: %s", (how) => {
    const e = episode();
    e.call("transfer", { account: "A001", to: "A002", amount: 1 });
    const before = everything(e);
    const code = REFUSED[how];
    // From closed there is no way out: the lifecycle refuses at the very end, on commit.
    const account = how === "bad_transition" ? "A003" : "A001";
    const attempt = () => e.call("fail_late", { account, how });
    if (code === null) {
      expect(attempt).toThrowError(EnvFoundryError);
      expect(attempt).toThrowError(/fail_late of bank failed/);
    } else {
      expect(attempt()).toMatchObject({ ok: false, code, returned: false });
    }
    expect(everything(e)).toBe(before);
    // The next id is the one that was not used.
    expect(e.call("transfer", { account: "A001", to: "A002", amount: 1 })).toMatchObject({
      result: { transfer_id: "T2" },
    });
  });

  test("refuses what is no call of a known tool", () => {
    const e = episode();
    const before = everything(e);
    for (const name of [
      "__proto__",
      "constructor",
      "toString",
      "",
      "get_Account",
      "hasOwnProperty",
    ]) {
      expect(e.call(name, {})).toEqual({
        ok: false,
        code: "unknown_tool",
        message: "There is no such tool.",
        returned: false,
      });
    }
    const bad: unknown[] = [
      undefined,
      null,
      [],
      "x",
      {},
      { account: 7 },
      { account: "A001", more: 1 },
      { account: null },
      JSON.parse('{"account":"A001","__proto__":1}'),
      Object.create({ account: "A001" }),
      { account: "x".repeat(100_000) },
    ];
    for (const args of bad) {
      expect(e.call("get_account", args)).toMatchObject({ ok: false, code: "invalid_arguments" });
    }
    for (const account of ["__proto__", "constructor", "nobody"]) {
      expect(e.call("get_account", { account })).toMatchObject({ code: "account_not_found" });
    }
    expect(everything(e)).toBe(before);
  });

  test("hands refusals over as results where the tool says so, but not those of every tool", () => {
    const { call } = episode();
    expect(call("deposit_politely", { account: "A002", amount: 1 })).toEqual({
      ok: false,
      code: "not_open",
      message: "Account A002 is not open.",
      returned: true,
    });
    expect(call("deposit", { account: "A002", amount: 1 })).toMatchObject({ returned: false });
    expect(call("deposit_politely", { account: "A002" })).toMatchObject({
      code: "invalid_arguments",
      returned: false,
    });
  });

  test("keeps the tools of the person away from the agent's door", () => {
    const { state, clock } = episode();
    expect(callTool(bank, state, clock, "unlock_phone", {}, { actor: "agent" })).toMatchObject({
      code: "unknown_tool",
    });
    expect(callTool(bank, state, clock, "unlock_phone", {}, { actor: "user" }).ok).toBe(true);
    expect(callTool(bank, state, clock, "get_account", {}, { actor: "user" })).toMatchObject({
      code: "unknown_tool",
    });
    expect(callTool(bank, state, clock, "unlock_phone", {}).ok).toBe(true);
  });

  test("comes out the same on the plain reference store", () => {
    const plain = createPlainState(SPEC, START);
    const plainClock = { now: SPEC.now };
    const e = episode();
    const calls: [string, unknown][] = [
      ["transfer", { account: "A001", to: "A003", amount: 40 }],
      ["fail_late", { account: "A001", how: "bad_record" }],
      ["transfer", { account: "A003", to: "A001", amount: 41 }],
      ["deposit", { account: "A002", amount: 1 }],
      ["wait", { minutes: 3 }],
      ["fail_late", { account: "A003", how: "bad_transition" }],
      ["transfer", { account: "A003", to: "A002", amount: 2 }],
    ];
    for (const [tool, args] of calls) {
      const outcome = callTool(bank, plain, plainClock, tool, args);
      expect(outcome).toMatchObject(
        outcome.ok ? e.call(tool, args) : { code: (e.call(tool, args) as { code: string }).code },
      );
      expect(plain.document()).toEqual(e.state.document());
      expect(plainClock).toEqual(e.clock);
    }
  });

  test("keeps episodes apart that share a base", () => {
    const base = createBase(SPEC, structuredClone(START) as StateDocument, { freeze: true });
    const clock = { now: SPEC.now };
    const [one, other] = [openState(base), openState(base)];
    callTool(bank, one, clock, "deposit", { account: "A001", amount: 5 });
    expect(other.hash()).toBe(openState(base).hash());
    expect(one.hash()).not.toBe(other.hash());
  });
});

describe("checkInvariants", () => {
  test("names those that fail, refusals while looking included", () => {
    const { state, clock } = episode();
    expect(checkInvariants(bank, state, clock)).toEqual([]);
    const broken = openState(
      createBase(
        SPEC,
        {
          accounts: { A003: { ...START.accounts?.A003, balance: 3 } },
          transfers: {
            T1: { transfer_id: "T1", from_id: "A003", to_id: "A009", amount: 1, note: null },
          },
        },
        { partial: true },
      ),
    );
    expect(checkInvariants(bank, broken, clock)).toEqual([
      "closed_accounts_are_empty",
      "transfers_lead_somewhere",
    ]);
  });
});

describe("prepareDomain", () => {
  test("prepares a domain once", () => {
    expect(prepareDomain(BANK)).toBe(bank);
  });
  test("says which tool has no code", () => {
    expect(() => prepareDomain({ ...BANK, tools: {} })).toThrowError(/get_account/);
  });
});
