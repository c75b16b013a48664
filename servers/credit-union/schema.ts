import {
  type DomainSpec,
  type EntitySpec,
  type EnumSpec,
  effects,
  field,
  param,
  pickFields,
  refusals,
  type Table,
  type ToolSpec,
  t,
} from "../../shared/index.js";

/** How the credit union sees a member. */
export type Standing = "good" | "restricted";

/** What an account is for. */
export type AccountKind = "checking" | "savings" | "money_market";

/** Whether an account can be used. */
export type AccountStatus = "active" | "frozen" | "closed";

/** Why money moved. */
export type EntryKind =
  | "deposit"
  | "withdrawal"
  | "transfer_in"
  | "transfer_out"
  | "wire_out"
  | "card_purchase"
  | "fee"
  | "fee_refund"
  | "credit"
  | "loan_payment";

/** Whether a card works. */
export type CardStatus = "active" | "locked" | "lost" | "closed";

/** How often a scheduled transfer runs. */
export type Frequency = "once" | "weekly" | "monthly";

/** Whether a scheduled transfer runs. */
export type ScheduleStatus = "active" | "paused" | "cancelled" | "finished";

/** Why a purchase is disputed. */
export type DisputeReason = "not_recognized" | "duplicate" | "wrong_amount" | "not_received";

/** Where a dispute stands. */
export type DisputeStatus = "open" | "resolved" | "withdrawn";

/** What a loan paid for. */
export type LoanKind = "auto" | "personal" | "home_improvement";

/** Where a loan stands. */
export type LoanStatus = "current" | "late" | "paid_off";

export interface Address {
  /** Street and number. */
  street: string;
  /** City. */
  city: string;
  /** State or region. */
  region: string;
  /** Postal code. */
  postal_code: string;
}

export type Destination =
  /** A bank in the country. */
  | { where: "domestic"; routing_number: string }
  /** A bank abroad. */
  | { where: "international"; country: string; swift_code: string };

/** A member of the credit union. */
export interface Member {
  /** The id of the member. */
  member_id: string;
  /** Full name. */
  name: string;
  /** Email address. */
  email: string;
  /** Phone number. */
  phone: string;
  /** Date of birth. */
  birth_date: string;
  /** Postal address. */
  address: Address;
  /** Member since. */
  joined: string;
  /** Whether money may go out. */
  standing: Standing;
}

/** An account of a member. */
export interface Account {
  /** The id of the account. */
  account_id: string;
  /** Whose account it is. */
  member_id: string;
  /** What it is for. */
  kind: AccountKind;
  /** What the member calls it. */
  nickname: string | null;
  /** Whether it can be used. */
  status: AccountStatus;
  /** What is on it. */
  balance: number;
  /** How far it may go below zero. */
  overdraft_limit: number;
  /** When it was opened. */
  opened: string;
  /** When it was closed. */
  closed: string | null;
}

/** One movement of money on an account. */
export interface Entry {
  /** The id of the entry. */
  entry_id: string;
  /** The account. */
  account_id: string;
  /** Why money moved. */
  kind: EntryKind;
  /** Positive in; negative out. */
  amount: number;
  /** When it was posted. */
  posted: string;
  /** What the statement says. */
  text: string;
  /** Balance right after it. */
  balance_after: number;
  /** The card that was used. */
  card_id: string | null;
  /** The payee of a wire. */
  payee_id: string | null;
  /** The fee that this gives back. */
  refunds_id: string | null;
}

/** A debit card on a checking account. */
export interface Card {
  /** The id of the card. */
  card_id: string;
  /** The account it draws on. */
  account_id: string;
  /** Its last four digits. */
  last_four: string;
  /** Whether it works. */
  status: CardStatus;
  /** What it may spend in a day. */
  daily_limit: number;
  /** When it was issued. */
  issued: string;
  /** The card that it replaced. */
  replaces_id: string | null;
}

/** Somebody at another bank to whom a member sends wires. */
export interface Payee {
  /** The id of the payee. */
  payee_id: string;
  /** Who added the payee. */
  member_id: string;
  /** Name of the payee. */
  name: string;
  /** Account number there. */
  account_number: string;
  /** The bank. */
  destination: Destination;
  /** When it was added. */
  added: string;
}

/** A transfer between a member's own accounts that runs by itself. */
export interface ScheduledTransfer {
  /** The id of the scheduled transfer. */
  schedule_id: string;
  /** Where the money comes from. */
  source: string;
  /** Where the money goes. */
  target: string;
  /** How much each time. */
  amount: number;
  /** How often. */
  frequency: Frequency;
  /** When it runs next. */
  next_on: string;
  /** Whether it runs. */
  status: ScheduleStatus;
}

/** A card purchase that a member contests. */
export interface Dispute {
  /** The id of the dispute. */
  dispute_id: string;
  /** The purchase. */
  entry_id: string;
  /** Why. */
  reason: DisputeReason;
  /** Where it stands. */
  status: DisputeStatus;
  /** When it was opened. */
  opened: string;
  /** What was credited meanwhile. */
  provisional_credit: number;
}

/** A loan of a member. */
export interface Loan {
  /** The id of the loan. */
  loan_id: string;
  /** Who borrowed. */
  member_id: string;
  /** What it paid for. */
  kind: LoanKind;
  /** What was borrowed. */
  principal: number;
  /** Principal still owed. */
  balance: number;
  /** Interest in percent a year. */
  yearly_rate: number;
  /** The agreed payment. */
  monthly_payment: number;
  /** Up to when interest is paid. */
  last_paid: string;
  /** Where it stands. */
  status: LoanStatus;
}

/** A conversation handed over to a person. */
export interface Escalation {
  /** The id of the escalation. */
  escalation_id: string;
  /** The member. */
  member_id: string;
  /** Why. */
  reason: string;
  /** When. */
  opened: string;
}

export type MemberIdentity = Pick<Member, "member_id" | "name" | "standing">;

export type AccountSummary = Pick<
  Account,
  "account_id" | "kind" | "nickname" | "status" | "balance"
>;

/** Arguments of `find_member`. */
export interface FindMemberArgs {
  /** Email address; case does not matter. */
  email: string | null;
  /** Phone number; spaces and punctuation do not matter. */
  phone: string | null;
}

/** Arguments of `get_member`. */
export interface GetMemberArgs {
  /** The member. */
  member_id: string;
}

/** Arguments of `update_contact`. */
export interface UpdateContactArgs {
  /** The member. */
  member_id: string;
  /** What changes. */
  changes: Partial<Pick<Member, "email" | "phone" | "address">>;
}

/** Arguments of `list_accounts`. */
export interface ListAccountsArgs {
  /** The member. */
  member_id: string;
  /** Whether closed accounts are listed too. */
  include_closed: boolean;
}

/** Arguments of `get_account`. */
export interface GetAccountArgs {
  /** The account. */
  account_id: string;
}

/** Arguments of `search_entries`. */
export interface SearchEntriesArgs {
  /** The account. */
  account_id: string;
  /** Only of this kind. */
  kind: EntryKind | null;
  /** Posted on this day or later. */
  posted_from: string | null;
  /** Posted on this day or earlier. */
  posted_to: string | null;
  /** Moved at least this much, in cents, in or out. */
  least: number | null;
  /** Moved at most this much, in cents, in or out. */
  most: number | null;
  /** Words that the statement text contains. */
  text: string | null;
  /** How many to skip. */
  offset: number;
  /** How many to return at most. */
  limit: number;
}

/** Arguments of `transfer`. */
export interface TransferArgs {
  /** Where the money comes from. */
  source_id: string;
  /** Where the money goes. */
  target_id: string;
  /** How much in cents. */
  amount: number;
}

/** Arguments of `pay_member`. */
export interface PayMemberArgs {
  /** The account that pays. */
  source_id: string;
  /** The other member's account. */
  target_id: string;
  /** How much in cents. */
  amount: number;
  /** A line for the other member's statement. */
  message: string | null;
}

/** Arguments of `list_payees`. */
export interface ListPayeesArgs {
  /** The member. */
  member_id: string;
}

/** Arguments of `add_payee`. */
export interface AddPayeeArgs {
  /** Who adds the payee. */
  member_id: string;
  /** Name of the payee. */
  name: string;
  /** Account number there. */
  account_number: string;
  /** The bank. */
  destination: Destination;
}

/** Arguments of `remove_payee`. */
export interface RemovePayeeArgs {
  /** The payee. */
  payee_id: string;
}

/** Arguments of `send_wire`. */
export interface SendWireArgs {
  /** The account that pays. */
  source_id: string;
  /** The payee. */
  payee_id: string;
  /** How much in cents. */
  amount: number;
}

/** Arguments of `list_cards`. */
export interface ListCardsArgs {
  /** The member. */
  member_id: string;
}

/** Arguments of `lock_card`. */
export interface LockCardArgs {
  /** The card. */
  card_id: string;
}

/** Arguments of `unlock_card`. */
export interface UnlockCardArgs {
  /** The card. */
  card_id: string;
}

/** Arguments of `set_card_limit`. */
export interface SetCardLimitArgs {
  /** The card. */
  card_id: string;
  /** The new limit in cents. */
  daily_limit: number;
}

/** Arguments of `report_card_lost`. */
export interface ReportCardLostArgs {
  /** The card that is gone. */
  card_id: string;
}

/** Arguments of `open_dispute`. */
export interface OpenDisputeArgs {
  /** The purchase. */
  entry_id: string;
  /** Why it is contested. */
  reason: DisputeReason;
}

/** Arguments of `withdraw_dispute`. */
export interface WithdrawDisputeArgs {
  /** The dispute. */
  dispute_id: string;
}

/** Arguments of `list_disputes`. */
export interface ListDisputesArgs {
  /** The member. */
  member_id: string;
}

/** Arguments of `list_scheduled_transfers`. */
export interface ListScheduledTransfersArgs {
  /** The member. */
  member_id: string;
}

/** Arguments of `schedule_transfer`. */
export interface ScheduleTransferArgs {
  /** Where the money comes from. */
  source_id: string;
  /** Where the money goes. */
  target_id: string;
  /** How much each time in cents. */
  amount: number;
  /** How often. */
  frequency: Frequency;
  /** When it runs first. */
  start_on: string;
}

/** Arguments of `pause_scheduled_transfer`. */
export interface PauseScheduledTransferArgs {
  /** The scheduled transfer. */
  schedule_id: string;
}

/** Arguments of `resume_scheduled_transfer`. */
export interface ResumeScheduledTransferArgs {
  /** The scheduled transfer. */
  schedule_id: string;
}

/** Arguments of `cancel_scheduled_transfer`. */
export interface CancelScheduledTransferArgs {
  /** The scheduled transfer. */
  schedule_id: string;
}

/** Arguments of `open_account`. */
export interface OpenAccountArgs {
  /** The member. */
  member_id: string;
  /** What the account is for. */
  kind: AccountKind;
  /** What the member calls it. */
  nickname: string | null;
  /** The account that the first deposit comes from. */
  funding_id: string;
  /** The first deposit in cents. */
  deposit: number;
}

/** Arguments of `close_account`. */
export interface CloseAccountArgs {
  /** The account. */
  account_id: string;
}

/** Arguments of `close_card`. */
export interface CloseCardArgs {
  /** The card. */
  card_id: string;
}

/** Arguments of `set_overdraft_limit`. */
export interface SetOverdraftLimitArgs {
  /** The account. */
  account_id: string;
  /** The new line in cents. */
  limit: number;
}

/** Arguments of `refund_fee`. */
export interface RefundFeeArgs {
  /** The fee. */
  entry_id: string;
}

/** Arguments of `list_loans`. */
export interface ListLoansArgs {
  /** The member. */
  member_id: string;
}

/** Arguments of `quote_payoff`. */
export interface QuotePayoffArgs {
  /** The loan. */
  loan_id: string;
}

/** Arguments of `pay_loan`. */
export interface PayLoanArgs {
  /** The loan. */
  loan_id: string;
  /** The account that pays. */
  source_id: string;
  /** How much in cents. */
  amount: number;
}

/** Arguments of `hand_over`. */
export interface HandOverArgs {
  /** The member. */
  member_id: string;
  /** Why a person is needed. */
  reason: string;
}

/** The tables that tools work on. */
export interface Db {
  readonly members: Table<Member>;
  readonly accounts: Table<Account>;
  readonly postings: Table<Entry>;
  readonly cards: Table<Card>;
  readonly payees: Table<Payee>;
  readonly scheduled_transfers: Table<ScheduledTransfer>;
  readonly disputes: Table<Dispute>;
  readonly loans: Table<Loan>;
  readonly escalations: Table<Escalation>;
}

export const fees = { wire_domestic: 2000, wire_international: 4500, card_replacement: 1000 };

export const limits = {
  savings_withdrawals: 6,
  money_market_minimum: 100000,
  member_transfer: 250000,
  wire: 1000000,
  new_payee_wire: 100000,
  payee_cooling_days: 3,
  payee_keep_days: 10,
  schedule_ahead_days: 366,
  card_daily_minimum: 5000,
  card_daily_maximum: 500000,
  dispute_days: 60,
  provisional_credit: 50000,
  accounts: 5,
  opening_deposit: 2500,
  fee_refund_days: 365,
  fee_refund_age_days: 90,
  overdraft: 100000,
  year_days: 365,
};

const standingEnum: EnumSpec = {
  name: "Standing",
  description: "How the credit union sees a member.",
  values: [
    { value: "good", description: "Nothing stands against the member." },
    { value: "restricted", description: "Money may come in but not go out." },
  ],
};

const accountKindEnum: EnumSpec = {
  name: "AccountKind",
  description: "What an account is for.",
  values: [
    { value: "checking", description: "Daily use; may carry an overdraft line." },
    { value: "savings", description: "Savings with a monthly number of withdrawals." },
    {
      value: "money_market",
      description: "Higher interest, minimum balance, monthly number of withdrawals.",
    },
  ],
};

const accountStatusEnum: EnumSpec = {
  name: "AccountStatus",
  description: "Whether an account can be used.",
  values: [
    { value: "active", description: "In use." },
    { value: "frozen", description: "Blocked by the credit union." },
    { value: "closed", description: "Closed for good." },
  ],
  lifecycle: { active: ["frozen", "closed"], frozen: ["active"], closed: [] },
};

const entryKindEnum: EnumSpec = {
  name: "EntryKind",
  description: "Why money moved.",
  values: [
    { value: "deposit", description: "Money paid in." },
    { value: "withdrawal", description: "Cash taken out." },
    { value: "transfer_in", description: "From another account here." },
    { value: "transfer_out", description: "To another account here." },
    { value: "wire_out", description: "To a payee at another bank." },
    { value: "card_purchase", description: "Paid by card." },
    { value: "fee", description: "Charged by the credit union." },
    { value: "fee_refund", description: "A fee given back." },
    { value: "credit", description: "A provisional credit for a dispute, or its reversal." },
    { value: "loan_payment", description: "Paid towards a loan." },
  ],
};

const cardStatusEnum: EnumSpec = {
  name: "CardStatus",
  description: "Whether a card works.",
  values: [
    { value: "active", description: "It works." },
    { value: "locked", description: "Locked by its owner." },
    { value: "lost", description: "Reported lost or stolen." },
    { value: "closed", description: "Closed with its account." },
  ],
  lifecycle: {
    active: ["locked", "lost", "closed"],
    locked: ["active", "lost", "closed"],
    lost: [],
    closed: [],
  },
};

const frequencyEnum: EnumSpec = {
  name: "Frequency",
  description: "How often a scheduled transfer runs.",
  values: [
    { value: "once", description: "One time." },
    { value: "weekly", description: "Every seven days." },
    { value: "monthly", description: "Every month on the same day." },
  ],
};

const scheduleStatusEnum: EnumSpec = {
  name: "ScheduleStatus",
  description: "Whether a scheduled transfer runs.",
  values: [
    { value: "active", description: "It runs." },
    { value: "paused", description: "It waits." },
    { value: "cancelled", description: "It was ended by the member." },
    { value: "finished", description: "It has run for the last time." },
  ],
  lifecycle: {
    active: ["paused", "cancelled", "finished"],
    paused: ["active", "cancelled"],
    cancelled: [],
    finished: [],
  },
};

const disputeReasonEnum: EnumSpec = {
  name: "DisputeReason",
  description: "Why a purchase is disputed.",
  values: [
    { value: "not_recognized", description: "The member did not make it." },
    { value: "duplicate", description: "It was charged twice." },
    { value: "wrong_amount", description: "The amount is not what was agreed." },
    { value: "not_received", description: "What was bought never came." },
  ],
};

const disputeStatusEnum: EnumSpec = {
  name: "DisputeStatus",
  description: "Where a dispute stands.",
  values: [
    { value: "open", description: "Under review." },
    { value: "resolved", description: "Decided by the review team." },
    { value: "withdrawn", description: "Taken back by the member." },
  ],
  lifecycle: { open: ["resolved", "withdrawn"], resolved: [], withdrawn: [] },
};

const loanKindEnum: EnumSpec = {
  name: "LoanKind",
  description: "What a loan paid for.",
  values: [
    { value: "auto", description: "A car." },
    { value: "personal", description: "Anything." },
    { value: "home_improvement", description: "Work on a home." },
  ],
};

const loanStatusEnum: EnumSpec = {
  name: "LoanStatus",
  description: "Where a loan stands.",
  values: [
    { value: "current", description: "Paid as agreed." },
    { value: "late", description: "A payment is overdue." },
    { value: "paid_off", description: "Nothing is owed." },
  ],
  lifecycle: { current: ["late", "paid_off"], late: ["current", "paid_off"], paid_off: [] },
};

const addressType = t.record("Address", [
  field("street", t.string(), "Street and number."),
  field("city", t.string(), "City."),
  field("region", t.string(), "State or region."),
  field("postal_code", t.string(), "Postal code."),
]);

const memberFields = [
  field("member_id", t.id("Member"), "The id of the member."),
  field("name", t.string(), "Full name.", { known: "owner" }),
  field("email", t.string(), "Email address.", { compare: "normalized", known: "owner" }),
  field("phone", t.string(), "Phone number.", { known: "owner" }),
  field("birth_date", t.date(), "Date of birth.", { known: "owner" }),
  field("address", addressType, "Postal address.", { known: "owner" }),
  field("joined", t.date(), "Member since."),
  field("standing", t.enumOf(standingEnum), "Whether money may go out.", { known: "never" }),
];

const memberEntity: EntitySpec = {
  name: "Member",
  table: "members",
  description: "A member of the credit union.",
  idField: "member_id",
  id: { kind: "counter", prefix: "M", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: memberFields,
  indexes: [
    { field: "email", transform: "lower" },
    { field: "phone", transform: "normalized" },
    { field: "standing", transform: "exact" },
  ],
};

const accountFields = [
  field("account_id", t.id("Account"), "The id of the account."),
  field("member_id", t.ref("Member"), "Whose account it is."),
  field("kind", t.enumOf(accountKindEnum), "What it is for.", { known: "owner" }),
  field("nickname", t.nullable(t.string()), "What the member calls it.", { known: "owner" }),
  field("status", t.enumOf(accountStatusEnum), "Whether it can be used."),
  field("balance", t.money(), "What is on it.", { derived: true }),
  field("overdraft_limit", t.money({ min: 0 }), "How far it may go below zero."),
  field("opened", t.date(), "When it was opened."),
  field("closed", t.nullable(t.date()), "When it was closed."),
];

const accountEntity: EntitySpec = {
  name: "Account",
  table: "accounts",
  description: "An account of a member.",
  idField: "account_id",
  id: { kind: "counter", prefix: "AC", digits: 6, start: 100001 },
  singleton: false,
  compare: "exact",
  fields: accountFields,
  indexes: [
    { field: "member_id", transform: "exact" },
    { field: "kind", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const entryFields = [
  field("entry_id", t.id("Entry"), "The id of the entry."),
  field("account_id", t.ref("Account"), "The account."),
  field("kind", t.enumOf(entryKindEnum), "Why money moved."),
  field("amount", t.money(), "Positive in; negative out.", { known: "owner" }),
  field("posted", t.datetime(), "When it was posted."),
  field("text", t.string(), "What the statement says.", { compare: "ignore", known: "owner" }),
  field("balance_after", t.money(), "Balance right after it.", { compare: "ignore" }),
  field("card_id", t.nullable(t.ref("Card")), "The card that was used."),
  field("payee_id", t.nullable(t.ref("Payee")), "The payee of a wire."),
  field("refunds_id", t.nullable(t.ref("Entry")), "The fee that this gives back."),
];

const entryEntity: EntitySpec = {
  name: "Entry",
  table: "postings",
  description: "One movement of money on an account.",
  idField: "entry_id",
  id: { kind: "counter", prefix: "T", digits: 7, start: 1 },
  singleton: false,
  compare: "exact",
  fields: entryFields,
  indexes: [
    { field: "account_id", transform: "exact" },
    { field: "kind", transform: "exact" },
    { field: "card_id", transform: "exact" },
    { field: "payee_id", transform: "exact" },
    { field: "refunds_id", transform: "exact" },
  ],
};

const cardFields = [
  field("card_id", t.id("Card"), "The id of the card."),
  field("account_id", t.ref("Account"), "The account it draws on."),
  field("last_four", t.string(), "Its last four digits.", { compare: "ignore", known: "owner" }),
  field("status", t.enumOf(cardStatusEnum), "Whether it works."),
  field("daily_limit", t.money(), "What it may spend in a day."),
  field("issued", t.date(), "When it was issued."),
  field("replaces_id", t.nullable(t.ref("Card")), "The card that it replaced."),
];

const cardEntity: EntitySpec = {
  name: "Card",
  table: "cards",
  description: "A debit card on a checking account.",
  idField: "card_id",
  id: { kind: "counter", prefix: "C", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: cardFields,
  indexes: [
    { field: "account_id", transform: "exact" },
    { field: "status", transform: "exact" },
    { field: "replaces_id", transform: "exact" },
  ],
};

const destinationType = t.union("Destination", "where", [
  {
    value: "domestic",
    description: "A bank in the country.",
    fields: [field("routing_number", t.string(), "Nine-digit number of the bank.")],
  },
  {
    value: "international",
    description: "A bank abroad.",
    fields: [
      field("country", t.string(), "Country of the bank."),
      field("swift_code", t.string(), "SWIFT code of the bank."),
    ],
  },
]);

const payeeFields = [
  field("payee_id", t.id("Payee"), "The id of the payee."),
  field("member_id", t.ref("Member"), "Who added the payee."),
  field("name", t.string(), "Name of the payee.", { known: "owner" }),
  field("account_number", t.string(), "Account number there.", { known: "owner" }),
  field("destination", destinationType, "The bank."),
  field("added", t.date(), "When it was added."),
];

const payeeEntity: EntitySpec = {
  name: "Payee",
  table: "payees",
  description: "Somebody at another bank to whom a member sends wires.",
  idField: "payee_id",
  id: { kind: "counter", prefix: "P", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: payeeFields,
  indexes: [
    { field: "member_id", transform: "exact" },
    { field: "account_number", transform: "exact" },
  ],
};

const scheduledTransferFields = [
  field("schedule_id", t.id("ScheduledTransfer"), "The id of the scheduled transfer."),
  field("source", t.ref("Account"), "Where the money comes from."),
  field("target", t.ref("Account"), "Where the money goes."),
  field("amount", t.money({ min: 1 }), "How much each time.", { known: "owner" }),
  field("frequency", t.enumOf(frequencyEnum), "How often.", { known: "owner" }),
  field("next_on", t.date(), "When it runs next."),
  field("status", t.enumOf(scheduleStatusEnum), "Whether it runs."),
];

const scheduledTransferEntity: EntitySpec = {
  name: "ScheduledTransfer",
  table: "scheduled_transfers",
  description: "A transfer between a member's own accounts that runs by itself.",
  idField: "schedule_id",
  id: { kind: "counter", prefix: "S", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: scheduledTransferFields,
  indexes: [
    { field: "source", transform: "exact" },
    { field: "target", transform: "exact" },
    { field: "frequency", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const disputeFields = [
  field("dispute_id", t.id("Dispute"), "The id of the dispute."),
  field("entry_id", t.ref("Entry"), "The purchase."),
  field("reason", t.enumOf(disputeReasonEnum), "Why."),
  field("status", t.enumOf(disputeStatusEnum), "Where it stands."),
  field("opened", t.date(), "When it was opened."),
  field("provisional_credit", t.money({ min: 0 }), "What was credited meanwhile."),
];

const disputeEntity: EntitySpec = {
  name: "Dispute",
  table: "disputes",
  description: "A card purchase that a member contests.",
  idField: "dispute_id",
  id: { kind: "counter", prefix: "D", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: disputeFields,
  indexes: [
    { field: "entry_id", transform: "exact" },
    { field: "reason", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const loanFields = [
  field("loan_id", t.id("Loan"), "The id of the loan."),
  field("member_id", t.ref("Member"), "Who borrowed."),
  field("kind", t.enumOf(loanKindEnum), "What it paid for.", { known: "owner" }),
  field("principal", t.money(), "What was borrowed.", { known: "owner" }),
  field("balance", t.money({ min: 0 }), "Principal still owed."),
  field("yearly_rate", t.decimal(2), "Interest in percent a year."),
  field("monthly_payment", t.money(), "The agreed payment.", { known: "owner" }),
  field("last_paid", t.date(), "Up to when interest is paid."),
  field("status", t.enumOf(loanStatusEnum), "Where it stands."),
];

const loanEntity: EntitySpec = {
  name: "Loan",
  table: "loans",
  description: "A loan of a member.",
  idField: "loan_id",
  id: { kind: "counter", prefix: "L", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: loanFields,
  indexes: [
    { field: "member_id", transform: "exact" },
    { field: "kind", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const escalationFields = [
  field("escalation_id", t.id("Escalation"), "The id of the escalation."),
  field("member_id", t.ref("Member"), "The member."),
  field("reason", t.string(), "Why.", { compare: "ignore" }),
  field("opened", t.datetime(), "When."),
];

const escalationEntity: EntitySpec = {
  name: "Escalation",
  table: "escalations",
  description: "A conversation handed over to a person.",
  idField: "escalation_id",
  id: { kind: "counter", prefix: "E", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: escalationFields,
  indexes: [{ field: "member_id", transform: "exact" }],
};

const memberIdentityType = t.record(
  "Member.identity",
  pickFields(memberFields, "member_id", "name", "standing"),
);

const findMemberTool: ToolSpec = {
  name: "find_member",
  title: "Find member",
  description: "Find a member by email address or by phone number. Give one of them.",
  actor: "agent",
  params: [
    param("email", t.nullable(t.string()), "Email address; case does not matter.", {
      required: false,
    }),
    param("phone", t.nullable(t.string()), "Phone number; spaces and punctuation do not matter.", {
      required: false,
    }),
  ],
  result: memberIdentityType,
  effects: effects({ reads: ["members"], idempotent: true }),
  refusals: refusals({
    nothing_to_search: "Neither an email address nor a phone number was given.",
    member_unknown: "No member has this email address or phone number.",
  }),
  refusalsAs: "raised",
};

const memberType = t.record("Member", memberFields);

const getMemberTool: ToolSpec = {
  name: "get_member",
  title: "Get member",
  description: "Read a member's personal data.",
  actor: "agent",
  params: [param("member_id", t.ref("Member"), "The member.")],
  result: memberType,
  effects: effects({ reads: ["members"], idempotent: true }),
  refusals: refusals({ member_not_found: "There is no member with this id." }),
  refusalsAs: "raised",
};

const updateContactTool: ToolSpec = {
  name: "update_contact",
  title: "Update contact",
  description: "Change a member's email address, phone number or postal address.",
  actor: "agent",
  params: [
    param("member_id", t.ref("Member"), "The member."),
    param(
      "changes",
      t.changes("Member", pickFields(memberFields, "email", "phone", "address")),
      "What changes.",
    ),
  ],
  result: memberType,
  effects: effects({ reads: ["members"], updates: ["members"] }),
  refusals: refusals({
    member_not_found: "There is no member with this id.",
    email_taken: "Another member uses this email address.",
  }),
  refusalsAs: "raised",
};

const accountSummaryType = t.record(
  "Account.summary",
  pickFields(accountFields, "account_id", "kind", "nickname", "status", "balance"),
);

const listAccountsTool: ToolSpec = {
  name: "list_accounts",
  title: "List accounts",
  description: "List the accounts of a member.",
  actor: "agent",
  params: [
    param("member_id", t.ref("Member"), "The member."),
    param("include_closed", t.bool(), "Whether closed accounts are listed too.", {
      required: false,
      default: false,
    }),
  ],
  result: t.list(accountSummaryType),
  effects: effects({ reads: ["members", "accounts"], idempotent: true }),
  refusals: refusals({ member_not_found: "There is no member with this id." }),
  refusalsAs: "raised",
};

const accountType = t.record("Account", accountFields);

const getAccountTool: ToolSpec = {
  name: "get_account",
  title: "Get account",
  description: "Read one account in full.",
  actor: "agent",
  params: [param("account_id", t.ref("Account"), "The account.")],
  result: accountType,
  effects: effects({ reads: ["accounts"], idempotent: true }),
  refusals: refusals({ account_not_found: "There is no account with this id." }),
  refusalsAs: "raised",
};

const entryType = t.record("Entry", entryFields);

const searchEntriesTool: ToolSpec = {
  name: "search_entries",
  title: "Search entries",
  description:
    "Search the movements of an account, newest first, at most 50 at a time. All filters are optional and must hold together.",
  actor: "agent",
  params: [
    param("account_id", t.ref("Account"), "The account."),
    param("kind", t.nullable(t.enumOf(entryKindEnum)), "Only of this kind.", { required: false }),
    param("posted_from", t.nullable(t.date()), "Posted on this day or later.", { required: false }),
    param("posted_to", t.nullable(t.date()), "Posted on this day or earlier.", { required: false }),
    param("least", t.nullable(t.money()), "Moved at least this much, in cents, in or out.", {
      required: false,
    }),
    param("most", t.nullable(t.money()), "Moved at most this much, in cents, in or out.", {
      required: false,
    }),
    param("text", t.nullable(t.string()), "Words that the statement text contains.", {
      required: false,
    }),
    param("offset", t.int({ min: 0 }), "How many to skip.", { required: false, default: 0 }),
    param("limit", t.int({ min: 1, max: 50 }), "How many to return at most.", {
      required: false,
      default: 20,
    }),
  ],
  result: t.record(null, [
    field("total", t.int(), "How many match."),
    field("entries", t.list(entryType), "The matching movements."),
  ]),
  effects: effects({ reads: ["accounts", "postings"], idempotent: true }),
  refusals: refusals({ account_not_found: "There is no account with this id." }),
  refusalsAs: "raised",
};

const transferTool: ToolSpec = {
  name: "transfer",
  title: "Transfer",
  description: "Move money between two accounts of the same member.",
  actor: "agent",
  params: [
    param("source_id", t.ref("Account"), "Where the money comes from."),
    param("target_id", t.ref("Account"), "Where the money goes."),
    param("amount", t.money({ min: 1 }), "How much in cents."),
  ],
  result: t.record(null, [
    field("source_balance", t.money(), "What is left on the source."),
    field("target_balance", t.money(), "What is now on the target."),
  ]),
  effects: effects({
    reads: ["members", "accounts", "postings"],
    creates: ["postings"],
    updates: ["accounts"],
  }),
  refusals: refusals({
    account_not_found: "There is no account with this id.",
    same_account: "Source and target are the same account.",
    not_own_account: "The accounts belong to different members.",
    account_not_active: "An account is frozen or closed.",
    member_restricted: "The member may not send money out.",
    withdrawal_limit: "The monthly number of withdrawals is used up.",
    insufficient_funds: "The account does not hold enough, overdraft line included.",
    below_minimum: "The account would fall below its minimum balance.",
  }),
  refusalsAs: "raised",
};

const payMemberTool: ToolSpec = {
  name: "pay_member",
  title: "Pay member",
  description: "Send money to the account of another member.",
  actor: "agent",
  params: [
    param("source_id", t.ref("Account"), "The account that pays."),
    param("target_id", t.ref("Account"), "The other member's account."),
    param("amount", t.money({ min: 1 }), "How much in cents."),
    param(
      "message",
      t.nullable(t.string({ maxLength: 80 })),
      "A line for the other member's statement.",
      { required: false },
    ),
  ],
  result: t.record(null, [
    field("entry_id", t.id("Entry"), "The movement on the paying account."),
    field("source_balance", t.money(), "What is left on the paying account."),
  ]),
  effects: effects({
    reads: ["members", "accounts", "postings"],
    creates: ["postings"],
    updates: ["accounts"],
  }),
  refusals: refusals({
    account_not_found: "There is no account with this id.",
    own_account: "The target belongs to the same member.",
    over_transfer_limit: "The amount is over the limit for transfers to members.",
    account_not_active: "An account is frozen or closed.",
    member_restricted: "The member may not send money out.",
    withdrawal_limit: "The monthly number of withdrawals is used up.",
    insufficient_funds: "The account does not hold enough, overdraft line included.",
    below_minimum: "The account would fall below its minimum balance.",
  }),
  refusalsAs: "raised",
};

const payeeType = t.record("Payee", payeeFields);

const listPayeesTool: ToolSpec = {
  name: "list_payees",
  title: "List payees",
  description: "List the payees that a member has added.",
  actor: "agent",
  params: [param("member_id", t.ref("Member"), "The member.")],
  result: t.list(payeeType),
  effects: effects({ reads: ["members", "payees"], idempotent: true }),
  refusals: refusals({ member_not_found: "There is no member with this id." }),
  refusalsAs: "raised",
};

const addPayeeTool: ToolSpec = {
  name: "add_payee",
  title: "Add payee",
  description: "Add a payee at another bank.",
  actor: "agent",
  params: [
    param("member_id", t.ref("Member"), "Who adds the payee."),
    param("name", t.string({ minLength: 1, maxLength: 80 }), "Name of the payee."),
    param("account_number", t.string({ minLength: 4, maxLength: 34 }), "Account number there."),
    param("destination", destinationType, "The bank."),
  ],
  result: payeeType,
  effects: effects({ reads: ["members", "payees"], creates: ["payees"] }),
  refusals: refusals({
    member_not_found: "There is no member with this id.",
    bad_routing_number: "A routing number has nine digits.",
    payee_exists: "The member already has a payee with this account number.",
  }),
  refusalsAs: "raised",
};

const removePayeeTool: ToolSpec = {
  name: "remove_payee",
  title: "Remove payee",
  description: "Remove a payee.",
  actor: "agent",
  params: [param("payee_id", t.ref("Payee"), "The payee.")],
  result: t.string(),
  effects: effects({ reads: ["postings", "payees"], updates: ["postings"], removes: ["payees"] }),
  refusals: refusals({
    payee_not_found: "There is no payee with this id.",
    payee_in_use: "The payee has received a wire lately.",
  }),
  refusalsAs: "raised",
};

const sendWireTool: ToolSpec = {
  name: "send_wire",
  title: "Send wire",
  description: "Send money to a payee at another bank. The fee is charged on top.",
  actor: "agent",
  params: [
    param("source_id", t.ref("Account"), "The account that pays."),
    param("payee_id", t.ref("Payee"), "The payee."),
    param("amount", t.money({ min: 1 }), "How much in cents."),
  ],
  result: t.record(null, [
    field("entry_id", t.id("Entry"), "The movement of the wire."),
    field("fee", t.money(), "The fee that was charged."),
    field("source_balance", t.money(), "What is left."),
  ]),
  effects: effects({
    reads: ["members", "accounts", "postings", "payees"],
    creates: ["postings"],
    updates: ["accounts", "postings"],
  }),
  refusals: refusals({
    account_not_found: "There is no account with this id.",
    payee_not_found: "There is no payee with this id.",
    not_own_payee: "The payee was added by another member.",
    over_wire_limit: "The amount is over the limit for wires.",
    payee_too_new: "The payee was added too recently for this amount.",
    account_not_active: "An account is frozen or closed.",
    member_restricted: "The member may not send money out.",
    withdrawal_limit: "The monthly number of withdrawals is used up.",
    insufficient_funds: "The account does not hold enough, overdraft line included.",
    below_minimum: "The account would fall below its minimum balance.",
  }),
  refusalsAs: "raised",
};

const cardType = t.record("Card", cardFields);

const listCardsTool: ToolSpec = {
  name: "list_cards",
  title: "List cards",
  description: "List the cards on the accounts of a member.",
  actor: "agent",
  params: [param("member_id", t.ref("Member"), "The member.")],
  result: t.list(cardType),
  effects: effects({ reads: ["members", "accounts", "cards"], idempotent: true }),
  refusals: refusals({ member_not_found: "There is no member with this id." }),
  refusalsAs: "raised",
};

const lockCardTool: ToolSpec = {
  name: "lock_card",
  title: "Lock card",
  description: "Lock a card so that it cannot be used until it is unlocked.",
  actor: "agent",
  params: [param("card_id", t.ref("Card"), "The card.")],
  result: cardType,
  effects: effects({ reads: ["cards"], updates: ["cards"] }),
  refusals: refusals({
    card_not_found: "There is no card with this id.",
    card_already_locked: "The card is locked already.",
    card_not_usable: "The card is lost or closed.",
  }),
  refusalsAs: "raised",
};

const unlockCardTool: ToolSpec = {
  name: "unlock_card",
  title: "Unlock card",
  description: "Unlock a card that its owner locked.",
  actor: "agent",
  params: [param("card_id", t.ref("Card"), "The card.")],
  result: cardType,
  effects: effects({ reads: ["cards"], updates: ["cards"] }),
  refusals: refusals({
    card_not_found: "There is no card with this id.",
    card_not_locked: "The card is not locked.",
    card_not_usable: "The card is lost or closed.",
  }),
  refusalsAs: "raised",
};

const setCardLimitTool: ToolSpec = {
  name: "set_card_limit",
  title: "Set card limit",
  description: "Change what a card may spend in a day.",
  actor: "agent",
  params: [
    param("card_id", t.ref("Card"), "The card."),
    param("daily_limit", t.money(), "The new limit in cents."),
  ],
  result: cardType,
  effects: effects({ reads: ["cards"], updates: ["cards"] }),
  refusals: refusals({
    card_not_found: "There is no card with this id.",
    card_not_usable: "The card is lost or closed.",
    bad_card_limit: "The limit is outside of what is allowed.",
  }),
  refusalsAs: "raised",
};

const reportCardLostTool: ToolSpec = {
  name: "report_card_lost",
  title: "Report card lost",
  description: "Report a card as lost or stolen and issue a new one for the same account.",
  actor: "agent",
  params: [param("card_id", t.ref("Card"), "The card that is gone.")],
  result: t.record(null, [
    field("new_card", cardType, "The new card."),
    field("fee", t.money(), "What the replacement cost."),
  ]),
  effects: effects({
    reads: ["accounts", "cards"],
    creates: ["postings", "cards"],
    updates: ["accounts", "cards"],
  }),
  refusals: refusals({
    card_not_found: "There is no card with this id.",
    card_not_usable: "The card is lost or closed.",
    insufficient_funds: "The account does not hold enough, overdraft line included.",
  }),
  refusalsAs: "raised",
};

const disputeType = t.record("Dispute", disputeFields);

const openDisputeTool: ToolSpec = {
  name: "open_dispute",
  title: "Open dispute",
  description: "Contest a card purchase. Smaller purchases are credited provisionally at once.",
  actor: "agent",
  params: [
    param("entry_id", t.ref("Entry"), "The purchase."),
    param("reason", t.enumOf(disputeReasonEnum), "Why it is contested."),
  ],
  result: disputeType,
  effects: effects({
    reads: ["accounts", "postings", "disputes"],
    creates: ["postings", "disputes"],
    updates: ["accounts"],
  }),
  refusals: refusals({
    entry_not_found: "There is no entry with this id.",
    not_disputable: "Only card purchases can be disputed.",
    dispute_window_closed: "The purchase is too old.",
    already_disputed: "The purchase has been disputed before.",
  }),
  refusalsAs: "raised",
};

const withdrawDisputeTool: ToolSpec = {
  name: "withdraw_dispute",
  title: "Withdraw dispute",
  description: "Take back an open dispute; a provisional credit is reversed.",
  actor: "agent",
  params: [param("dispute_id", t.ref("Dispute"), "The dispute.")],
  result: disputeType,
  effects: effects({
    reads: ["accounts", "postings", "disputes"],
    creates: ["postings"],
    updates: ["accounts", "disputes"],
  }),
  refusals: refusals({
    dispute_not_found: "There is no dispute with this id.",
    dispute_ended: "The dispute is not open any more.",
  }),
  refusalsAs: "raised",
};

const listDisputesTool: ToolSpec = {
  name: "list_disputes",
  title: "List disputes",
  description: "List the disputes of a member, newest first.",
  actor: "agent",
  params: [param("member_id", t.ref("Member"), "The member.")],
  result: t.list(disputeType),
  effects: effects({ reads: ["members", "accounts", "postings", "disputes"], idempotent: true }),
  refusals: refusals({ member_not_found: "There is no member with this id." }),
  refusalsAs: "raised",
};

const scheduledTransferType = t.record("ScheduledTransfer", scheduledTransferFields);

const listScheduledTransfersTool: ToolSpec = {
  name: "list_scheduled_transfers",
  title: "List scheduled transfers",
  description: "List the scheduled transfers out of the accounts of a member.",
  actor: "agent",
  params: [param("member_id", t.ref("Member"), "The member.")],
  result: t.list(scheduledTransferType),
  effects: effects({ reads: ["members", "accounts", "scheduled_transfers"], idempotent: true }),
  refusals: refusals({ member_not_found: "There is no member with this id." }),
  refusalsAs: "raised",
};

const scheduleTransferTool: ToolSpec = {
  name: "schedule_transfer",
  title: "Schedule transfer",
  description: "Let money move between two accounts of a member by itself.",
  actor: "agent",
  params: [
    param("source_id", t.ref("Account"), "Where the money comes from."),
    param("target_id", t.ref("Account"), "Where the money goes."),
    param("amount", t.money({ min: 1 }), "How much each time in cents."),
    param("frequency", t.enumOf(frequencyEnum), "How often."),
    param("start_on", t.date(), "When it runs first."),
  ],
  result: scheduledTransferType,
  effects: effects({ reads: ["members", "accounts"], creates: ["scheduled_transfers"] }),
  refusals: refusals({
    account_not_found: "There is no account with this id.",
    same_account: "Source and target are the same account.",
    not_own_account: "The accounts belong to different members.",
    account_not_active: "An account is frozen or closed.",
    bad_start_date: "The first day is too early or too far ahead.",
  }),
  refusalsAs: "raised",
};

const pauseScheduledTransferTool: ToolSpec = {
  name: "pause_scheduled_transfer",
  title: "Pause scheduled transfer",
  description: "Pause a scheduled transfer.",
  actor: "agent",
  params: [param("schedule_id", t.ref("ScheduledTransfer"), "The scheduled transfer.")],
  result: scheduledTransferType,
  effects: effects({ reads: ["scheduled_transfers"], updates: ["scheduled_transfers"] }),
  refusals: refusals({
    scheduled_transfer_not_found: "There is no scheduled transfer with this id.",
    schedule_ended: "The scheduled transfer was cancelled or is finished.",
    schedule_unchanged: "The scheduled transfer already is as asked.",
  }),
  refusalsAs: "raised",
};

const resumeScheduledTransferTool: ToolSpec = {
  name: "resume_scheduled_transfer",
  title: "Resume scheduled transfer",
  description: "Let a paused scheduled transfer run again; a day in the past moves to tomorrow.",
  actor: "agent",
  params: [param("schedule_id", t.ref("ScheduledTransfer"), "The scheduled transfer.")],
  result: scheduledTransferType,
  effects: effects({ reads: ["scheduled_transfers"], updates: ["scheduled_transfers"] }),
  refusals: refusals({
    scheduled_transfer_not_found: "There is no scheduled transfer with this id.",
    schedule_ended: "The scheduled transfer was cancelled or is finished.",
    schedule_unchanged: "The scheduled transfer already is as asked.",
  }),
  refusalsAs: "raised",
};

const cancelScheduledTransferTool: ToolSpec = {
  name: "cancel_scheduled_transfer",
  title: "Cancel scheduled transfer",
  description: "End a scheduled transfer for good.",
  actor: "agent",
  params: [param("schedule_id", t.ref("ScheduledTransfer"), "The scheduled transfer.")],
  result: scheduledTransferType,
  effects: effects({ reads: ["scheduled_transfers"], updates: ["scheduled_transfers"] }),
  refusals: refusals({
    scheduled_transfer_not_found: "There is no scheduled transfer with this id.",
    schedule_ended: "The scheduled transfer was cancelled or is finished.",
  }),
  refusalsAs: "raised",
};

const openAccountTool: ToolSpec = {
  name: "open_account",
  title: "Open account",
  description:
    "Open a further account for a member, with a first deposit from another of their accounts.",
  actor: "agent",
  params: [
    param("member_id", t.ref("Member"), "The member."),
    param("kind", t.enumOf(accountKindEnum), "What the account is for."),
    param("nickname", t.nullable(t.string({ maxLength: 40 })), "What the member calls it.", {
      required: false,
    }),
    param("funding_id", t.ref("Account"), "The account that the first deposit comes from."),
    param("deposit", t.money({ min: 0 }), "The first deposit in cents."),
  ],
  result: accountType,
  effects: effects({
    reads: ["members", "accounts", "postings"],
    creates: ["accounts", "postings"],
    updates: ["accounts"],
  }),
  refusals: refusals({
    member_not_found: "There is no member with this id.",
    account_not_found: "There is no account with this id.",
    not_own_account: "The funding account belongs to another member.",
    too_many_accounts: "The member holds as many accounts as allowed.",
    deposit_too_small: "The first deposit is too small.",
    account_not_active: "An account is frozen or closed.",
    member_restricted: "The member may not send money out.",
    withdrawal_limit: "The monthly number of withdrawals is used up.",
    insufficient_funds: "The account does not hold enough, overdraft line included.",
    below_minimum: "The account would fall below its minimum balance.",
  }),
  refusalsAs: "raised",
};

const closeAccountTool: ToolSpec = {
  name: "close_account",
  title: "Close account",
  description: "Close an account for good.",
  actor: "agent",
  params: [param("account_id", t.ref("Account"), "The account.")],
  result: accountType,
  effects: effects({ reads: ["accounts", "cards", "scheduled_transfers"], updates: ["accounts"] }),
  refusals: refusals({
    account_not_found: "There is no account with this id.",
    account_not_active: "An account is frozen or closed.",
    balance_not_zero: "The balance is not zero.",
    schedules_pending: "Scheduled transfers still use the account.",
    cards_attached: "Cards still draw on the account.",
  }),
  refusalsAs: "raised",
};

const closeCardTool: ToolSpec = {
  name: "close_card",
  title: "Close card",
  description: "Close a card without a replacement.",
  actor: "agent",
  params: [param("card_id", t.ref("Card"), "The card.")],
  result: cardType,
  effects: effects({ reads: ["cards"], updates: ["cards"] }),
  refusals: refusals({
    card_not_found: "There is no card with this id.",
    card_not_usable: "The card is lost or closed.",
  }),
  refusalsAs: "raised",
};

const setOverdraftLimitTool: ToolSpec = {
  name: "set_overdraft_limit",
  title: "Set overdraft limit",
  description: "Set how far a checking account may go below zero.",
  actor: "agent",
  params: [
    param("account_id", t.ref("Account"), "The account."),
    param("limit", t.money({ min: 0 }), "The new line in cents."),
  ],
  result: accountType,
  effects: effects({ reads: ["members", "accounts"], updates: ["accounts"] }),
  refusals: refusals({
    account_not_found: "There is no account with this id.",
    account_not_active: "An account is frozen or closed.",
    not_checking: "Only checking accounts have an overdraft line.",
    member_restricted: "The member may not send money out.",
    bad_overdraft: "The line is larger than allowed.",
    overdraft_in_use: "More than the new line is in use.",
  }),
  refusalsAs: "raised",
};

const refundFeeTool: ToolSpec = {
  name: "refund_fee",
  title: "Refund fee",
  description: "Give a fee back to a member as a gesture of goodwill.",
  actor: "agent",
  params: [param("entry_id", t.ref("Entry"), "The fee.")],
  result: entryType,
  effects: effects({
    reads: ["members", "accounts", "postings"],
    creates: ["postings"],
    updates: ["accounts", "postings"],
  }),
  refusals: refusals({
    entry_not_found: "There is no entry with this id.",
    not_a_fee: "The movement is no fee.",
    already_refunded: "The fee was given back before.",
    fee_too_old: "The fee is too old.",
    refund_used: "The member has had a fee refunded lately.",
  }),
  refusalsAs: "raised",
};

const loanType = t.record("Loan", loanFields);

const listLoansTool: ToolSpec = {
  name: "list_loans",
  title: "List loans",
  description: "List the loans of a member.",
  actor: "agent",
  params: [param("member_id", t.ref("Member"), "The member.")],
  result: t.list(loanType),
  effects: effects({ reads: ["members", "loans"], idempotent: true }),
  refusals: refusals({ member_not_found: "There is no member with this id." }),
  refusalsAs: "raised",
};

const quotePayoffTool: ToolSpec = {
  name: "quote_payoff",
  title: "Quote payoff",
  description: "Compute what it takes today to pay a loan off.",
  actor: "agent",
  params: [param("loan_id", t.ref("Loan"), "The loan.")],
  result: t.record(null, [
    field("balance", t.money(), "Principal still owed."),
    field("interest", t.money(), "Interest to date."),
    field("payoff", t.money(), "Both together."),
  ]),
  effects: effects({ reads: ["loans"], idempotent: true }),
  refusals: refusals({ loan_not_found: "There is no loan with this id." }),
  refusalsAs: "raised",
};

const payLoanTool: ToolSpec = {
  name: "pay_loan",
  title: "Pay loan",
  description: "Pay towards a loan from an account of the borrower. Interest is settled first.",
  actor: "agent",
  params: [
    param("loan_id", t.ref("Loan"), "The loan."),
    param("source_id", t.ref("Account"), "The account that pays."),
    param("amount", t.money({ min: 1 }), "How much in cents."),
  ],
  result: loanType,
  effects: effects({
    reads: ["members", "accounts", "postings", "loans"],
    creates: ["postings"],
    updates: ["accounts", "loans"],
  }),
  refusals: refusals({
    loan_not_found: "There is no loan with this id.",
    account_not_found: "There is no account with this id.",
    loan_closed: "The loan is paid off.",
    not_own_account: "The account belongs to another member.",
    below_interest: "The amount does not cover the interest to date.",
    over_payoff: "The amount is more than is owed.",
    account_not_active: "An account is frozen or closed.",
    member_restricted: "The member may not send money out.",
    withdrawal_limit: "The monthly number of withdrawals is used up.",
    insufficient_funds: "The account does not hold enough, overdraft line included.",
    below_minimum: "The account would fall below its minimum balance.",
  }),
  refusalsAs: "raised",
};

const escalationType = t.record("Escalation", escalationFields);

const handOverTool: ToolSpec = {
  name: "hand_over",
  title: "Hand over",
  description: "Hand the conversation over to a person of the credit union.",
  actor: "agent",
  params: [
    param("member_id", t.ref("Member"), "The member."),
    param("reason", t.string({ minLength: 3 }), "Why a person is needed."),
  ],
  result: escalationType,
  effects: effects({ reads: ["members", "escalations"], creates: ["escalations"] }),
  refusals: refusals({
    member_not_found: "There is no member with this id.",
    already_escalated: "The member is waiting for a person already.",
  }),
  refusalsAs: "raised",
};

/** Everything about the domain that is data. */
export const spec: DomainSpec = {
  domain: "credit-union",
  title: "Harbor Credit Union",
  summary:
    "The member service desk of a credit union: accounts, transfers, wires, cards, scheduled transfers, loans and disputed card purchases.",
  category: "finance",
  now: "2026-04-15T10:00:00",
  policy: [
    "# Harbor Credit Union, member service desk",
    "",
    "You serve one member at a time, the person who is talking to you. The current time is given by",
    "the briefing and does not move.",
    "",
    "## Identify the member",
    "- Identify the member by email or phone before you read or change anything of theirs.",
    "- Only accounts, cards, payees, loans and disputes of the identified member may be shown or",
    "  changed.",
    "",
    "## Moving money",
    "- State amount, accounts and fee, and get a clear yes, before money leaves an account.",
    "- Both accounts of a transfer must be active and different.",
    "  The money must be there, counting the overdraft line of a checking account.",
    "- Savings and money market accounts allow 6 withdrawals a calendar",
    "  month. Money market accounts must keep",
    "  1000.00.",
    "- A transfer to another member costs nothing and may be at most",
    "  2500.00.",
    "- A wire costs 20.00 within the country and",
    "  45.00 abroad; it is charged on top. A payee added less than",
    "  3 days ago may receive at most 1000.00 per",
    "  wire; no wire may pass 10000.00.",
    "- A member whose standing is restricted may not send money out.",
    "- If a transfer or wire was refused, do not split it into smaller ones to get it through.",
    "",
    "## Payees and scheduled transfers",
    "- A bank's routing number has nine digits. The same account is added only",
    "  once.",
    "- A payee with a wire in the last 10 days stays.",
    "- A scheduled transfer starts tomorrow or later, within 366 days.",
    "  Cancelled or finished ones do not come back. One that is",
    "  already so need not be changed again.",
    "",
    "## Cards",
    "- A locked card can be unlocked by its owner; a lost or closed one cannot.",
    "  A card is locked only once.",
    "- A lost card is replaced for 10.00; the first replacement in twelve",
    "  months is free. The fee needs money in the account.",
    "- The daily limit is 50.00 to 5000.00.",
    "",
    "## Disputes",
    "- Card purchases can be disputed for 60 days, once. Purchases up to",
    "  500.00 are credited provisionally at once; if the member withdraws",
    "  the dispute, the credit is taken back. An ended dispute stays ended.",
    "- Ask whether the card is still with the member before opening a dispute. Where it is not, the",
    "  card must be reported lost first.",
    "",
    "## Accounts and fees",
    "- A member holds at most 5 open accounts. The first deposit",
    "  is at least 25.00 and comes from another",
    "  account of the member.",
    "- An account closes only at a balance of zero, and not while scheduled",
    "  transfers use it or cards hang on it.",
    "- One fee per member may be refunded in 365 days, if it is",
    "  at most 90 days old and is a fee that",
    "  was not refunded before.",
    "- An overdraft line is at most 1000.00, on checking accounts",
    "  only, for members in good standing, and never below what is in use.",
    "",
    "## Loans",
    "- A payment is at most what is owed, interest to date included. A loan that is paid",
    "  off takes no payments. Interest to date is the balance times the yearly rate,",
    "  over 365 days, for the days since the last payment.",
    "- Quote the payoff before a member pays a loan off.",
    "",
    "## What you cannot do",
    "Say so, and hand over to a person with a reason.",
    "",
  ].join("\n"),
  enums: [
    standingEnum,
    accountKindEnum,
    accountStatusEnum,
    entryKindEnum,
    cardStatusEnum,
    frequencyEnum,
    scheduleStatusEnum,
    disputeReasonEnum,
    disputeStatusEnum,
    loanKindEnum,
    loanStatusEnum,
  ],
  entities: [
    memberEntity,
    accountEntity,
    entryEntity,
    cardEntity,
    payeeEntity,
    scheduledTransferEntity,
    disputeEntity,
    loanEntity,
    escalationEntity,
  ],
  principal: {
    entity: "Member",
    description: "The member who is talking to the desk.",
    owns: {
      Account: ["member_id"],
      Entry: ["account_id", "member_id"],
      Card: ["account_id", "member_id"],
      Payee: ["member_id"],
      ScheduledTransfer: ["source", "member_id"],
      Dispute: ["entry_id", "account_id", "member_id"],
      Loan: ["member_id"],
      Escalation: ["member_id"],
    },
    identifiedBy: ["find_member"],
  },
  tools: [
    findMemberTool,
    getMemberTool,
    updateContactTool,
    listAccountsTool,
    getAccountTool,
    searchEntriesTool,
    transferTool,
    payMemberTool,
    listPayeesTool,
    addPayeeTool,
    removePayeeTool,
    sendWireTool,
    listCardsTool,
    lockCardTool,
    unlockCardTool,
    setCardLimitTool,
    reportCardLostTool,
    openDisputeTool,
    withdrawDisputeTool,
    listDisputesTool,
    listScheduledTransfersTool,
    scheduleTransferTool,
    pauseScheduledTransferTool,
    resumeScheduledTransferTool,
    cancelScheduledTransferTool,
    openAccountTool,
    closeAccountTool,
    closeCardTool,
    setOverdraftLimitTool,
    refundFeeTool,
    listLoansTool,
    quotePayoffTool,
    payLoanTool,
    handOverTool,
  ],
};
