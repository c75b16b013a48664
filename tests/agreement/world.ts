/**
 * The domain that random logic runs in: two kinds of records that refer to each other in every way
 * the language has, small enough that random paths through it often meet in the same record.
 */

/** Everything of the domain file but its logic. */
export const WORLD = `
domain: attic
title: Attic
summary: Boxes and those who keep them; a place for random logic.
category: testing
now: 2026-03-02T09:00:00
policy: Keep it tidy.
tables:
  prices: { low: 10, mid: 25, high: 60 }
enums:
  Status:
    description: Where a box stands.
    values: { fresh: New., open: Open., shut: Closed. }
    lifecycle: { fresh: [open, shut], open: [shut, fresh], shut: [open, fresh] }
  Level: { description: How much., values: [low, mid, high] }
types:
  Size:
    description: How large.
    fields:
      w: { type: int, description: Width. }
      h: { type: int, description: Height. }
  Item:
    description: Something in a box.
    fields:
      name: { type: string, description: What it is. }
      qty: { type: int, description: How many. }
      price: { type: decimal(2), description: What one costs. }
      note: { type: string?, description: A remark. }
      size: { type: Size, description: How large. }
      lender: { type: ref<Keeper>?, description: Who lent it. }
  Pay:
    description: How it is paid.
    tag: source
    variants:
      card: { description: A card., fields: { last: { type: int, description: Digits. } } }
      gift: { description: A gift., fields: { left: { type: int, description: What is left. }, wrap: { type: Size, description: Paper. } } }
      none: { description: Not at all., fields: {} }
errors:
  missing: It is not there.
  refused: It may not be.
entities:
  Keeper:
    table: keepers
    description: Somebody.
    id: { field: keeper_id, prefix: K, digits: 2 }
    fields:
      name: { type: string, description: Name. }
      nick: { type: string?, description: Other name. }
      level: { type: Level, description: Level. }
      budget: { type: money, description: Budget. }
      score: { type: number, description: Score. }
      friend_id: { type: ref<Keeper>?, description: A friend. }
      gear: { type: Item, description: What they carry. }
      tags: { type: list<string>, description: Tags. }
    views: { brief: [keeper_id, name, score] }
  Box:
    table: boxes
    description: A box.
    id: { field: code, natural: true }
    fields:
      keeper_id: { type: ref<Keeper>, description: Whose. }
      parent: { type: ref<Box>?, description: In which box. }
      parts: { type: list<ref<Box>>, description: Boxes inside. }
      helpers: { type: list<ref<Keeper>>, description: Helpers. }
      status: { type: Status, description: Status. }
      tally: { type: int, description: A count. }
      weight: { type: decimal(2), description: Weight. }
      items: { type: list<Item>, description: Items. }
      spare: { type: Item?, description: One more. }
      stock: { type: "map<string, int>", description: Stock. }
      cells: { type: "map<string, Item>", description: Cells. }
      pay: { type: Pay, description: Payment. }
      remark: { type: message?, description: A remark. }
      due: { type: date, description: When. }
      seen: { type: datetime?, description: When last seen. }
  Note:
    table: notes
    description: A note.
    id: { field: note_id, hash: [box_id, line], prefix: N, digits: 6 }
    fields:
      box_id: { type: ref<Box>, description: About which. }
      line: { type: string, description: What it says. }
      weight: { type: int, description: How much it matters. }
  Desk:
    table: desk
    description: The desk.
    singleton: true
    fields:
      turns: { type: int, description: Turns. }
      recent: { type: ref<Box>?, description: The last box. }
      debts: { type: "map<ref<Keeper>, int>", description: Debts. }
      heard: { type: list<string>, description: What was heard. }
seed:
  keepers:
    fixed:
      K01: { name: Ada, nick: null, level: low, budget: 100, score: 1.5, friend_id: K02, gear: { name: rope, qty: 1, price: 2.5, note: null, size: { w: 1, h: 2 }, lender: K01 }, tags: [x, y] }
      K02: { name: Bo, nick: bee, level: mid, budget: 40, score: 0, friend_id: K01, gear: { name: lamp, qty: 2, price: 9.99, note: old, size: { w: 3, h: 3 }, lender: null }, tags: [] }
      K03: { name: Cy, nick: sea, level: high, budget: 7, score: -2.25, friend_id: null, gear: { name: rope, qty: 5, price: 0.01, note: null, size: { w: 0, h: 1 }, lender: K02 }, tags: [z] }
  boxes:
    fixed:
      A: { keeper_id: K01, parent: null, parts: [B, C], helpers: [K02], status: fresh, tally: 3, weight: 1.25, items: [{ name: nut, qty: 4, price: 0.5, note: null, size: { w: 2, h: 2 }, lender: K02 }, { name: bolt, qty: 1, price: 1.1, note: long, size: { w: 5, h: 1 }, lender: null }], spare: null, stock: { nut: 4, bolt: 1 }, cells: { top: { name: nut, qty: 2, price: 3, note: null, size: { w: 1, h: 1 }, lender: null } }, pay: { source: card, last: 42 }, remark: null, due: 2026-03-05, seen: null }
      B: { keeper_id: K02, parent: A, parts: [C], helpers: [K01, K03], status: open, tally: 0, weight: 20.5, items: [{ name: nut, qty: 7, price: 0.75, note: x, size: { w: 2, h: 9 }, lender: K01 }], spare: { name: cord, qty: 1, price: 4, note: null, size: { w: 7, h: 7 }, lender: K03 }, stock: {}, cells: {}, pay: { source: gift, left: 30, wrap: { w: 4, h: 4 } }, remark: about it, due: 2026-02-27, seen: 2026-03-01T10:00:00 }
      C: { keeper_id: K01, parent: B, parts: [], helpers: [], status: shut, tally: -2, weight: 0, items: [], spare: { name: nut, qty: 3, price: 1, note: hm, size: { w: 1, h: 0 }, lender: null }, stock: { top: 9 }, cells: { nut: { name: pin, qty: 0, price: 0, note: null, size: { w: 0, h: 0 }, lender: K01 } }, pay: { source: none }, remark: null, due: 2026-03-02, seen: null }
  notes:
    fixed:
      N000001: { box_id: A, line: first, weight: 1 }
      N000002: { box_id: B, line: x, weight: 5 }
      N000003: { box_id: A, line: nut, weight: -4 }
  desk:
    fixed:
      desk: { turns: 0, recent: B, debts: { K01: 5 }, heard: [] }
`;
