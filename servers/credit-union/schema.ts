import type {
  DomainSpec,
  EntitySpec,
  EnumSpec,
  FieldSpec,
  Table,
  ToolSpec,
  TypeSpec,
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

const addressType: TypeSpec = {
  kind: "record",
  name: "Address",
  fields: [
    { name: "street", type: { kind: "string" }, description: "Street and number." },
    { name: "city", type: { kind: "string" }, description: "City." },
    { name: "region", type: { kind: "string" }, description: "State or region." },
    { name: "postal_code", type: { kind: "string" }, description: "Postal code." },
  ],
};

const standingType: TypeSpec = { kind: "enum", name: "Standing", values: ["good", "restricted"] };

const memberFields: readonly FieldSpec[] = [
  {
    name: "member_id",
    type: { kind: "id", entity: "Member" },
    description: "The id of the member.",
  },
  { name: "name", type: { kind: "string" }, description: "Full name.", known: "owner" },
  {
    name: "email",
    type: { kind: "string" },
    description: "Email address.",
    compare: "normalized",
    known: "owner",
  },
  { name: "phone", type: { kind: "string" }, description: "Phone number.", known: "owner" },
  { name: "birth_date", type: { kind: "date" }, description: "Date of birth.", known: "owner" },
  { name: "address", type: addressType, description: "Postal address.", known: "owner" },
  { name: "joined", type: { kind: "date" }, description: "Member since." },
  {
    name: "standing",
    type: standingType,
    description: "Whether money may go out.",
    known: "never",
  },
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

const accountKindType: TypeSpec = {
  kind: "enum",
  name: "AccountKind",
  values: ["checking", "savings", "money_market"],
};

const accountStatusType: TypeSpec = {
  kind: "enum",
  name: "AccountStatus",
  values: ["active", "frozen", "closed"],
};

const accountFields: readonly FieldSpec[] = [
  {
    name: "account_id",
    type: { kind: "id", entity: "Account" },
    description: "The id of the account.",
  },
  {
    name: "member_id",
    type: { kind: "ref", entity: "Member" },
    description: "Whose account it is.",
  },
  { name: "kind", type: accountKindType, description: "What it is for.", known: "owner" },
  {
    name: "nickname",
    type: { kind: "nullable", of: { kind: "string" } },
    description: "What the member calls it.",
    known: "owner",
  },
  { name: "status", type: accountStatusType, description: "Whether it can be used." },
  { name: "balance", type: { kind: "money" }, description: "What is on it.", derived: true },
  {
    name: "overdraft_limit",
    type: { kind: "money", min: 0 },
    description: "How far it may go below zero.",
  },
  { name: "opened", type: { kind: "date" }, description: "When it was opened." },
  {
    name: "closed",
    type: { kind: "nullable", of: { kind: "date" } },
    description: "When it was closed.",
  },
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

const entryKindType: TypeSpec = {
  kind: "enum",
  name: "EntryKind",
  values: [
    "deposit",
    "withdrawal",
    "transfer_in",
    "transfer_out",
    "wire_out",
    "card_purchase",
    "fee",
    "fee_refund",
    "credit",
    "loan_payment",
  ],
};

const entryFields: readonly FieldSpec[] = [
  { name: "entry_id", type: { kind: "id", entity: "Entry" }, description: "The id of the entry." },
  { name: "account_id", type: { kind: "ref", entity: "Account" }, description: "The account." },
  { name: "kind", type: entryKindType, description: "Why money moved." },
  {
    name: "amount",
    type: { kind: "money" },
    description: "Positive in; negative out.",
    known: "owner",
  },
  { name: "posted", type: { kind: "datetime" }, description: "When it was posted." },
  {
    name: "text",
    type: { kind: "string" },
    description: "What the statement says.",
    compare: "ignore",
    known: "owner",
  },
  {
    name: "balance_after",
    type: { kind: "money" },
    description: "Balance right after it.",
    compare: "ignore",
  },
  {
    name: "card_id",
    type: { kind: "nullable", of: { kind: "ref", entity: "Card" } },
    description: "The card that was used.",
  },
  {
    name: "payee_id",
    type: { kind: "nullable", of: { kind: "ref", entity: "Payee" } },
    description: "The payee of a wire.",
  },
  {
    name: "refunds_id",
    type: { kind: "nullable", of: { kind: "ref", entity: "Entry" } },
    description: "The fee that this gives back.",
  },
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

const cardStatusType: TypeSpec = {
  kind: "enum",
  name: "CardStatus",
  values: ["active", "locked", "lost", "closed"],
};

const cardFields: readonly FieldSpec[] = [
  { name: "card_id", type: { kind: "id", entity: "Card" }, description: "The id of the card." },
  {
    name: "account_id",
    type: { kind: "ref", entity: "Account" },
    description: "The account it draws on.",
  },
  {
    name: "last_four",
    type: { kind: "string" },
    description: "Its last four digits.",
    compare: "ignore",
    known: "owner",
  },
  { name: "status", type: cardStatusType, description: "Whether it works." },
  { name: "daily_limit", type: { kind: "money" }, description: "What it may spend in a day." },
  { name: "issued", type: { kind: "date" }, description: "When it was issued." },
  {
    name: "replaces_id",
    type: { kind: "nullable", of: { kind: "ref", entity: "Card" } },
    description: "The card that it replaced.",
  },
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

const destinationType: TypeSpec = {
  kind: "union",
  name: "Destination",
  tag: "where",
  variants: [
    {
      value: "domestic",
      description: "A bank in the country.",
      fields: [
        {
          name: "routing_number",
          type: { kind: "string" },
          description: "Nine-digit number of the bank.",
        },
      ],
    },
    {
      value: "international",
      description: "A bank abroad.",
      fields: [
        { name: "country", type: { kind: "string" }, description: "Country of the bank." },
        { name: "swift_code", type: { kind: "string" }, description: "SWIFT code of the bank." },
      ],
    },
  ],
};

const payeeFields: readonly FieldSpec[] = [
  { name: "payee_id", type: { kind: "id", entity: "Payee" }, description: "The id of the payee." },
  {
    name: "member_id",
    type: { kind: "ref", entity: "Member" },
    description: "Who added the payee.",
  },
  { name: "name", type: { kind: "string" }, description: "Name of the payee.", known: "owner" },
  {
    name: "account_number",
    type: { kind: "string" },
    description: "Account number there.",
    known: "owner",
  },
  { name: "destination", type: destinationType, description: "The bank." },
  { name: "added", type: { kind: "date" }, description: "When it was added." },
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

const frequencyType: TypeSpec = {
  kind: "enum",
  name: "Frequency",
  values: ["once", "weekly", "monthly"],
};

const scheduleStatusType: TypeSpec = {
  kind: "enum",
  name: "ScheduleStatus",
  values: ["active", "paused", "cancelled", "finished"],
};

const scheduledTransferFields: readonly FieldSpec[] = [
  {
    name: "schedule_id",
    type: { kind: "id", entity: "ScheduledTransfer" },
    description: "The id of the scheduled transfer.",
  },
  {
    name: "source",
    type: { kind: "ref", entity: "Account" },
    description: "Where the money comes from.",
  },
  {
    name: "target",
    type: { kind: "ref", entity: "Account" },
    description: "Where the money goes.",
  },
  {
    name: "amount",
    type: { kind: "money", min: 1 },
    description: "How much each time.",
    known: "owner",
  },
  { name: "frequency", type: frequencyType, description: "How often.", known: "owner" },
  { name: "next_on", type: { kind: "date" }, description: "When it runs next." },
  { name: "status", type: scheduleStatusType, description: "Whether it runs." },
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

const disputeReasonType: TypeSpec = {
  kind: "enum",
  name: "DisputeReason",
  values: ["not_recognized", "duplicate", "wrong_amount", "not_received"],
};

const disputeStatusType: TypeSpec = {
  kind: "enum",
  name: "DisputeStatus",
  values: ["open", "resolved", "withdrawn"],
};

const disputeFields: readonly FieldSpec[] = [
  {
    name: "dispute_id",
    type: { kind: "id", entity: "Dispute" },
    description: "The id of the dispute.",
  },
  { name: "entry_id", type: { kind: "ref", entity: "Entry" }, description: "The purchase." },
  { name: "reason", type: disputeReasonType, description: "Why." },
  { name: "status", type: disputeStatusType, description: "Where it stands." },
  { name: "opened", type: { kind: "date" }, description: "When it was opened." },
  {
    name: "provisional_credit",
    type: { kind: "money", min: 0 },
    description: "What was credited meanwhile.",
  },
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

const loanKindType: TypeSpec = {
  kind: "enum",
  name: "LoanKind",
  values: ["auto", "personal", "home_improvement"],
};

const loanStatusType: TypeSpec = {
  kind: "enum",
  name: "LoanStatus",
  values: ["current", "late", "paid_off"],
};

const loanFields: readonly FieldSpec[] = [
  { name: "loan_id", type: { kind: "id", entity: "Loan" }, description: "The id of the loan." },
  { name: "member_id", type: { kind: "ref", entity: "Member" }, description: "Who borrowed." },
  { name: "kind", type: loanKindType, description: "What it paid for.", known: "owner" },
  { name: "principal", type: { kind: "money" }, description: "What was borrowed.", known: "owner" },
  { name: "balance", type: { kind: "money", min: 0 }, description: "Principal still owed." },
  {
    name: "yearly_rate",
    type: { kind: "decimal", digits: 2 },
    description: "Interest in percent a year.",
  },
  {
    name: "monthly_payment",
    type: { kind: "money" },
    description: "The agreed payment.",
    known: "owner",
  },
  { name: "last_paid", type: { kind: "date" }, description: "Up to when interest is paid." },
  { name: "status", type: loanStatusType, description: "Where it stands." },
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

const escalationFields: readonly FieldSpec[] = [
  {
    name: "escalation_id",
    type: { kind: "id", entity: "Escalation" },
    description: "The id of the escalation.",
  },
  { name: "member_id", type: { kind: "ref", entity: "Member" }, description: "The member." },
  { name: "reason", type: { kind: "string" }, description: "Why.", compare: "ignore" },
  { name: "opened", type: { kind: "datetime" }, description: "When." },
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

const memberIdentityType: TypeSpec = {
  kind: "record",
  name: "Member.identity",
  fields: [
    {
      name: "member_id",
      type: { kind: "id", entity: "Member" },
      description: "The id of the member.",
    },
    { name: "name", type: { kind: "string" }, description: "Full name.", known: "owner" },
    {
      name: "standing",
      type: standingType,
      description: "Whether money may go out.",
      known: "never",
    },
  ],
};

const findMemberTool: ToolSpec = {
  name: "find_member",
  title: "Find member",
  description: "Find a member by email address or by phone number. Give one of them.",
  actor: "agent",
  params: [
    {
      name: "email",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "Email address; case does not matter.",
      required: false,
    },
    {
      name: "phone",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "Phone number; spaces and punctuation do not matter.",
      required: false,
    },
  ],
  result: memberIdentityType,
  effects: {
    reads: ["members"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [
    {
      code: "nothing_to_search",
      description: "Neither an email address nor a phone number was given.",
    },
    { code: "member_unknown", description: "No member has this email address or phone number." },
  ],
  refusalsAs: "raised",
};

const memberType: TypeSpec = { kind: "record", name: "Member", fields: memberFields };

const getMemberTool: ToolSpec = {
  name: "get_member",
  title: "Get member",
  description: "Read a member's personal data.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
  ],
  result: memberType,
  effects: {
    reads: ["members"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "member_not_found", description: "There is no member with this id." }],
  refusalsAs: "raised",
};

const updateContactTool: ToolSpec = {
  name: "update_contact",
  title: "Update contact",
  description: "Change a member's email address, phone number or postal address.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
    {
      name: "changes",
      type: {
        kind: "changes",
        entity: "Member",
        fields: [
          {
            name: "email",
            type: { kind: "string" },
            description: "Email address.",
            compare: "normalized",
            known: "owner",
          },
          { name: "phone", type: { kind: "string" }, description: "Phone number.", known: "owner" },
          { name: "address", type: addressType, description: "Postal address.", known: "owner" },
        ],
      },
      description: "What changes.",
      required: true,
    },
  ],
  result: memberType,
  effects: {
    reads: ["members"],
    creates: [],
    updates: ["members"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "member_not_found", description: "There is no member with this id." },
    { code: "email_taken", description: "Another member uses this email address." },
  ],
  refusalsAs: "raised",
};

const accountSummaryType: TypeSpec = {
  kind: "record",
  name: "Account.summary",
  fields: [
    {
      name: "account_id",
      type: { kind: "id", entity: "Account" },
      description: "The id of the account.",
    },
    { name: "kind", type: accountKindType, description: "What it is for.", known: "owner" },
    {
      name: "nickname",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "What the member calls it.",
      known: "owner",
    },
    { name: "status", type: accountStatusType, description: "Whether it can be used." },
    { name: "balance", type: { kind: "money" }, description: "What is on it.", derived: true },
  ],
};

const listAccountsTool: ToolSpec = {
  name: "list_accounts",
  title: "List accounts",
  description: "List the accounts of a member.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
    {
      name: "include_closed",
      type: { kind: "bool" },
      description: "Whether closed accounts are listed too.",
      required: false,
      default: false,
    },
  ],
  result: { kind: "list", of: accountSummaryType },
  effects: {
    reads: ["members", "accounts"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "member_not_found", description: "There is no member with this id." }],
  refusalsAs: "raised",
};

const accountType: TypeSpec = { kind: "record", name: "Account", fields: accountFields };

const getAccountTool: ToolSpec = {
  name: "get_account",
  title: "Get account",
  description: "Read one account in full.",
  actor: "agent",
  params: [
    {
      name: "account_id",
      type: { kind: "ref", entity: "Account" },
      description: "The account.",
      required: true,
    },
  ],
  result: accountType,
  effects: {
    reads: ["accounts"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "account_not_found", description: "There is no account with this id." }],
  refusalsAs: "raised",
};

const entryType: TypeSpec = { kind: "record", name: "Entry", fields: entryFields };

const searchEntriesTool: ToolSpec = {
  name: "search_entries",
  title: "Search entries",
  description:
    "Search the movements of an account, newest first, at most 50 at a time. All filters are optional and must hold together.",
  actor: "agent",
  params: [
    {
      name: "account_id",
      type: { kind: "ref", entity: "Account" },
      description: "The account.",
      required: true,
    },
    {
      name: "kind",
      type: { kind: "nullable", of: entryKindType },
      description: "Only of this kind.",
      required: false,
    },
    {
      name: "posted_from",
      type: { kind: "nullable", of: { kind: "date" } },
      description: "Posted on this day or later.",
      required: false,
    },
    {
      name: "posted_to",
      type: { kind: "nullable", of: { kind: "date" } },
      description: "Posted on this day or earlier.",
      required: false,
    },
    {
      name: "least",
      type: { kind: "nullable", of: { kind: "money" } },
      description: "Moved at least this much, in cents, in or out.",
      required: false,
    },
    {
      name: "most",
      type: { kind: "nullable", of: { kind: "money" } },
      description: "Moved at most this much, in cents, in or out.",
      required: false,
    },
    {
      name: "text",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "Words that the statement text contains.",
      required: false,
    },
    {
      name: "offset",
      type: { kind: "int", min: 0 },
      description: "How many to skip.",
      required: false,
      default: 0,
    },
    {
      name: "limit",
      type: { kind: "int", min: 1, max: 50 },
      description: "How many to return at most.",
      required: false,
      default: 20,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "total", type: { kind: "int" }, description: "How many match." },
      {
        name: "entries",
        type: { kind: "list", of: entryType },
        description: "The matching movements.",
      },
    ],
  },
  effects: {
    reads: ["accounts", "postings"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "account_not_found", description: "There is no account with this id." }],
  refusalsAs: "raised",
};

const transferTool: ToolSpec = {
  name: "transfer",
  title: "Transfer",
  description: "Move money between two accounts of the same member.",
  actor: "agent",
  params: [
    {
      name: "source_id",
      type: { kind: "ref", entity: "Account" },
      description: "Where the money comes from.",
      required: true,
    },
    {
      name: "target_id",
      type: { kind: "ref", entity: "Account" },
      description: "Where the money goes.",
      required: true,
    },
    {
      name: "amount",
      type: { kind: "money", min: 1 },
      description: "How much in cents.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      {
        name: "source_balance",
        type: { kind: "money" },
        description: "What is left on the source.",
      },
      {
        name: "target_balance",
        type: { kind: "money" },
        description: "What is now on the target.",
      },
    ],
  },
  effects: {
    reads: ["members", "accounts", "postings"],
    creates: ["postings"],
    updates: ["accounts"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "account_not_found", description: "There is no account with this id." },
    { code: "same_account", description: "Source and target are the same account." },
    { code: "not_own_account", description: "The accounts belong to different members." },
    { code: "account_not_active", description: "An account is frozen or closed." },
    { code: "member_restricted", description: "The member may not send money out." },
    { code: "withdrawal_limit", description: "The monthly number of withdrawals is used up." },
    {
      code: "insufficient_funds",
      description: "The account does not hold enough, overdraft line included.",
    },
    { code: "below_minimum", description: "The account would fall below its minimum balance." },
  ],
  refusalsAs: "raised",
};

const payMemberTool: ToolSpec = {
  name: "pay_member",
  title: "Pay member",
  description: "Send money to the account of another member.",
  actor: "agent",
  params: [
    {
      name: "source_id",
      type: { kind: "ref", entity: "Account" },
      description: "The account that pays.",
      required: true,
    },
    {
      name: "target_id",
      type: { kind: "ref", entity: "Account" },
      description: "The other member's account.",
      required: true,
    },
    {
      name: "amount",
      type: { kind: "money", min: 1 },
      description: "How much in cents.",
      required: true,
    },
    {
      name: "message",
      type: { kind: "nullable", of: { kind: "string", maxLength: 80 } },
      description: "A line for the other member's statement.",
      required: false,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      {
        name: "entry_id",
        type: { kind: "id", entity: "Entry" },
        description: "The movement on the paying account.",
      },
      {
        name: "source_balance",
        type: { kind: "money" },
        description: "What is left on the paying account.",
      },
    ],
  },
  effects: {
    reads: ["members", "accounts", "postings"],
    creates: ["postings"],
    updates: ["accounts"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "account_not_found", description: "There is no account with this id." },
    { code: "own_account", description: "The target belongs to the same member." },
    {
      code: "over_transfer_limit",
      description: "The amount is over the limit for transfers to members.",
    },
    { code: "account_not_active", description: "An account is frozen or closed." },
    { code: "member_restricted", description: "The member may not send money out." },
    { code: "withdrawal_limit", description: "The monthly number of withdrawals is used up." },
    {
      code: "insufficient_funds",
      description: "The account does not hold enough, overdraft line included.",
    },
    { code: "below_minimum", description: "The account would fall below its minimum balance." },
  ],
  refusalsAs: "raised",
};

const payeeType: TypeSpec = { kind: "record", name: "Payee", fields: payeeFields };

const listPayeesTool: ToolSpec = {
  name: "list_payees",
  title: "List payees",
  description: "List the payees that a member has added.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
  ],
  result: { kind: "list", of: payeeType },
  effects: {
    reads: ["members", "payees"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "member_not_found", description: "There is no member with this id." }],
  refusalsAs: "raised",
};

const addPayeeTool: ToolSpec = {
  name: "add_payee",
  title: "Add payee",
  description: "Add a payee at another bank.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "Who adds the payee.",
      required: true,
    },
    {
      name: "name",
      type: { kind: "string", minLength: 1, maxLength: 80 },
      description: "Name of the payee.",
      required: true,
    },
    {
      name: "account_number",
      type: { kind: "string", minLength: 4, maxLength: 34 },
      description: "Account number there.",
      required: true,
    },
    { name: "destination", type: destinationType, description: "The bank.", required: true },
  ],
  result: payeeType,
  effects: {
    reads: ["members", "payees"],
    creates: ["payees"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "member_not_found", description: "There is no member with this id." },
    { code: "bad_routing_number", description: "A routing number has nine digits." },
    {
      code: "payee_exists",
      description: "The member already has a payee with this account number.",
    },
  ],
  refusalsAs: "raised",
};

const removePayeeTool: ToolSpec = {
  name: "remove_payee",
  title: "Remove payee",
  description: "Remove a payee.",
  actor: "agent",
  params: [
    {
      name: "payee_id",
      type: { kind: "ref", entity: "Payee" },
      description: "The payee.",
      required: true,
    },
  ],
  result: { kind: "string" },
  effects: {
    reads: ["postings", "payees"],
    creates: [],
    updates: ["postings"],
    removes: ["payees"],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "payee_not_found", description: "There is no payee with this id." },
    { code: "payee_in_use", description: "The payee has received a wire lately." },
  ],
  refusalsAs: "raised",
};

const sendWireTool: ToolSpec = {
  name: "send_wire",
  title: "Send wire",
  description: "Send money to a payee at another bank. The fee is charged on top.",
  actor: "agent",
  params: [
    {
      name: "source_id",
      type: { kind: "ref", entity: "Account" },
      description: "The account that pays.",
      required: true,
    },
    {
      name: "payee_id",
      type: { kind: "ref", entity: "Payee" },
      description: "The payee.",
      required: true,
    },
    {
      name: "amount",
      type: { kind: "money", min: 1 },
      description: "How much in cents.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      {
        name: "entry_id",
        type: { kind: "id", entity: "Entry" },
        description: "The movement of the wire.",
      },
      { name: "fee", type: { kind: "money" }, description: "The fee that was charged." },
      { name: "source_balance", type: { kind: "money" }, description: "What is left." },
    ],
  },
  effects: {
    reads: ["members", "accounts", "postings", "payees"],
    creates: ["postings"],
    updates: ["accounts", "postings"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "account_not_found", description: "There is no account with this id." },
    { code: "payee_not_found", description: "There is no payee with this id." },
    { code: "not_own_payee", description: "The payee was added by another member." },
    { code: "over_wire_limit", description: "The amount is over the limit for wires." },
    { code: "payee_too_new", description: "The payee was added too recently for this amount." },
    { code: "account_not_active", description: "An account is frozen or closed." },
    { code: "member_restricted", description: "The member may not send money out." },
    { code: "withdrawal_limit", description: "The monthly number of withdrawals is used up." },
    {
      code: "insufficient_funds",
      description: "The account does not hold enough, overdraft line included.",
    },
    { code: "below_minimum", description: "The account would fall below its minimum balance." },
  ],
  refusalsAs: "raised",
};

const cardType: TypeSpec = { kind: "record", name: "Card", fields: cardFields };

const listCardsTool: ToolSpec = {
  name: "list_cards",
  title: "List cards",
  description: "List the cards on the accounts of a member.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
  ],
  result: { kind: "list", of: cardType },
  effects: {
    reads: ["members", "accounts", "cards"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "member_not_found", description: "There is no member with this id." }],
  refusalsAs: "raised",
};

const lockCardTool: ToolSpec = {
  name: "lock_card",
  title: "Lock card",
  description: "Lock a card so that it cannot be used until it is unlocked.",
  actor: "agent",
  params: [
    {
      name: "card_id",
      type: { kind: "ref", entity: "Card" },
      description: "The card.",
      required: true,
    },
  ],
  result: cardType,
  effects: {
    reads: ["cards"],
    creates: [],
    updates: ["cards"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "card_not_found", description: "There is no card with this id." },
    { code: "card_already_locked", description: "The card is locked already." },
    { code: "card_not_usable", description: "The card is lost or closed." },
  ],
  refusalsAs: "raised",
};

const unlockCardTool: ToolSpec = {
  name: "unlock_card",
  title: "Unlock card",
  description: "Unlock a card that its owner locked.",
  actor: "agent",
  params: [
    {
      name: "card_id",
      type: { kind: "ref", entity: "Card" },
      description: "The card.",
      required: true,
    },
  ],
  result: cardType,
  effects: {
    reads: ["cards"],
    creates: [],
    updates: ["cards"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "card_not_found", description: "There is no card with this id." },
    { code: "card_not_locked", description: "The card is not locked." },
    { code: "card_not_usable", description: "The card is lost or closed." },
  ],
  refusalsAs: "raised",
};

const setCardLimitTool: ToolSpec = {
  name: "set_card_limit",
  title: "Set card limit",
  description: "Change what a card may spend in a day.",
  actor: "agent",
  params: [
    {
      name: "card_id",
      type: { kind: "ref", entity: "Card" },
      description: "The card.",
      required: true,
    },
    {
      name: "daily_limit",
      type: { kind: "money" },
      description: "The new limit in cents.",
      required: true,
    },
  ],
  result: cardType,
  effects: {
    reads: ["cards"],
    creates: [],
    updates: ["cards"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "card_not_found", description: "There is no card with this id." },
    { code: "card_not_usable", description: "The card is lost or closed." },
    { code: "bad_card_limit", description: "The limit is outside of what is allowed." },
  ],
  refusalsAs: "raised",
};

const reportCardLostTool: ToolSpec = {
  name: "report_card_lost",
  title: "Report card lost",
  description: "Report a card as lost or stolen and issue a new one for the same account.",
  actor: "agent",
  params: [
    {
      name: "card_id",
      type: { kind: "ref", entity: "Card" },
      description: "The card that is gone.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "new_card", type: cardType, description: "The new card." },
      { name: "fee", type: { kind: "money" }, description: "What the replacement cost." },
    ],
  },
  effects: {
    reads: ["accounts", "cards"],
    creates: ["postings", "cards"],
    updates: ["accounts", "cards"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "card_not_found", description: "There is no card with this id." },
    { code: "card_not_usable", description: "The card is lost or closed." },
    {
      code: "insufficient_funds",
      description: "The account does not hold enough, overdraft line included.",
    },
  ],
  refusalsAs: "raised",
};

const disputeType: TypeSpec = { kind: "record", name: "Dispute", fields: disputeFields };

const openDisputeTool: ToolSpec = {
  name: "open_dispute",
  title: "Open dispute",
  description: "Contest a card purchase. Smaller purchases are credited provisionally at once.",
  actor: "agent",
  params: [
    {
      name: "entry_id",
      type: { kind: "ref", entity: "Entry" },
      description: "The purchase.",
      required: true,
    },
    {
      name: "reason",
      type: disputeReasonType,
      description: "Why it is contested.",
      required: true,
    },
  ],
  result: disputeType,
  effects: {
    reads: ["accounts", "postings", "disputes"],
    creates: ["postings", "disputes"],
    updates: ["accounts"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "entry_not_found", description: "There is no entry with this id." },
    { code: "not_disputable", description: "Only card purchases can be disputed." },
    { code: "dispute_window_closed", description: "The purchase is too old." },
    { code: "already_disputed", description: "The purchase has been disputed before." },
  ],
  refusalsAs: "raised",
};

const withdrawDisputeTool: ToolSpec = {
  name: "withdraw_dispute",
  title: "Withdraw dispute",
  description: "Take back an open dispute; a provisional credit is reversed.",
  actor: "agent",
  params: [
    {
      name: "dispute_id",
      type: { kind: "ref", entity: "Dispute" },
      description: "The dispute.",
      required: true,
    },
  ],
  result: disputeType,
  effects: {
    reads: ["accounts", "postings", "disputes"],
    creates: ["postings"],
    updates: ["accounts", "disputes"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "dispute_not_found", description: "There is no dispute with this id." },
    { code: "dispute_ended", description: "The dispute is not open any more." },
  ],
  refusalsAs: "raised",
};

const listDisputesTool: ToolSpec = {
  name: "list_disputes",
  title: "List disputes",
  description: "List the disputes of a member, newest first.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
  ],
  result: { kind: "list", of: disputeType },
  effects: {
    reads: ["members", "accounts", "postings", "disputes"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "member_not_found", description: "There is no member with this id." }],
  refusalsAs: "raised",
};

const scheduledTransferType: TypeSpec = {
  kind: "record",
  name: "ScheduledTransfer",
  fields: scheduledTransferFields,
};

const listScheduledTransfersTool: ToolSpec = {
  name: "list_scheduled_transfers",
  title: "List scheduled transfers",
  description: "List the scheduled transfers out of the accounts of a member.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
  ],
  result: { kind: "list", of: scheduledTransferType },
  effects: {
    reads: ["members", "accounts", "scheduled_transfers"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "member_not_found", description: "There is no member with this id." }],
  refusalsAs: "raised",
};

const scheduleTransferTool: ToolSpec = {
  name: "schedule_transfer",
  title: "Schedule transfer",
  description: "Let money move between two accounts of a member by itself.",
  actor: "agent",
  params: [
    {
      name: "source_id",
      type: { kind: "ref", entity: "Account" },
      description: "Where the money comes from.",
      required: true,
    },
    {
      name: "target_id",
      type: { kind: "ref", entity: "Account" },
      description: "Where the money goes.",
      required: true,
    },
    {
      name: "amount",
      type: { kind: "money", min: 1 },
      description: "How much each time in cents.",
      required: true,
    },
    { name: "frequency", type: frequencyType, description: "How often.", required: true },
    {
      name: "start_on",
      type: { kind: "date" },
      description: "When it runs first.",
      required: true,
    },
  ],
  result: scheduledTransferType,
  effects: {
    reads: ["members", "accounts"],
    creates: ["scheduled_transfers"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "account_not_found", description: "There is no account with this id." },
    { code: "same_account", description: "Source and target are the same account." },
    { code: "not_own_account", description: "The accounts belong to different members." },
    { code: "account_not_active", description: "An account is frozen or closed." },
    { code: "bad_start_date", description: "The first day is too early or too far ahead." },
  ],
  refusalsAs: "raised",
};

const pauseScheduledTransferTool: ToolSpec = {
  name: "pause_scheduled_transfer",
  title: "Pause scheduled transfer",
  description: "Pause a scheduled transfer.",
  actor: "agent",
  params: [
    {
      name: "schedule_id",
      type: { kind: "ref", entity: "ScheduledTransfer" },
      description: "The scheduled transfer.",
      required: true,
    },
  ],
  result: scheduledTransferType,
  effects: {
    reads: ["scheduled_transfers"],
    creates: [],
    updates: ["scheduled_transfers"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    {
      code: "scheduled_transfer_not_found",
      description: "There is no scheduled transfer with this id.",
    },
    { code: "schedule_ended", description: "The scheduled transfer was cancelled or is finished." },
    { code: "schedule_unchanged", description: "The scheduled transfer already is as asked." },
  ],
  refusalsAs: "raised",
};

const resumeScheduledTransferTool: ToolSpec = {
  name: "resume_scheduled_transfer",
  title: "Resume scheduled transfer",
  description: "Let a paused scheduled transfer run again; a day in the past moves to tomorrow.",
  actor: "agent",
  params: [
    {
      name: "schedule_id",
      type: { kind: "ref", entity: "ScheduledTransfer" },
      description: "The scheduled transfer.",
      required: true,
    },
  ],
  result: scheduledTransferType,
  effects: {
    reads: ["scheduled_transfers"],
    creates: [],
    updates: ["scheduled_transfers"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    {
      code: "scheduled_transfer_not_found",
      description: "There is no scheduled transfer with this id.",
    },
    { code: "schedule_ended", description: "The scheduled transfer was cancelled or is finished." },
    { code: "schedule_unchanged", description: "The scheduled transfer already is as asked." },
  ],
  refusalsAs: "raised",
};

const cancelScheduledTransferTool: ToolSpec = {
  name: "cancel_scheduled_transfer",
  title: "Cancel scheduled transfer",
  description: "End a scheduled transfer for good.",
  actor: "agent",
  params: [
    {
      name: "schedule_id",
      type: { kind: "ref", entity: "ScheduledTransfer" },
      description: "The scheduled transfer.",
      required: true,
    },
  ],
  result: scheduledTransferType,
  effects: {
    reads: ["scheduled_transfers"],
    creates: [],
    updates: ["scheduled_transfers"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    {
      code: "scheduled_transfer_not_found",
      description: "There is no scheduled transfer with this id.",
    },
    { code: "schedule_ended", description: "The scheduled transfer was cancelled or is finished." },
  ],
  refusalsAs: "raised",
};

const openAccountTool: ToolSpec = {
  name: "open_account",
  title: "Open account",
  description:
    "Open a further account for a member, with a first deposit from another of their accounts.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
    {
      name: "kind",
      type: accountKindType,
      description: "What the account is for.",
      required: true,
    },
    {
      name: "nickname",
      type: { kind: "nullable", of: { kind: "string", maxLength: 40 } },
      description: "What the member calls it.",
      required: false,
    },
    {
      name: "funding_id",
      type: { kind: "ref", entity: "Account" },
      description: "The account that the first deposit comes from.",
      required: true,
    },
    {
      name: "deposit",
      type: { kind: "money", min: 0 },
      description: "The first deposit in cents.",
      required: true,
    },
  ],
  result: accountType,
  effects: {
    reads: ["members", "accounts", "postings"],
    creates: ["accounts", "postings"],
    updates: ["accounts"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "member_not_found", description: "There is no member with this id." },
    { code: "account_not_found", description: "There is no account with this id." },
    { code: "not_own_account", description: "The funding account belongs to another member." },
    { code: "too_many_accounts", description: "The member holds as many accounts as allowed." },
    { code: "deposit_too_small", description: "The first deposit is too small." },
    { code: "account_not_active", description: "An account is frozen or closed." },
    { code: "member_restricted", description: "The member may not send money out." },
    { code: "withdrawal_limit", description: "The monthly number of withdrawals is used up." },
    {
      code: "insufficient_funds",
      description: "The account does not hold enough, overdraft line included.",
    },
    { code: "below_minimum", description: "The account would fall below its minimum balance." },
  ],
  refusalsAs: "raised",
};

const closeAccountTool: ToolSpec = {
  name: "close_account",
  title: "Close account",
  description: "Close an account for good.",
  actor: "agent",
  params: [
    {
      name: "account_id",
      type: { kind: "ref", entity: "Account" },
      description: "The account.",
      required: true,
    },
  ],
  result: accountType,
  effects: {
    reads: ["accounts", "cards", "scheduled_transfers"],
    creates: [],
    updates: ["accounts"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "account_not_found", description: "There is no account with this id." },
    { code: "account_not_active", description: "An account is frozen or closed." },
    { code: "balance_not_zero", description: "The balance is not zero." },
    { code: "schedules_pending", description: "Scheduled transfers still use the account." },
    { code: "cards_attached", description: "Cards still draw on the account." },
  ],
  refusalsAs: "raised",
};

const closeCardTool: ToolSpec = {
  name: "close_card",
  title: "Close card",
  description: "Close a card without a replacement.",
  actor: "agent",
  params: [
    {
      name: "card_id",
      type: { kind: "ref", entity: "Card" },
      description: "The card.",
      required: true,
    },
  ],
  result: cardType,
  effects: {
    reads: ["cards"],
    creates: [],
    updates: ["cards"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "card_not_found", description: "There is no card with this id." },
    { code: "card_not_usable", description: "The card is lost or closed." },
  ],
  refusalsAs: "raised",
};

const setOverdraftLimitTool: ToolSpec = {
  name: "set_overdraft_limit",
  title: "Set overdraft limit",
  description: "Set how far a checking account may go below zero.",
  actor: "agent",
  params: [
    {
      name: "account_id",
      type: { kind: "ref", entity: "Account" },
      description: "The account.",
      required: true,
    },
    {
      name: "limit",
      type: { kind: "money", min: 0 },
      description: "The new line in cents.",
      required: true,
    },
  ],
  result: accountType,
  effects: {
    reads: ["members", "accounts"],
    creates: [],
    updates: ["accounts"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "account_not_found", description: "There is no account with this id." },
    { code: "account_not_active", description: "An account is frozen or closed." },
    { code: "not_checking", description: "Only checking accounts have an overdraft line." },
    { code: "member_restricted", description: "The member may not send money out." },
    { code: "bad_overdraft", description: "The line is larger than allowed." },
    { code: "overdraft_in_use", description: "More than the new line is in use." },
  ],
  refusalsAs: "raised",
};

const refundFeeTool: ToolSpec = {
  name: "refund_fee",
  title: "Refund fee",
  description: "Give a fee back to a member as a gesture of goodwill.",
  actor: "agent",
  params: [
    {
      name: "entry_id",
      type: { kind: "ref", entity: "Entry" },
      description: "The fee.",
      required: true,
    },
  ],
  result: entryType,
  effects: {
    reads: ["members", "accounts", "postings"],
    creates: ["postings"],
    updates: ["accounts", "postings"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "entry_not_found", description: "There is no entry with this id." },
    { code: "not_a_fee", description: "The movement is no fee." },
    { code: "already_refunded", description: "The fee was given back before." },
    { code: "fee_too_old", description: "The fee is too old." },
    { code: "refund_used", description: "The member has had a fee refunded lately." },
  ],
  refusalsAs: "raised",
};

const loanType: TypeSpec = { kind: "record", name: "Loan", fields: loanFields };

const listLoansTool: ToolSpec = {
  name: "list_loans",
  title: "List loans",
  description: "List the loans of a member.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
  ],
  result: { kind: "list", of: loanType },
  effects: {
    reads: ["members", "loans"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "member_not_found", description: "There is no member with this id." }],
  refusalsAs: "raised",
};

const quotePayoffTool: ToolSpec = {
  name: "quote_payoff",
  title: "Quote payoff",
  description: "Compute what it takes today to pay a loan off.",
  actor: "agent",
  params: [
    {
      name: "loan_id",
      type: { kind: "ref", entity: "Loan" },
      description: "The loan.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "balance", type: { kind: "money" }, description: "Principal still owed." },
      { name: "interest", type: { kind: "money" }, description: "Interest to date." },
      { name: "payoff", type: { kind: "money" }, description: "Both together." },
    ],
  },
  effects: {
    reads: ["loans"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "loan_not_found", description: "There is no loan with this id." }],
  refusalsAs: "raised",
};

const payLoanTool: ToolSpec = {
  name: "pay_loan",
  title: "Pay loan",
  description: "Pay towards a loan from an account of the borrower. Interest is settled first.",
  actor: "agent",
  params: [
    {
      name: "loan_id",
      type: { kind: "ref", entity: "Loan" },
      description: "The loan.",
      required: true,
    },
    {
      name: "source_id",
      type: { kind: "ref", entity: "Account" },
      description: "The account that pays.",
      required: true,
    },
    {
      name: "amount",
      type: { kind: "money", min: 1 },
      description: "How much in cents.",
      required: true,
    },
  ],
  result: loanType,
  effects: {
    reads: ["members", "accounts", "postings", "loans"],
    creates: ["postings"],
    updates: ["accounts", "loans"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "loan_not_found", description: "There is no loan with this id." },
    { code: "account_not_found", description: "There is no account with this id." },
    { code: "loan_closed", description: "The loan is paid off." },
    { code: "not_own_account", description: "The account belongs to another member." },
    { code: "below_interest", description: "The amount does not cover the interest to date." },
    { code: "over_payoff", description: "The amount is more than is owed." },
    { code: "account_not_active", description: "An account is frozen or closed." },
    { code: "member_restricted", description: "The member may not send money out." },
    { code: "withdrawal_limit", description: "The monthly number of withdrawals is used up." },
    {
      code: "insufficient_funds",
      description: "The account does not hold enough, overdraft line included.",
    },
    { code: "below_minimum", description: "The account would fall below its minimum balance." },
  ],
  refusalsAs: "raised",
};

const escalationType: TypeSpec = { kind: "record", name: "Escalation", fields: escalationFields };

const handOverTool: ToolSpec = {
  name: "hand_over",
  title: "Hand over",
  description: "Hand the conversation over to a person of the credit union.",
  actor: "agent",
  params: [
    {
      name: "member_id",
      type: { kind: "ref", entity: "Member" },
      description: "The member.",
      required: true,
    },
    {
      name: "reason",
      type: { kind: "string", minLength: 3 },
      description: "Why a person is needed.",
      required: true,
    },
  ],
  result: escalationType,
  effects: {
    reads: ["members", "escalations"],
    creates: ["escalations"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "member_not_found", description: "There is no member with this id." },
    { code: "already_escalated", description: "The member is waiting for a person already." },
  ],
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
    " Cancelled or finished ones do not come back. One that is",
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
    "- Card purchases can be disputed for 60 days",
    ", once. Purchases up to",
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
