/**
 * One tool call from arguments to outcome: validated, atomic, bounded. A refusal of any kind leaves
 * state, id counters and clock as they were.
 */
import { EnvFoundryError, EXIT, RESERVED_REFUSAL_CODES, ToolRefusal } from "../errors/index.js";
import {
  compileValidator,
  type Json,
  type Present,
  presentResult,
  type Validate,
  validateArguments,
} from "../schema/index.js";
import type { DomainState, Table, Tables, Transaction } from "../state/index.js";
import { CallContext, type Clock, STEP_BUDGET } from "./call-context.js";
import type { Domain, Reaction, ToolImplementation, ToolSpec } from "./domain.js";
import { copy } from "./library/index.js";

export type CallOutcome =
  /** `result` may share structure with the state: read it or serialize it, don't change it. */
  | { readonly ok: true; readonly result: Json; readonly changed: boolean }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      /** The tool gives its own refusals as ordinary results, `{"error": message}`. */
      readonly returned: boolean;
    };

export interface CallOptions {
  /** Whose door the call comes through; tools of the other actor are unknown there. Default: any. */
  readonly actor?: "agent" | "user";
}

/** What calls need of a state: the engine's `DomainState`, or the plain reference store. */
export type CallableState = Pick<DomainState, "begin" | "tables">;

interface PreparedTool {
  readonly spec: ToolSpec;
  readonly implementation: ToolImplementation;
  readonly validateResult: Validate;
  readonly present: Present;
}

interface PreparedReaction {
  readonly reaction: Reaction;
  readonly table: string;
}

/** A domain with its validators compiled: prepared once, used for all episodes. */
export interface PreparedDomain {
  readonly domain: Domain;
  readonly tools: ReadonlyMap<string, PreparedTool>;
  readonly reactions: readonly PreparedReaction[];
}

const prepared = new WeakMap<Domain, PreparedDomain>();

/** Compiles what calls need. Preparing the same domain again costs nothing. */
export function prepareDomain(domain: Domain): PreparedDomain {
  const known = prepared.get(domain);
  if (known !== undefined) return known;
  const tools = new Map<string, PreparedTool>();
  for (const spec of domain.spec.tools) {
    const implementation = Object.hasOwn(domain.tools, spec.name)
      ? domain.tools[spec.name]
      : undefined;
    if (implementation === undefined) {
      throw new EnvFoundryError(
        "tool_missing",
        `The domain ${domain.spec.domain} describes the tool ${spec.name} but has no code for it.`,
        { exitCode: EXIT.environment },
      );
    }
    tools.set(spec.name, {
      spec,
      implementation,
      validateResult: compileValidator(spec.result),
      present: presentResult(spec.result),
    });
  }
  const tables = new Map(domain.spec.entities.map((entity) => [entity.name, entity.table]));
  const reactions = domain.reactions.map((reaction): PreparedReaction => {
    const table = tables.get(reaction.entity);
    if (table === undefined) {
      throw new EnvFoundryError(
        "entity_missing",
        `The reaction ${reaction.name} is on ${reaction.entity}, which is no entity.`,
        { exitCode: EXIT.environment },
      );
    }
    return { reaction, table };
  });
  const result: PreparedDomain = { domain, tools, reactions };
  prepared.set(domain, result);
  return result;
}

/** One context a state: calls are synchronous, so no two are ever open at once. */
const contexts = new WeakMap<CallableState, CallContext<Tables>>();

function contextOf(state: CallableState): CallContext<Tables> {
  let context = contexts.get(state);
  if (context === undefined) {
    context = new CallContext();
    contexts.set(state, context);
  }
  return context;
}

/**
 * Calls a tool. Whatever the agent did wrong is an outcome; nothing it sends makes this throw.
 *
 * @throws EnvFoundryError `tool_defect` when the code of the tool fails in any other way; the state
 *   is then as before the call, too.
 */
export function callTool(
  prepared: PreparedDomain,
  state: CallableState,
  clock: Clock,
  tool: string,
  args: unknown,
  options?: CallOptions,
): CallOutcome {
  const target = prepared.tools.get(tool);
  if (
    target === undefined ||
    (options?.actor !== undefined && options.actor !== target.spec.actor)
  ) {
    return { ok: false, code: "unknown_tool", message: "There is no such tool.", returned: false };
  }
  const before = clock.now;
  let transaction: Transaction | null = null;
  try {
    const complete = validateArguments(target.spec.params, args);
    if (!complete.ok) {
      return { ok: false, code: "invalid_arguments", message: complete.message, returned: false };
    }
    transaction = state.begin();
    const context = contextOf(state);
    context.open(transaction.tables, clock, STEP_BUDGET);
    let result: Json = target.implementation.run(context, complete.args);
    if (prepared.reactions.length > 0) {
      result = react(prepared.reactions, transaction, context, result);
    }
    const problem = target.validateResult(result);
    if (problem !== null) {
      const where = problem.path === "" ? "" : `, at ${problem.path},`;
      throw new ToolRefusal("invalid_state", `The result${where} ${problem.message}.`);
    }
    const shown = target.present(result);
    const ending = transaction;
    // From here on the transaction ends itself, also when it refuses.
    transaction = null;
    return { ok: true, result: shown, changed: ending.commit() || clock.now !== before };
  } catch (error) {
    transaction?.rollback();
    clock.now = before;
    return outcomeOf(error, prepared, target.spec);
  }
}

/** Runs what follows after the call; hands back the result as it was before. */
function react(
  reactions: readonly PreparedReaction[],
  transaction: Transaction,
  context: CallContext<Tables>,
  result: Json,
): Json {
  let kept = result;
  let isCopy = false;
  for (const { reaction, table: name } of reactions) {
    const changes = transaction.changes(reaction.entity);
    if (changes.length === 0) continue;
    if (!isCopy) {
      // The result may hold records that the reactions change; it shows what the body returned.
      kept = copy(result);
      isCopy = true;
    }
    const table = transaction.tables[name] as Table<object> | undefined;
    for (const change of changes) {
      const record = change.after === null ? null : table?.get(change.id);
      if (record !== null && record !== undefined) reaction.run(context, record);
    }
  }
  return kept;
}

const RESERVED: ReadonlySet<string> = new Set(RESERVED_REFUSAL_CODES);

function outcomeOf(error: unknown, prepared: PreparedDomain, tool: ToolSpec): CallOutcome {
  if (error instanceof ToolRefusal) {
    return {
      ok: false,
      code: error.code,
      message: error.message,
      returned: tool.refusalsAs === "returned" && !RESERVED.has(error.code),
    };
  }
  // Text beyond what the engine can hold, and stacks too deep, are limits like any other.
  if (error instanceof RangeError) {
    return {
      ok: false,
      code: "limit_exceeded",
      message: "The call needs more than it may use.",
      returned: false,
    };
  }
  throw new EnvFoundryError(
    "tool_defect",
    `The tool ${tool.name} of ${prepared.domain.spec.domain} failed: ${
      error instanceof Error ? error.message : String(error)
    }`,
    { exitCode: EXIT.environment, cause: error },
  );
}

/** The names of the invariants that do not hold, in declared order. */
export function checkInvariants(
  prepared: PreparedDomain,
  state: CallableState,
  clock: Clock,
): readonly string[] {
  const context = new CallContext<Tables>();
  return prepared.domain.invariants
    .filter((invariant) => {
      // Judging a state is not a call: it may look at every record as often as it needs to.
      context.open(state.tables, clock, Number.POSITIVE_INFINITY);
      try {
        return !invariant.holds(context);
      } catch (error) {
        if (error instanceof ToolRefusal) return true;
        throw error;
      }
    })
    .map((invariant) => invariant.name);
}
