import {
  addDays,
  addMinutes,
  at,
  dateOf,
  editIfFound,
  first,
  item,
  round,
  type SeedCall,
  type SeedOptions,
  type SeedTable,
  type StateDocument,
  seedTables,
  trunc,
} from "../../shared/index.js";
import {
  type Account,
  type Card,
  type Db,
  type Dispute,
  type Entry,
  type Loan,
  type Member,
  type Payee,
  type ScheduledTransfer,
  spec,
} from "./schema.js";

/** One record of `members`; null to leave it out. */
function seedMember({ draw, today }: SeedCall<Db>, i: number): Partial<Member> | null {
  const someone = draw.person(i);
  return {
    name: someone.name,
    email: someone.email,
    phone: someone.phone,
    birth_date: someone.birth_date,
    address: {
      street: someone.place.street,
      city: someone.place.city,
      region: someone.place.region,
      postal_code: someone.place.postal_code,
    },
    joined: addDays(today, -draw.randomInt(200, 5000)),
    standing: draw.chance(0.05) ? "restricted" : "good",
  };
}

/** One record of `accounts`; null to leave it out. */
function seedAccount({ db, draw, today }: SeedCall<Db>, i: number): Partial<Account> | null {
  const position = i % 260;
  const member = item(db.members.all().slice(-150), position % 150);
  if (member === null) {
    return null;
  }
  const kind = position < 150 ? "checking" : position < 230 ? "savings" : "money_market";
  const opened = addDays(member.joined, draw.randomInt(0, 150));
  const ended = kind === "savings" && draw.chance(0.1);

  return {
    member_id: member.member_id,
    kind,
    nickname: draw.chance(0.4)
      ? draw.pick(["Main", "Bills", "Holidays", "House", "Car", "Emergency", "Kids", "Projects"])
      : null,
    status: ended ? "closed" : draw.chance(0.03) ? "frozen" : "active",
    balance: 0,
    overdraft_limit: kind === "checking" ? draw.pick([0, 0, 20000, 50000]) : 0,
    opened,
    closed: ended ? addDays(today, -draw.randomInt(5, 40)) : null,
  };
}

/** One record of `cards`; null to leave it out. */
function seedCard({ db, draw }: SeedCall<Db>, i: number): Partial<Card> | null {
  const account = item(db.accounts.all().slice(-260), i % 140);
  if (account === null) {
    return null;
  }
  return {
    account_id: account.account_id,
    last_four: draw.randomDigits(4),
    status: draw.weighted({ active: 88, locked: 7, lost: 3, closed: 2 }),
    daily_limit: draw.pick([50000, 100000, 150000, 250000]),
    issued: addDays(account.opened, draw.randomInt(3, 40)),
    replaces_id: null,
  };
}

/** One record of `payees`; null to leave it out. */
function seedPayee({ db, draw, today }: SeedCall<Db>, i: number): Partial<Payee> | null {
  const member = item(db.members.all().slice(-150), draw.randomInt(0, 149));
  if (member === null) {
    return null;
  }
  const firm = draw.company(i);
  const abroad = draw.chance(0.2);

  return {
    member_id: member.member_id,
    name: firm.name,
    account_number: draw.randomDigits(9),
    destination: abroad
      ? {
          where: "international",
          country: draw.pick(["France", "Germany", "Japan", "Canada"]),
          swift_code: draw.pick(["AGRIFRPP", "DEUTDEFF", "BOTKJPJT", "ROYCCAT2"]),
        }
      : { where: "domestic", routing_number: `32${draw.randomDigits(7)}` },
    added: addDays(today, -draw.randomInt(0, 900)),
  };
}

/** One record of `postings`; null to leave it out. */
function seedEntry({ db, draw, now }: SeedCall<Db>, i: number): Partial<Entry> | null {
  const position = i % 1560;
  const account = editIfFound(db.accounts, item(db.accounts.all().slice(-260), position % 260));
  const step = trunc(position / 260);
  if (account === null) {
    return null;
  }
  const daysAgo = (6 - step) * 17 - draw.randomInt(0, 15);
  const posted = addMinutes(now, -daysAgo * 1440 + draw.randomInt(420, 1200) - 600);
  if (step === 0) {
    const least =
      account.kind === "money_market" ? 250000 : account.kind === "savings" ? 60000 : 120000;
    const opening = draw.randomInt(least, least * 4);
    account.balance += opening;
    return {
      account_id: account.account_id,
      kind: "deposit",
      amount: opening,
      posted,
      text: "Deposit",
      balance_after: account.balance,
      card_id: null,
      payee_id: null,
      refunds_id: null,
    };
  }

  if (account.status === "closed") {
    if (step > 1) {
      return null;
    }
    const rest = account.balance;
    account.balance = 0;
    return {
      account_id: account.account_id,
      kind: "withdrawal",
      amount: -rest,
      posted,
      text: "Closing withdrawal",
      balance_after: 0,
      card_id: null,
      payee_id: null,
      refunds_id: null,
    };
  }

  if (account.kind !== "checking") {
    const extra = draw.randomInt(10, 300) * 100;
    account.balance += extra;
    return {
      account_id: account.account_id,
      kind: "deposit",
      amount: extra,
      posted,
      text: draw.pick(["Deposit", "Monthly saving", "Bonus"]),
      balance_after: account.balance,
      card_id: null,
      payee_id: null,
      refunds_id: null,
    };
  }

  const kind = draw.weighted({ card_purchase: 60, deposit: 20, withdrawal: 12, fee: 8 });
  if (kind === "deposit") {
    const pay = draw.randomInt(500, 3000) * 100;
    account.balance += pay;
    return {
      account_id: account.account_id,
      kind: "deposit",
      amount: pay,
      posted,
      text: draw.pick(["Salary", "Pension", "Refund from a shop"]),
      balance_after: account.balance,
      card_id: null,
      payee_id: null,
      refunds_id: null,
    };
  }

  if (kind === "fee") {
    account.balance -= 2500;
    return {
      account_id: account.account_id,
      kind: "fee",
      amount: -2500,
      posted,
      text: draw.pick(["Overdraft fee", "Paper statement fee"]),
      balance_after: account.balance,
      card_id: null,
      payee_id: null,
      refunds_id: null,
    };
  }

  if (kind === "withdrawal") {
    const cash = draw.randomInt(1, 10) * 2000;
    account.balance -= cash;
    return {
      account_id: account.account_id,
      kind: "withdrawal",
      amount: -cash,
      posted,
      text: "Cash machine",
      balance_after: account.balance,
      card_id: null,
      payee_id: null,
      refunds_id: null,
    };
  }

  const card = first(db.cards.where("account_id", account.account_id));
  if (card === null) {
    return null;
  }
  const price = draw.randomInt(300, 12000);
  account.balance -= price;

  return {
    account_id: account.account_id,
    kind: "card_purchase",
    amount: -price,
    posted,
    text: draw.company(draw.randomInt(0, 60)).name,
    balance_after: account.balance,
    card_id: card.card_id,
    payee_id: null,
    refunds_id: null,
  };
}

/** One record of `scheduled_transfers`; null to leave it out. */
function seedScheduledTransfer(
  { db, draw, today }: SeedCall<Db>,
  i: number,
): Partial<ScheduledTransfer> | null {
  const position = i % 70;
  const source = item(db.accounts.all().slice(-260), position);
  const target = item(db.accounts.all().slice(-260), 150 + position);
  if (source === null || target === null || target.status === "closed") {
    return null;
  }
  const status = draw.weighted({ active: 70, paused: 15, cancelled: 10, finished: 5 });

  return {
    source: source.account_id,
    target: target.account_id,
    amount: draw.randomInt(10, 300) * 100,
    frequency: draw.pick(["once", "weekly", "monthly"]),
    next_on: addDays(today, status === "active" ? draw.randomInt(1, 30) : -draw.randomInt(1, 60)),
    status,
  };
}

/** One record of `disputes`; null to leave it out. */
function seedDispute({ db, draw }: SeedCall<Db>, i: number): Partial<Dispute> | null {
  const purchases = db.postings.where("kind", "card_purchase");
  const entry = at(purchases, -1 - (i % 18) * 7);
  if (entry === null) {
    return null;
  }
  return {
    entry_id: entry.entry_id,
    reason: draw.pick(["not_recognized", "duplicate", "wrong_amount", "not_received"]),
    status: draw.chance(0.7) ? "resolved" : "withdrawn",
    opened: addDays(dateOf(entry.posted), 1),
    provisional_credit: 0,
  };
}

/** One record of `loans`; null to leave it out. */
function seedLoan({ db, draw, today }: SeedCall<Db>, i: number): Partial<Loan> | null {
  const member = item(db.members.all().slice(-150), (i % 60) * 2);
  if (member === null) {
    return null;
  }
  const kind: "auto" | "personal" | "home_improvement" = draw.pick([
    "auto",
    "personal",
    "home_improvement",
  ]);
  const principal =
    kind === "personal" ? draw.randomInt(20, 150) * 10000 : draw.randomInt(80, 400) * 10000;
  const status = draw.weighted({ current: 80, late: 12, paid_off: 8 });

  return {
    member_id: member.member_id,
    kind,
    principal,
    balance: status === "paid_off" ? 0 : round(principal * draw.randomNumber(0.1, 0.95, 2)),
    yearly_rate: round(draw.randomNumber(3.5, 11.5, 2), 2),
    monthly_payment: round(principal / 48),
    last_paid: addDays(today, status === "late" ? -draw.randomInt(35, 60) : -draw.randomInt(1, 30)),
    status,
  };
}

const tables: readonly SeedTable<Db>[] = [
  {
    entity: "Member",
    fixed: [
      {
        member_id: "M00001",
        name: "Ada Lindqvist",
        email: "ada.lindqvist@example.org",
        phone: "555-010-0001",
        birth_date: "1984-06-02",
        address: { street: "12 Quay Street", city: "Portland", region: "OR", postal_code: "97201" },
        joined: "2015-03-09",
        standing: "good",
      },
      {
        member_id: "M00002",
        name: "Ben Larsen",
        email: "ben.larsen@example.org",
        phone: "555-010-0002",
        birth_date: "1990-11-23",
        address: { street: "4 Mill Lane", city: "Salem", region: "OR", postal_code: "97301" },
        joined: "2019-08-30",
        standing: "restricted",
      },
      {
        member_id: "M00003",
        name: "Carla Mendes",
        email: "carla.mendes@example.org",
        phone: "555-010-0003",
        birth_date: "1972-01-15",
        address: { street: "77 Harbor Road", city: "Astoria", region: "OR", postal_code: "97103" },
        joined: "2011-05-17",
        standing: "good",
      },
    ],
    count: 150,
    each: seedMember,
  },
  {
    entity: "Account",
    fixed: [
      {
        account_id: "AC100001",
        member_id: "M00001",
        kind: "checking",
        nickname: "Everyday",
        status: "active",
        balance: 250000,
        overdraft_limit: 50000,
        opened: "2015-03-09",
        closed: null,
      },
      {
        account_id: "AC100002",
        member_id: "M00001",
        kind: "savings",
        nickname: "Rainy day",
        status: "active",
        balance: 800000,
        overdraft_limit: 0,
        opened: "2015-03-10",
        closed: null,
      },
      {
        account_id: "AC100003",
        member_id: "M00001",
        kind: "money_market",
        nickname: null,
        status: "active",
        balance: 300000,
        overdraft_limit: 0,
        opened: "2021-01-04",
        closed: null,
      },
      {
        account_id: "AC100004",
        member_id: "M00002",
        kind: "checking",
        nickname: null,
        status: "active",
        balance: 40000,
        overdraft_limit: 0,
        opened: "2019-08-30",
        closed: null,
      },
      {
        account_id: "AC100005",
        member_id: "M00003",
        kind: "checking",
        nickname: "Household",
        status: "active",
        balance: 60000,
        overdraft_limit: 20000,
        opened: "2011-05-17",
        closed: null,
      },
      {
        account_id: "AC100006",
        member_id: "M00003",
        kind: "savings",
        nickname: "Old savings",
        status: "active",
        balance: 0,
        overdraft_limit: 0,
        opened: "2012-02-01",
        closed: null,
      },
    ],
    count: 260,
    each: seedAccount,
  },
  {
    entity: "Card",
    fixed: [
      {
        card_id: "C00001",
        account_id: "AC100001",
        last_four: "4821",
        status: "active",
        daily_limit: 100000,
        issued: "2024-02-01",
        replaces_id: null,
      },
      {
        card_id: "C00002",
        account_id: "AC100005",
        last_four: "7730",
        status: "lost",
        daily_limit: 80000,
        issued: "2022-06-01",
        replaces_id: null,
      },
      {
        card_id: "C00003",
        account_id: "AC100005",
        last_four: "0377",
        status: "active",
        daily_limit: 80000,
        issued: "2025-11-12",
        replaces_id: "C00002",
      },
    ],
    count: 140,
    each: seedCard,
  },
  {
    entity: "Payee",
    fixed: [
      {
        payee_id: "P00001",
        member_id: "M00001",
        name: "Quayside Rentals",
        account_number: "4400123",
        destination: { where: "domestic", routing_number: "323075880" },
        added: "2025-09-01",
      },
      {
        payee_id: "P00002",
        member_id: "M00001",
        name: "Atelier Moreau",
        account_number: "FR7630006000011234567890189",
        destination: { where: "international", country: "France", swift_code: "AGRIFRPP" },
        added: "2026-04-14",
      },
    ],
    count: 110,
    each: seedPayee,
  },
  {
    entity: "Entry",
    fixed: [
      {
        entry_id: "T0000001",
        account_id: "AC100001",
        kind: "deposit",
        amount: 257750,
        posted: "2026-01-05T09:00:00",
        text: "Salary",
        balance_after: 257750,
        card_id: null,
        payee_id: null,
        refunds_id: null,
      },
      {
        entry_id: "T0000002",
        account_id: "AC100002",
        kind: "deposit",
        amount: 800000,
        posted: "2025-06-01T09:00:00",
        text: "Deposit",
        balance_after: 800000,
        card_id: null,
        payee_id: null,
        refunds_id: null,
      },
      {
        entry_id: "T0000003",
        account_id: "AC100003",
        kind: "deposit",
        amount: 300000,
        posted: "2025-06-02T09:00:00",
        text: "Deposit",
        balance_after: 300000,
        card_id: null,
        payee_id: null,
        refunds_id: null,
      },
      {
        entry_id: "T0000004",
        account_id: "AC100004",
        kind: "deposit",
        amount: 40000,
        posted: "2026-03-02T09:00:00",
        text: "Salary",
        balance_after: 40000,
        card_id: null,
        payee_id: null,
        refunds_id: null,
      },
      {
        entry_id: "T0000005",
        account_id: "AC100005",
        kind: "deposit",
        amount: 60000,
        posted: "2026-03-03T09:00:00",
        text: "Pension",
        balance_after: 60000,
        card_id: null,
        payee_id: null,
        refunds_id: null,
      },
      {
        entry_id: "T0000006",
        account_id: "AC100001",
        kind: "card_purchase",
        amount: -4250,
        posted: "2026-04-01T18:30:00",
        text: "Harbor Books",
        balance_after: 253500,
        card_id: "C00001",
        payee_id: null,
        refunds_id: null,
      },
      {
        entry_id: "T0000007",
        account_id: "AC100001",
        kind: "fee",
        amount: -3500,
        posted: "2026-03-20T08:00:00",
        text: "Overdraft fee",
        balance_after: 250000,
        card_id: null,
        payee_id: null,
        refunds_id: null,
      },
      {
        entry_id: "T0000008",
        account_id: "AC100005",
        kind: "card_purchase",
        amount: -2500,
        posted: "2026-04-08T12:00:00",
        text: "Pier Cafe",
        balance_after: 57500,
        card_id: "C00003",
        payee_id: null,
        refunds_id: null,
      },
      {
        entry_id: "T0000009",
        account_id: "AC100005",
        kind: "credit",
        amount: 2500,
        posted: "2026-04-10T12:00:00",
        text: "Provisional credit",
        balance_after: 60000,
        card_id: null,
        payee_id: null,
        refunds_id: null,
      },
    ],
    count: 1560,
    each: seedEntry,
  },
  {
    entity: "ScheduledTransfer",
    fixed: [
      {
        schedule_id: "S00001",
        source: "AC100001",
        target: "AC100002",
        amount: 5000,
        frequency: "monthly",
        next_on: "2026-05-01",
        status: "active",
      },
    ],
    count: 70,
    each: seedScheduledTransfer,
  },
  {
    entity: "Dispute",
    fixed: [
      {
        dispute_id: "D00001",
        entry_id: "T0000008",
        reason: "not_recognized",
        status: "open",
        opened: "2026-04-10",
        provisional_credit: 2500,
      },
    ],
    count: 18,
    each: seedDispute,
  },
  {
    entity: "Loan",
    fixed: [
      {
        loan_id: "L00001",
        member_id: "M00001",
        kind: "auto",
        principal: 1500000,
        balance: 730000,
        yearly_rate: 6,
        monthly_payment: 30000,
        last_paid: "2026-03-31",
        status: "current",
      },
    ],
    count: 60,
    each: seedLoan,
  },
];

/** The initial state for the options: the same bytes in every process. */
export function seed(options: SeedOptions): StateDocument {
  return seedTables(spec, options, tables);
}
