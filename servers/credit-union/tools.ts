import {
  abs,
  addDays,
  addYears,
  applyChanges,
  type Call,
  containsWords,
  copy,
  count,
  dateOf,
  daysBetween,
  first,
  firstOfMonth,
  formatDate,
  formatMoney,
  found,
  type Invariant,
  join,
  max,
  normalize,
  parseInteger,
  type Reaction,
  refuse,
  round,
  scan,
  sortByDescending,
  split,
  sum,
  type ToolImplementation,
} from "../../shared/index.js";
import {
  type Account,
  type AccountSummary,
  type AddPayeeArgs,
  type CancelScheduledTransferArgs,
  type Card,
  type CloseAccountArgs,
  type CloseCardArgs,
  type Db,
  type Dispute,
  type Entry,
  type EntryKind,
  type Escalation,
  type FindMemberArgs,
  fees,
  type GetAccountArgs,
  type GetMemberArgs,
  type HandOverArgs,
  type ListAccountsArgs,
  type ListCardsArgs,
  type ListDisputesArgs,
  type ListLoansArgs,
  type ListPayeesArgs,
  type ListScheduledTransfersArgs,
  type Loan,
  type LockCardArgs,
  limits,
  type Member,
  type MemberIdentity,
  type OpenAccountArgs,
  type OpenDisputeArgs,
  type PauseScheduledTransferArgs,
  type Payee,
  type PayLoanArgs,
  type PayMemberArgs,
  type QuotePayoffArgs,
  type RefundFeeArgs,
  type RemovePayeeArgs,
  type ReportCardLostArgs,
  type ResumeScheduledTransferArgs,
  type ScheduledTransfer,
  type ScheduleTransferArgs,
  type SearchEntriesArgs,
  type SendWireArgs,
  type SetCardLimitArgs,
  type SetOverdraftLimitArgs,
  type TransferArgs,
  type UnlockCardArgs,
  type UpdateContactArgs,
  type WithdrawDisputeArgs,
} from "./schema.js";

/** Find a member by email address or by phone number. Give one of them. */
export function findMember({ db }: Call<Db>, args: FindMemberArgs): MemberIdentity {
  if (args.email === null && args.phone === null) {
    refuse("nothing_to_search", "Give an email address or a phone number.");
  }
  if (args.email !== null) {
    const byEmail = first(db.members.where("email", args.email.toLowerCase(), "lower"));
    if (byEmail !== null) {
      return asMemberIdentity(byEmail);
    }
  }
  if (args.phone !== null) {
    const byPhone = first(db.members.where("phone", normalize(args.phone), "normalized"));
    if (byPhone !== null) {
      return asMemberIdentity(byPhone);
    }
  }
  refuse("member_unknown", "No member has this email address or phone number.");
}

/** Read a member's personal data. */
export function getMember({ db }: Call<Db>, args: GetMemberArgs): Member {
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  return member;
}

/** Change a member's email address, phone number or postal address. */
export function updateContact({ db }: Call<Db>, args: UpdateContactArgs): Member {
  const member = db.members.edit(
    found(
      db.members.get(args.member_id),
      "member_not_found",
      `No member has the id "${args.member_id}".`,
    ),
  );

  const email = args.changes.email ?? null;
  if (email !== null) {
    const other = first(db.members.where("email", email.toLowerCase(), "lower"));
    if (other !== null && other.member_id !== member.member_id) {
      refuse("email_taken", `Another member uses ${email}.`);
    }
  }
  applyChanges(member, args.changes, "email", "phone", "address");
  return member;
}

/** List the accounts of a member. */
export function listAccounts({ db }: Call<Db>, args: ListAccountsArgs): readonly AccountSummary[] {
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  return db.accounts
    .where("member_id", member.member_id)
    .filter((a) => args.include_closed || a.status !== "closed")
    .map(asAccountSummary);
}

/** Read one account in full. */
export function getAccount({ db }: Call<Db>, args: GetAccountArgs): Account {
  const account = found(
    db.accounts.get(args.account_id),
    "account_not_found",
    `No account has the id "${args.account_id}".`,
  );
  return account;
}

/**
 * Search the movements of an account, newest first, at most 50 at a time. All filters are
 * optional and must hold together.
 */
export function searchEntries(
  { db }: Call<Db>,
  args: SearchEntriesArgs,
): { total: number; entries: readonly Entry[] } {
  const account = found(
    db.accounts.get(args.account_id),
    "account_not_found",
    `No account has the id "${args.account_id}".`,
  );

  const matching = db.postings
    .where("account_id", account.account_id)
    .filter(
      (e) =>
        (args.kind === null || e.kind === args.kind) &&
        (args.posted_from === null || dateOf(e.posted) >= args.posted_from) &&
        (args.posted_to === null || dateOf(e.posted) <= args.posted_to) &&
        (args.least === null || abs(e.amount) >= args.least) &&
        (args.most === null || abs(e.amount) <= args.most) &&
        (args.text === null || containsWords(e.text, args.text)),
    );

  const newest = sortByDescending(matching, (e) => e.posted);
  return { total: matching.length, entries: newest.slice(args.offset, args.offset + args.limit) };
}

/** Move money between two accounts of the same member. */
export function transfer(
  call: Call<Db>,
  args: TransferArgs,
): { source_balance: number; target_balance: number } {
  const { db } = call;
  const source = found(
    db.accounts.get(args.source_id),
    "account_not_found",
    `No account has the id "${args.source_id}".`,
  );
  const target = found(
    db.accounts.get(args.target_id),
    "account_not_found",
    `No account has the id "${args.target_id}".`,
  );

  if (source.account_id === target.account_id) {
    refuse("same_account", "Source and target are the same account.");
  }
  if (source.member_id !== target.member_id) {
    refuse("not_own_account", "Both accounts must belong to the same member.");
  }
  if (target.status !== "active") {
    refuse("account_not_active", `Account ${args.target_id} is ${target.status}.`);
  }

  checkCanPay(call, source, args.amount);
  post(call, source, "transfer_out", -args.amount, `Transfer to ${args.target_id}`);
  post(
    call,
    db.accounts.current(target),
    "transfer_in",
    args.amount,
    `Transfer from ${args.source_id}`,
  );

  return {
    source_balance: db.accounts.current(source).balance,
    target_balance: db.accounts.current(target).balance,
  };
}

/** Send money to the account of another member. */
export function payMember(
  call: Call<Db>,
  args: PayMemberArgs,
): { entry_id: string; source_balance: number } {
  const { db } = call;
  const source = found(
    db.accounts.get(args.source_id),
    "account_not_found",
    `No account has the id "${args.source_id}".`,
  );
  const target = found(
    db.accounts.get(args.target_id),
    "account_not_found",
    `No account has the id "${args.target_id}".`,
  );

  if (source.member_id === target.member_id) {
    refuse("own_account", "Use a transfer between own accounts.");
  }
  if (args.amount > limits.member_transfer) {
    refuse(
      "over_transfer_limit",
      `At most ${formatMoney(limits.member_transfer)} can be sent to a member at a time.`,
    );
  }
  if (target.status !== "active") {
    refuse("account_not_active", `Account ${args.target_id} cannot receive money.`);
  }

  checkCanPay(call, source, args.amount);
  const out = post(
    call,
    source,
    "transfer_out",
    -args.amount,
    `To ${db.members.must(target.member_id).name}`,
  );
  post(
    call,
    db.accounts.current(target),
    "transfer_in",
    args.amount,
    `From ${db.members.must(db.accounts.current(source).member_id).name}${args.message === null ? "" : `: ${args.message}`}`,
  );

  return { entry_id: out.entry_id, source_balance: db.accounts.current(source).balance };
}

/** List the payees that a member has added. */
export function listPayees({ db }: Call<Db>, args: ListPayeesArgs): readonly Payee[] {
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  return db.payees.where("member_id", member.member_id);
}

/** Add a payee at another bank. */
export function addPayee({ db, today }: Call<Db>, args: AddPayeeArgs): Payee {
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );

  if (args.destination.where === "domestic") {
    const number = parseInteger(args.destination.routing_number);
    if (args.destination.routing_number.length !== 9 || number === null || number < 0) {
      refuse(
        "bad_routing_number",
        `${args.destination.routing_number} is not a nine-digit routing number.`,
      );
    }
  }
  if (
    db.payees
      .where("member_id", member.member_id)
      .some((p) => p.account_number === args.account_number)
  ) {
    refuse("payee_exists", `A payee with account number ${args.account_number} exists already.`);
  }
  return db.payees.create({
    member_id: member.member_id,
    name: args.name,
    account_number: args.account_number,
    destination: copy(args.destination),
    added: today,
  });
}

/** Remove a payee. */
export function removePayee(call: Call<Db>, args: RemovePayeeArgs): string {
  const { db, today } = call;
  const payee = found(
    db.payees.get(args.payee_id),
    "payee_not_found",
    `No payee has the id "${args.payee_id}".`,
  );

  const since = addDays(today, -limits.payee_keep_days);
  const wires = db.postings.where("payee_id", payee.payee_id);
  if (wires.some((e) => dateOf(e.posted) >= since)) {
    refuse(
      "payee_in_use",
      `${payee.name} received a wire in the last ${limits.payee_keep_days} days.`,
    );
  }

  for (const row of call.each(wires)) {
    const wire = db.postings.edit(row);
    wire.payee_id = null;
  }

  db.payees.remove(payee);

  return "OK";
}

/** Send money to a payee at another bank. The fee is charged on top. */
export function sendWire(
  call: Call<Db>,
  args: SendWireArgs,
): { entry_id: string; fee: number; source_balance: number } {
  const { db, today } = call;
  const source = found(
    db.accounts.get(args.source_id),
    "account_not_found",
    `No account has the id "${args.source_id}".`,
  );
  const payee = found(
    db.payees.get(args.payee_id),
    "payee_not_found",
    `No payee has the id "${args.payee_id}".`,
  );

  if (payee.member_id !== source.member_id) {
    refuse("not_own_payee", "The payee belongs to another member.");
  }
  if (args.amount > limits.wire) {
    refuse("over_wire_limit", `A wire may be at most ${formatMoney(limits.wire)}.`);
  }
  if (
    args.amount > limits.new_payee_wire &&
    daysBetween(payee.added, today) < limits.payee_cooling_days
  ) {
    refuse(
      "payee_too_new",
      `${payee.name} was added on ${formatDate(payee.added, "D MMMM YYYY")}; until ${limits.payee_cooling_days} days have passed, at most ${formatMoney(limits.new_payee_wire)} can be sent.`,
    );
  }

  const fee = payee.destination.where === "domestic" ? fees.wire_domestic : fees.wire_international;
  checkCanPay(call, source, args.amount + fee);
  const wire = db.postings.edit(
    post(call, source, "wire_out", -args.amount, `Wire to ${payee.name}`),
  );
  wire.payee_id = payee.payee_id;
  post(call, db.accounts.current(source), "fee", -fee, "Wire fee");

  return { entry_id: wire.entry_id, fee, source_balance: db.accounts.current(source).balance };
}

/** List the cards on the accounts of a member. */
export function listCards(call: Call<Db>, args: ListCardsArgs): readonly Card[] {
  const { db } = call;
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  const own = db.accounts.where("member_id", member.member_id);
  return own.flatMap((a) => scan(call, db.cards.where("account_id", a.account_id)));
}

/** Lock a card so that it cannot be used until it is unlocked. */
export function lockCard({ db }: Call<Db>, args: LockCardArgs): Card {
  const card = db.cards.edit(
    found(db.cards.get(args.card_id), "card_not_found", `No card has the id "${args.card_id}".`),
  );

  if (card.status === "locked") {
    refuse("card_already_locked", `The card ending in ${card.last_four} is locked already.`);
  }
  if (card.status !== "active") {
    refuse("card_not_usable", `The card ending in ${card.last_four} is ${card.status}.`);
  }
  card.status = "locked";
  return card;
}

/** Unlock a card that its owner locked. */
export function unlockCard({ db }: Call<Db>, args: UnlockCardArgs): Card {
  const card = db.cards.edit(
    found(db.cards.get(args.card_id), "card_not_found", `No card has the id "${args.card_id}".`),
  );

  if (card.status === "active") {
    refuse("card_not_locked", `The card ending in ${card.last_four} is not locked.`);
  }
  if (card.status !== "locked") {
    refuse("card_not_usable", `The card ending in ${card.last_four} is ${card.status}.`);
  }
  card.status = "active";
  return card;
}

/** Change what a card may spend in a day. */
export function setCardLimit({ db }: Call<Db>, args: SetCardLimitArgs): Card {
  const card = db.cards.edit(
    found(db.cards.get(args.card_id), "card_not_found", `No card has the id "${args.card_id}".`),
  );

  if (card.status !== "active" && card.status !== "locked") {
    refuse("card_not_usable", `The card ending in ${card.last_four} is ${card.status}.`);
  }
  if (
    args.daily_limit < limits.card_daily_minimum ||
    args.daily_limit > limits.card_daily_maximum
  ) {
    refuse(
      "bad_card_limit",
      `The daily limit is ${formatMoney(limits.card_daily_minimum)} to ${formatMoney(limits.card_daily_maximum)}.`,
    );
  }
  card.daily_limit = args.daily_limit;
  return card;
}

/** Report a card as lost or stolen and issue a new one for the same account. */
export function reportCardLost(
  call: Call<Db>,
  args: ReportCardLostArgs,
): { new_card: Card; fee: number } {
  const { db, today } = call;
  const card = db.cards.edit(
    found(db.cards.get(args.card_id), "card_not_found", `No card has the id "${args.card_id}".`),
  );

  if (card.status !== "active" && card.status !== "locked") {
    refuse("card_not_usable", `The card ending in ${card.last_four} is ${card.status}.`);
  }
  const account = db.accounts.must(card.account_id);
  const yearAgo = addYears(today, -1);
  const before = db.cards
    .where("account_id", account.account_id)
    .some((c) => c.replaces_id !== null && c.issued > yearAgo);
  const fee = before ? fees.card_replacement : 0;
  if (fee > 0) {
    if (account.balance + account.overdraft_limit < fee) {
      refuse(
        "insufficient_funds",
        `Account ${account.account_id} cannot pay the fee of ${formatMoney(fee)}.`,
      );
    }
    post(call, account, "fee", -fee, "Card replacement");
  }
  card.status = "lost";
  const fresh = db.cards.create({
    account_id: account.account_id,
    last_four: join(split(card.last_four, "").toReversed(), ""),
    status: "active",
    daily_limit: card.daily_limit,
    issued: today,
    replaces_id: card.card_id,
  });

  return { new_card: fresh, fee };
}

/** Contest a card purchase. Smaller purchases are credited provisionally at once. */
export function openDispute(call: Call<Db>, args: OpenDisputeArgs): Dispute {
  const { db, today } = call;
  const entry = found(
    db.postings.get(args.entry_id),
    "entry_not_found",
    `No entry has the id "${args.entry_id}".`,
  );

  if (entry.kind !== "card_purchase") {
    refuse("not_disputable", `Movement ${args.entry_id} is no card purchase.`);
  }
  if (daysBetween(dateOf(entry.posted), today) > limits.dispute_days) {
    refuse("dispute_window_closed", `The purchase is more than ${limits.dispute_days} days old.`);
  }
  if (db.disputes.where("entry_id", entry.entry_id).length > 0) {
    refuse("already_disputed", `Movement ${args.entry_id} has been disputed before.`);
  }

  const owed = -entry.amount;
  const credit = owed <= limits.provisional_credit ? owed : 0;
  if (credit > 0) {
    post(call, db.accounts.must(entry.account_id), "credit", credit, "Provisional credit");
  }

  return db.disputes.create({
    entry_id: entry.entry_id,
    reason: args.reason,
    status: "open",
    opened: today,
    provisional_credit: credit,
  });
}

/** Take back an open dispute; a provisional credit is reversed. */
export function withdrawDispute(call: Call<Db>, args: WithdrawDisputeArgs): Dispute {
  const { db } = call;
  const dispute = db.disputes.edit(
    found(
      db.disputes.get(args.dispute_id),
      "dispute_not_found",
      `No dispute has the id "${args.dispute_id}".`,
    ),
  );

  if (dispute.status !== "open") {
    refuse("dispute_ended", `Dispute ${args.dispute_id} is ${dispute.status}.`);
  }
  if (dispute.provisional_credit > 0) {
    post(
      call,
      db.accounts.must(db.postings.must(dispute.entry_id).account_id),
      "credit",
      -dispute.provisional_credit,
      "Provisional credit reversed",
    );
    dispute.provisional_credit = 0;
  }
  dispute.status = "withdrawn";
  return dispute;
}

/** List the disputes of a member, newest first. */
export function listDisputes({ db }: Call<Db>, args: ListDisputesArgs): readonly Dispute[] {
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  const own = db.disputes
    .all()
    .filter(
      (d) =>
        db.accounts.must(db.postings.must(d.entry_id).account_id).member_id === member.member_id,
    );
  return sortByDescending(own, (d) => d.opened);
}

/** List the scheduled transfers out of the accounts of a member. */
export function listScheduledTransfers(
  { db }: Call<Db>,
  args: ListScheduledTransfersArgs,
): readonly ScheduledTransfer[] {
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  return db.scheduled_transfers
    .all()
    .filter((s) => db.accounts.must(s.source).member_id === member.member_id);
}

/** Let money move between two accounts of a member by itself. */
export function scheduleTransfer(
  { db, today }: Call<Db>,
  args: ScheduleTransferArgs,
): ScheduledTransfer {
  const source = found(
    db.accounts.get(args.source_id),
    "account_not_found",
    `No account has the id "${args.source_id}".`,
  );
  const target = found(
    db.accounts.get(args.target_id),
    "account_not_found",
    `No account has the id "${args.target_id}".`,
  );

  if (source.account_id === target.account_id) {
    refuse("same_account", "Source and target are the same account.");
  }
  if (source.member_id !== target.member_id) {
    refuse("not_own_account", "Both accounts must belong to the same member.");
  }
  if (source.status !== "active" || target.status !== "active") {
    refuse("account_not_active", "Both accounts must be active.");
  }
  if (args.start_on <= today || daysBetween(today, args.start_on) > limits.schedule_ahead_days) {
    refuse(
      "bad_start_date",
      `The first day must lie within ${limits.schedule_ahead_days} days from tomorrow.`,
    );
  }

  return db.scheduled_transfers.create({
    source: source.account_id,
    target: target.account_id,
    amount: args.amount,
    frequency: args.frequency,
    next_on: args.start_on,
    status: "active",
  });
}

/** Pause a scheduled transfer. */
export function pauseScheduledTransfer(
  { db }: Call<Db>,
  args: PauseScheduledTransferArgs,
): ScheduledTransfer {
  const schedule = db.scheduled_transfers.edit(
    found(
      db.scheduled_transfers.get(args.schedule_id),
      "scheduled_transfer_not_found",
      `No scheduled transfer has the id "${args.schedule_id}".`,
    ),
  );

  if (schedule.status !== "active" && schedule.status !== "paused") {
    refuse("schedule_ended", `Scheduled transfer ${args.schedule_id} is ${schedule.status}.`);
  }
  if (schedule.status !== "active") {
    refuse("schedule_unchanged", `Scheduled transfer ${args.schedule_id} is paused already.`);
  }
  schedule.status = "paused";
  return schedule;
}

/** Let a paused scheduled transfer run again; a day in the past moves to tomorrow. */
export function resumeScheduledTransfer(
  { db, today }: Call<Db>,
  args: ResumeScheduledTransferArgs,
): ScheduledTransfer {
  const schedule = db.scheduled_transfers.edit(
    found(
      db.scheduled_transfers.get(args.schedule_id),
      "scheduled_transfer_not_found",
      `No scheduled transfer has the id "${args.schedule_id}".`,
    ),
  );

  if (schedule.status !== "active" && schedule.status !== "paused") {
    refuse("schedule_ended", `Scheduled transfer ${args.schedule_id} is ${schedule.status}.`);
  }
  if (schedule.status !== "paused") {
    refuse("schedule_unchanged", `Scheduled transfer ${args.schedule_id} is running already.`);
  }

  schedule.status = "active";
  if (schedule.next_on <= today) {
    schedule.next_on = addDays(today, 1);
  }

  return schedule;
}

/** End a scheduled transfer for good. */
export function cancelScheduledTransfer(
  { db }: Call<Db>,
  args: CancelScheduledTransferArgs,
): ScheduledTransfer {
  const schedule = db.scheduled_transfers.edit(
    found(
      db.scheduled_transfers.get(args.schedule_id),
      "scheduled_transfer_not_found",
      `No scheduled transfer has the id "${args.schedule_id}".`,
    ),
  );

  if (schedule.status !== "active" && schedule.status !== "paused") {
    refuse("schedule_ended", `Scheduled transfer ${args.schedule_id} is ${schedule.status}.`);
  }
  schedule.status = "cancelled";
  return schedule;
}

/** Open a further account for a member, with a first deposit from another of their accounts. */
export function openAccount(call: Call<Db>, args: OpenAccountArgs): Account {
  const { db, today } = call;
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  const funding = found(
    db.accounts.get(args.funding_id),
    "account_not_found",
    `No account has the id "${args.funding_id}".`,
  );

  if (funding.member_id !== member.member_id) {
    refuse("not_own_account", "The first deposit must come from an account of the member.");
  }
  if (
    count(db.accounts.where("member_id", member.member_id), (a) => a.status !== "closed") >=
    limits.accounts
  ) {
    refuse("too_many_accounts", `A member holds at most ${limits.accounts} accounts.`);
  }
  const least = args.kind === "money_market" ? limits.money_market_minimum : limits.opening_deposit;
  if (args.deposit < least) {
    refuse("deposit_too_small", `The first deposit must be at least ${formatMoney(least)}.`);
  }
  checkCanPay(call, funding, args.deposit);
  const fresh = db.accounts.create({
    member_id: member.member_id,
    kind: args.kind,
    nickname: args.nickname,
    status: "active",
    balance: 0,
    overdraft_limit: 0,
    opened: today,
    closed: null,
  });

  post(call, funding, "transfer_out", -args.deposit, "Opening deposit");
  post(
    call,
    db.accounts.current(fresh),
    "transfer_in",
    args.deposit,
    `Opening deposit from ${args.funding_id}`,
  );
  return db.accounts.current(fresh);
}

/** Close an account for good. */
export function closeAccount({ db, today }: Call<Db>, args: CloseAccountArgs): Account {
  const account = db.accounts.edit(
    found(
      db.accounts.get(args.account_id),
      "account_not_found",
      `No account has the id "${args.account_id}".`,
    ),
  );

  if (account.status !== "active") {
    refuse("account_not_active", `Account ${args.account_id} is ${account.status}.`);
  }
  if (account.balance !== 0) {
    refuse("balance_not_zero", `Account ${args.account_id} holds ${formatMoney(account.balance)}.`);
  }
  if (
    db.scheduled_transfers
      .where("source", account.account_id)
      .some((s) => s.status === "active" || s.status === "paused") ||
    db.scheduled_transfers
      .where("target", account.account_id)
      .some((s) => s.status === "active" || s.status === "paused")
  ) {
    refuse("schedules_pending", `Scheduled transfers still use account ${args.account_id}.`);
  }
  if (
    db.cards
      .where("account_id", account.account_id)
      .some((c) => c.status === "active" || c.status === "locked")
  ) {
    refuse("cards_attached", `A card still draws on account ${args.account_id}.`);
  }

  account.status = "closed";
  account.closed = today;
  account.overdraft_limit = 0;

  return account;
}

/** Close a card without a replacement. */
export function closeCard({ db }: Call<Db>, args: CloseCardArgs): Card {
  const card = db.cards.edit(
    found(db.cards.get(args.card_id), "card_not_found", `No card has the id "${args.card_id}".`),
  );

  if (card.status !== "active" && card.status !== "locked") {
    refuse("card_not_usable", `The card ending in ${card.last_four} is ${card.status}.`);
  }
  card.status = "closed";
  return card;
}

/** Set how far a checking account may go below zero. */
export function setOverdraftLimit({ db }: Call<Db>, args: SetOverdraftLimitArgs): Account {
  const account = db.accounts.edit(
    found(
      db.accounts.get(args.account_id),
      "account_not_found",
      `No account has the id "${args.account_id}".`,
    ),
  );

  if (account.status !== "active") {
    refuse("account_not_active", `Account ${args.account_id} is ${account.status}.`);
  }
  if (account.kind !== "checking") {
    refuse("not_checking", "Only checking accounts have an overdraft line.");
  }
  if (
    db.members.must(account.member_id).standing !== "good" &&
    args.limit > account.overdraft_limit
  ) {
    refuse("member_restricted", "The line of this member cannot be raised.");
  }
  if (args.limit > limits.overdraft) {
    refuse("bad_overdraft", `An overdraft line is at most ${formatMoney(limits.overdraft)}.`);
  }
  if (account.balance + args.limit < 0) {
    refuse("overdraft_in_use", `The account is ${formatMoney(-account.balance)} below zero.`);
  }

  account.overdraft_limit = args.limit;

  return account;
}

/** Give a fee back to a member as a gesture of goodwill. */
export function refundFee(call: Call<Db>, args: RefundFeeArgs): Entry {
  const { db, today } = call;
  const entry = found(
    db.postings.get(args.entry_id),
    "entry_not_found",
    `No entry has the id "${args.entry_id}".`,
  );

  if (entry.kind !== "fee") {
    refuse("not_a_fee", `Movement ${args.entry_id} is no fee.`);
  }
  if (db.postings.where("refunds_id", entry.entry_id).length > 0) {
    refuse("already_refunded", `Fee ${args.entry_id} was given back before.`);
  }
  if (daysBetween(dateOf(entry.posted), today) > limits.fee_refund_age_days) {
    refuse(
      "fee_too_old",
      `Fee ${args.entry_id} is more than ${limits.fee_refund_age_days} days old.`,
    );
  }

  const account = db.accounts.must(entry.account_id);
  const since = addDays(today, -limits.fee_refund_days);
  const own = db.accounts.where("member_id", account.member_id);
  if (
    own.some((a) =>
      scan(
        call,
        db.postings.where("account_id", a.account_id).filter((e) => e.kind === "fee_refund"),
      ).some((e) => dateOf(e.posted) > since),
    )
  ) {
    refuse("refund_used", `A fee was refunded in the last ${limits.fee_refund_days} days.`);
  }

  const refund = db.postings.edit(
    post(call, account, "fee_refund", -entry.amount, `Refund of ${args.entry_id}`),
  );
  refund.refunds_id = entry.entry_id;

  return refund;
}

/** List the loans of a member. */
export function listLoans({ db }: Call<Db>, args: ListLoansArgs): readonly Loan[] {
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  return db.loans.where("member_id", member.member_id);
}

/** Compute what it takes today to pay a loan off. */
export function quotePayoff(
  call: Call<Db>,
  args: QuotePayoffArgs,
): { balance: number; interest: number; payoff: number } {
  const { db } = call;
  const loan = found(
    db.loans.get(args.loan_id),
    "loan_not_found",
    `No loan has the id "${args.loan_id}".`,
  );
  const interest = interestToDate(call, loan);
  return { balance: loan.balance, interest, payoff: loan.balance + interest };
}

/** Pay towards a loan from an account of the borrower. Interest is settled first. */
export function payLoan(call: Call<Db>, args: PayLoanArgs): Loan {
  const { db, today } = call;
  const loan = db.loans.edit(
    found(db.loans.get(args.loan_id), "loan_not_found", `No loan has the id "${args.loan_id}".`),
  );
  const source = found(
    db.accounts.get(args.source_id),
    "account_not_found",
    `No account has the id "${args.source_id}".`,
  );

  if (loan.status === "paid_off") {
    refuse("loan_closed", `Loan ${args.loan_id} is paid off.`);
  }
  if (source.member_id !== loan.member_id) {
    refuse("not_own_account", "The account must belong to the borrower.");
  }

  const interest = interestToDate(call, loan);
  if (args.amount < interest) {
    refuse(
      "below_interest",
      `Interest to date is ${formatMoney(interest)}; a payment covers at least that.`,
    );
  }
  if (args.amount > loan.balance + interest) {
    refuse("over_payoff", `Only ${formatMoney(loan.balance + interest)} is owed.`);
  }

  checkCanPay(call, source, args.amount);
  post(call, source, "loan_payment", -args.amount, `Loan ${args.loan_id}`);
  loan.balance -= args.amount - interest;
  loan.last_paid = today;
  if (loan.balance === 0) {
    loan.status = "paid_off";
  } else if (args.amount >= loan.monthly_payment) {
    loan.status = "current";
  }

  return loan;
}

/** Hand the conversation over to a person of the credit union. */
export function handOver({ db, now }: Call<Db>, args: HandOverArgs): Escalation {
  const member = found(
    db.members.get(args.member_id),
    "member_not_found",
    `No member has the id "${args.member_id}".`,
  );
  if (db.escalations.where("member_id", member.member_id).length > 0) {
    refuse("already_escalated", "A person will get back to this member already.");
  }
  return db.escalations.create({ member_id: member.member_id, reason: args.reason, opened: now });
}

/** Books one movement on an account and keeps its balance. */
export function post(
  { db, now }: Call<Db>,
  row: Readonly<Account>,
  kind: EntryKind,
  amount: number,
  words: string,
): Readonly<Entry> {
  const account = db.accounts.edit(row);
  account.balance += amount;
  return db.postings.create({
    account_id: account.account_id,
    kind,
    amount,
    posted: now,
    text: words,
    balance_after: account.balance,
    card_id: null,
    payee_id: null,
    refunds_id: null,
  });
}

/** How often money left an account in the current calendar month. */
export function withdrawalsThisMonth(call: Call<Db>, account: Readonly<Account>): number {
  const { db, today } = call;
  const start = firstOfMonth(today);
  return scan(call, db.postings.where("account_id", account.account_id)).filter(
    (e) =>
      (e.kind === "withdrawal" || e.kind === "transfer_out" || e.kind === "wire_out") &&
      dateOf(e.posted) >= start,
  ).length;
}

/** Refuses unless the account can give up the amount, fees included. */
export function checkCanPay(call: Call<Db>, account: Readonly<Account>, amount: number): void {
  const { db } = call;
  call.spend(1);

  if (account.status !== "active") {
    refuse("account_not_active", `Account ${account.account_id} is ${account.status}.`);
  }
  if (db.members.must(account.member_id).standing !== "good") {
    refuse("member_restricted", "Money may not leave the accounts of this member.");
  }

  if (account.kind !== "checking") {
    if (withdrawalsThisMonth(call, account) >= limits.savings_withdrawals) {
      refuse(
        "withdrawal_limit",
        `Account ${account.account_id} has used its ${limits.savings_withdrawals} withdrawals this month.`,
      );
    }
  }
  if (account.balance + account.overdraft_limit < amount) {
    refuse(
      "insufficient_funds",
      `Account ${account.account_id} holds ${formatMoney(account.balance)}; ${formatMoney(amount)} is needed.`,
    );
  }

  if (account.kind === "money_market") {
    if (account.balance - amount < limits.money_market_minimum) {
      refuse(
        "below_minimum",
        `Account ${account.account_id} must keep ${formatMoney(limits.money_market_minimum)}.`,
      );
    }
  }
}

/** Interest on a loan since it was last paid. */
export function interestToDate({ today }: Call<Db>, loan: Readonly<Loan>): number {
  const days = max(0, daysBetween(loan.last_paid, today));
  return round((loan.balance * loan.yearly_rate * days) / 100 / limits.year_days);
}

function asAccountSummary(record: Readonly<Account>): AccountSummary {
  return {
    account_id: record.account_id,
    kind: record.kind,
    nickname: record.nickname,
    status: record.status,
    balance: record.balance,
  };
}

function asMemberIdentity(record: Readonly<Member>): MemberIdentity {
  return { member_id: record.member_id, name: record.name, standing: record.standing };
}

/** The balance of an account is the sum of its movements. */
export function balanceIsSumOfEntries(call: Call<Db>): boolean {
  const { db } = call;
  return db.accounts
    .all()
    .every(
      (a) =>
        a.balance ===
        sum(scan(call, scan(call, db.postings.where("account_id", a.account_id))), (e) => e.amount),
    );
}

/** No account of a member in good standing is further below zero than its line allows. */
export function withinOverdraft({ db }: Call<Db>): boolean {
  return db.accounts.all().every((a) => a.balance + a.overdraft_limit >= 0);
}

/** A closed account holds nothing and has a closing day; an open one has none. */
export function closedAccountsAreEmpty({ db }: Call<Db>): boolean {
  return db.accounts
    .all()
    .every(
      (a) =>
        (a.status === "closed") === (a.closed !== null) &&
        (a.status !== "closed" || a.balance === 0),
    );
}

/** A scheduled transfer connects two accounts of one member. */
export function schedulesStayInTheFamily({ db }: Call<Db>): boolean {
  return db.scheduled_transfers
    .all()
    .every(
      (s) =>
        s.source !== s.target &&
        db.accounts.must(s.source).member_id === db.accounts.must(s.target).member_id,
    );
}

/** A purchase is disputed at most once. */
export function oneDisputePerPurchase(call: Call<Db>): boolean {
  const { db } = call;
  return db.disputes
    .all()
    .every((d) => scan(call, db.disputes.where("entry_id", d.entry_id)).length === 1);
}

/** A withdrawn dispute has no provisional credit. */
export function withdrawnDisputesHoldNoCredit({ db }: Call<Db>): boolean {
  return db.disputes.all().every((d) => d.status !== "withdrawn" || d.provisional_credit === 0);
}

/** A loan is paid off exactly when nothing is owed. */
export function paidOffMeansNothingOwed({ db }: Call<Db>): boolean {
  return db.loans.all().every((l) => (l.status === "paid_off") === (l.balance === 0));
}

/** A fee is given back at most once, in full. */
export function feesAreRefundedOnce(call: Call<Db>): boolean {
  const { db } = call;
  return db.postings
    .where("kind", "fee_refund")
    .every(
      (e) =>
        e.refunds_id !== null &&
        count(scan(call, db.postings.all()), (o) => o.refunds_id === e.refunds_id) === 1,
    );
}

/** Money market accounts that are open keep their minimum. */
export function moneyMarketMinimum({ db }: Call<Db>): boolean {
  return db.accounts
    .all()
    .every(
      (a) =>
        a.kind !== "money_market" ||
        a.status !== "active" ||
        a.balance >= limits.money_market_minimum,
    );
}

export const tools: Readonly<Record<string, ToolImplementation>> = {
  find_member: { run: findMember },
  get_member: { run: getMember },
  update_contact: { run: updateContact },
  list_accounts: { run: listAccounts },
  get_account: { run: getAccount },
  search_entries: { run: searchEntries },
  transfer: { run: transfer },
  pay_member: { run: payMember },
  list_payees: { run: listPayees },
  add_payee: { run: addPayee },
  remove_payee: { run: removePayee },
  send_wire: { run: sendWire },
  list_cards: { run: listCards },
  lock_card: { run: lockCard },
  unlock_card: { run: unlockCard },
  set_card_limit: { run: setCardLimit },
  report_card_lost: { run: reportCardLost },
  open_dispute: { run: openDispute },
  withdraw_dispute: { run: withdrawDispute },
  list_disputes: { run: listDisputes },
  list_scheduled_transfers: { run: listScheduledTransfers },
  schedule_transfer: { run: scheduleTransfer },
  pause_scheduled_transfer: { run: pauseScheduledTransfer },
  resume_scheduled_transfer: { run: resumeScheduledTransfer },
  cancel_scheduled_transfer: { run: cancelScheduledTransfer },
  open_account: { run: openAccount },
  close_account: { run: closeAccount },
  close_card: { run: closeCard },
  set_overdraft_limit: { run: setOverdraftLimit },
  refund_fee: { run: refundFee },
  list_loans: { run: listLoans },
  quote_payoff: { run: quotePayoff },
  pay_loan: { run: payLoan },
  hand_over: { run: handOver },
};

/** What follows after every call, in this order. */
export const reactions: readonly Reaction[] = [];

/** What holds in every state. */
export const invariants: readonly Invariant[] = [
  {
    name: "balance_is_sum_of_entries",
    description: "The balance of an account is the sum of its movements.",
    holds: balanceIsSumOfEntries,
  },
  {
    name: "within_overdraft",
    description:
      "No account of a member in good standing is further below zero than its line allows.",
    holds: withinOverdraft,
  },
  {
    name: "closed_accounts_are_empty",
    description: "A closed account holds nothing and has a closing day; an open one has none.",
    holds: closedAccountsAreEmpty,
  },
  {
    name: "schedules_stay_in_the_family",
    description: "A scheduled transfer connects two accounts of one member.",
    holds: schedulesStayInTheFamily,
  },
  {
    name: "one_dispute_per_purchase",
    description: "A purchase is disputed at most once.",
    holds: oneDisputePerPurchase,
  },
  {
    name: "withdrawn_disputes_hold_no_credit",
    description: "A withdrawn dispute has no provisional credit.",
    holds: withdrawnDisputesHoldNoCredit,
  },
  {
    name: "paid_off_means_nothing_owed",
    description: "A loan is paid off exactly when nothing is owed.",
    holds: paidOffMeansNothingOwed,
  },
  {
    name: "fees_are_refunded_once",
    description: "A fee is given back at most once, in full.",
    holds: feesAreRefundedOnce,
  },
  {
    name: "money_market_minimum",
    description: "Money market accounts that are open keep their minimum.",
    holds: moneyMarketMinimum,
  },
];
