/** A domain that runs by walking its IR: the reference that emitted servers are compared with. */
import {
  type Domain,
  found,
  type Invariant,
  type Reaction,
  type SeedCall,
  type SeedOptions,
  type StateDocument,
  seedTables,
  type ToolImplementation,
} from "../../shared/index.js";
import { domainSpec, missingMessage, settleResults } from "../analysis/index.js";
import type {
  IrDomain,
  IrInvariant,
  IrParam,
  IrReaction,
  IrSeedTable,
  IrTool,
  Type,
} from "../language/ir.js";
import { evaluate } from "./evaluate.js";
import { execute } from "./execute.js";
import { type AnyCall, Machine, type Program, programOf, Scope } from "./machine.js";
import {
  asFields,
  asList,
  asString,
  deepCopy,
  type Fields,
  getOwn,
  setOwn,
  type Value,
} from "./values.js";

/**
 * The domain that an IR means, ready to be served like an emitted one.
 *
 * Every record that logic reaches is copied on first touch, so it costs far more than emitted code
 * and is meant for checking, examples and mutation, not for hosting.
 */
export function interpretDomain(source: IrDomain): Domain {
  const ir = settleResults(source);
  const program = programOf(ir, execute);
  const spec = domainSpec(ir);
  return {
    spec,
    tools: Object.fromEntries(ir.tools.map((tool) => [tool.name, interpretTool(program, tool)])),
    reactions: ir.reactions.map((reaction) => interpretReaction(program, reaction)),
    invariants: ir.invariants.map((invariant) => interpretInvariant(program, invariant)),
    seed: (options: SeedOptions): StateDocument =>
      seedTables(
        spec,
        options,
        ir.seed.map((table) => ({
          entity: table.entity,
          fixed: table.fixed,
          count: table.count,
          scales: table.scales,
          ...seedEach(program, table),
        })),
      ),
  };
}

function interpretTool(program: Program, tool: IrTool): ToolImplementation {
  return {
    run(call: AnyCall, args: Fields): Value {
      const machine = new Machine(program, call, false);
      const scope = new Scope();
      for (const param of tool.params) {
        const value = getOwn(args, param.name);
        const resolved = resolveParam(machine, param, value);
        // `member_id` has two names in logic: `member` is the record, `member_id` its id.
        if (param.record !== null) {
          scope.declare(param.record, resolved);
          if (param.value !== null) scope.declare(param.value, value);
        } else if (param.value !== null) {
          scope.declare(param.value, resolved);
        }
      }
      return deepCopy(execute(machine, scope, tool.body));
    },
  };
}

/** The record that an argument names, or the refusal that the parameter declares. */
function resolveParam(machine: Machine, param: IrParam, value: Value): Value {
  const code = param.notFound?.code ?? "dangling_ref";
  const message = missingMessage(param);
  const resolve = (part: Value, type: Type): Value => {
    if (part === null) return null;
    switch (type.kind) {
      case "entity": {
        const id = asString(part);
        const record = machine.get(machine.entity(type.entity), id);
        return found(record, code, `${message.before}${id}${message.after}`);
      }
      case "nullable":
        return resolve(part, type.of);
      case "list":
        return asList(part).map((item) => resolve(item, type.of));
      case "map": {
        const ids = asFields(part);
        const records: Fields = {};
        for (const key of Object.keys(ids)) {
          setOwn(records, key, resolve(getOwn(ids, key), type.value));
        }
        return records;
      }
      default:
        return part;
    }
  };
  return resolve(value, param.type);
}

function interpretReaction(program: Program, reaction: IrReaction): Reaction {
  return {
    name: reaction.name,
    entity: reaction.entity,
    run(call: AnyCall, record: Fields): void {
      const machine = new Machine(program, call, false);
      const scope = new Scope();
      scope.declare(reaction.record, machine.touch(machine.entity(reaction.entity), record));
      execute(machine, scope, reaction.body);
    },
  };
}

function interpretInvariant(program: Program, invariant: IrInvariant): Invariant {
  return {
    name: invariant.name,
    description: invariant.description,
    holds(call: AnyCall): boolean {
      return evaluate(new Machine(program, call, true), new Scope(), invariant.check) === true;
    },
  };
}

function seedEach(
  program: Program,
  table: IrSeedTable,
): { each?: (call: SeedCall<unknown>, i: number) => Fields | null } {
  const { each } = table;
  if (each === null) return {};
  return {
    each: (call, i) => {
      const scope = new Scope();
      scope.declare(table.index, i);
      const fields = execute(new Machine(program, call as AnyCall, true), scope, each);
      return fields === null ? null : asFields(fields);
    },
  };
}
