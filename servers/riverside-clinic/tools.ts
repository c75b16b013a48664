import {
  addDays,
  addHours,
  addMinutes,
  append,
  applyChanges,
  atTime,
  type Call,
  count,
  dateOf,
  dayOfWeek,
  daysBetween,
  editIfFound,
  follow,
  formatMoney,
  hour,
  type Invariant,
  ifPresent,
  min,
  minute,
  minutesBetween,
  normalize,
  overlaps,
  padStart,
  percentOf,
  type Reaction,
  range,
  refuse,
  found as required,
  scan,
  sortBy,
  sortByDescending,
  sum,
  type ToolImplementation,
  text,
  timeOf,
  trunc,
  yearsBetween,
} from "../../shared/index.js";
import {
  type AddReferralArgs,
  type BookVisitArgs,
  type CancelVisitArgs,
  type Charge,
  type ChargeKind,
  type CheckInArgs,
  type CompleteVisitArgs,
  type Db,
  type FindPatientArgs,
  type FindTimesArgs,
  type FreeTime,
  fees,
  type GetPatientArgs,
  type GetScheduleArgs,
  type GetVisitArgs,
  type HandOverArgs,
  type Handover,
  type JoinWaitingListArgs,
  type LeaveWaitingListArgs,
  type ListChargesArgs,
  type ListPractitionersArgs,
  type ListReferralsArgs,
  type ListServicesArgs,
  type ListVisitsArgs,
  type ListWaitingArgs,
  limits,
  type MarkNoShowArgs,
  type MoveVisitArgs,
  type Patient,
  type PatientIdentity,
  type PayChargeArgs,
  type Practitioner,
  type QuoteCancellationArgs,
  type QuoteVisitArgs,
  type Referral,
  type Room,
  type RoomKind,
  type Service,
  type Shift,
  type TimeOff,
  type UpdatePatientArgs,
  type Visit,
  type WaitEntry,
  type WaiveChargeArgs,
} from "./schema.js";

/** Find a patient by date of birth together with an email address or a phone number. */
export function findPatient({ db }: Call<Db>, args: FindPatientArgs): PatientIdentity {
  if (args.email === null && args.phone === null) {
    refuse("nothing_to_search", "Give an email address or a phone number.");
  }
  const patient = required(
    db.patients
      .where("birth_date", args.birth_date)
      .find(
        (p) =>
          (args.email === null || p.email.toLowerCase() === args.email.toLowerCase()) &&
          (args.phone === null || normalize(p.phone) === normalize(args.phone)),
      ),
    "patient_unknown",
    "No patient has these data.",
  );
  return asPatientIdentity(patient);
}

/** Read the data of a patient. */
export function getPatient({ db }: Call<Db>, args: GetPatientArgs): Patient {
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  return patient;
}

/** Change the email address, phone number or coverage of a patient. */
export function updatePatient({ db }: Call<Db>, args: UpdatePatientArgs): Patient {
  const patient = db.patients.edit(
    required(
      db.patients.get(args.patient_id),
      "patient_not_found",
      `No patient has the id "${args.patient_id}".`,
    ),
  );
  applyChanges(patient, args.changes, "email", "phone", "coverage");
  return patient;
}

/** List what the clinic offers. */
export function listServices({ db }: Call<Db>, args: ListServicesArgs): readonly Service[] {
  return sortBy(
    db.services.all().filter((s) => args.role === null || s.role === args.role),
    (s) => s.name,
  );
}

/** List practitioners. */
export function listPractitioners(
  call: Call<Db>,
  args: ListPractitionersArgs,
): readonly Practitioner[] {
  const { db } = call;
  const service = ifPresent(args.service_id, (id) =>
    required(db.services.get(id), "service_not_found", `No service has the id "${id}".`),
  );
  return db.practitioners
    .all()
    .filter(
      (p) =>
        (service === null ||
          call
            .each(p.services.map((id) => db.services.must(id)))
            .some((s) => s.service_id === service.service_id)) &&
        (args.accepts_new === null || p.accepts_new === args.accepts_new),
    );
}

/** Read the weekly shifts of a practitioner and when they are away from today on. */
export function getSchedule(
  { db, now }: Call<Db>,
  args: GetScheduleArgs,
): { shifts: readonly Shift[]; away: readonly TimeOff[] } {
  const practitioner = required(
    db.practitioners.get(args.practitioner_id),
    "practitioner_not_found",
    `No practitioner has the id "${args.practitioner_id}".`,
  );
  return {
    shifts: db.shifts.where("practitioner_id", practitioner.practitioner_id),
    away: sortBy(
      db.times_off
        .where("practitioner_id", practitioner.practitioner_id)
        .filter((t) => t.ends > now),
      (t) => t.starts,
    ),
  };
}

/**
 * Find free times for a service on one day, earliest first, at most 12. A practitioner and a
 * part of the day can be asked for.
 */
export function findTimes(call: Call<Db>, args: FindTimesArgs): { times: readonly FreeTime[] } {
  const { db, now } = call;
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  const service = required(
    db.services.get(args.service_id),
    "service_not_found",
    `No service has the id "${args.service_id}".`,
  );
  const practitioner = ifPresent(args.practitioner_id, (id) =>
    required(
      db.practitioners.get(id),
      "practitioner_not_found",
      `No practitioner has the id "${id}".`,
    ),
  );

  const givers = db.practitioners
    .all()
    .filter(
      (p) =>
        (practitioner === null || p.practitioner_id === practitioner.practitioner_id) &&
        call
          .each(p.services.map((id) => db.services.must(id)))
          .some((s) => s.service_id === service.service_id),
    );
  const found: { practitioner_id: string; starts: string; ends: string }[] = [];
  for (const quarter of call.each(range(28, 80))) {
    const clock = `${padStart(text(trunc(quarter / 4)), 2, "0")}:${padStart(text((quarter % 4) * 15), 2, "0")}`;
    const starts = atTime(args.day, clock);
    if (
      starts === null ||
      minutesBetween(now, starts) < limits.notice_minutes ||
      daysBetween(now, starts) > limits.ahead_days
    ) {
      continue;
    }
    if (
      args.part_of_day !== null &&
      args.part_of_day !==
        (hour(starts) < 12 ? "morning" : hour(starts) < 17 ? "afternoon" : "evening")
    ) {
      continue;
    }
    const ends = addMinutes(starts, service.minutes);
    if (
      patientBusy(call, patient, starts, ends, null) ||
      freeRoom(call, service.room_kind, starts, ends, null) === null
    ) {
      continue;
    }
    for (const giver of call.each([...givers])) {
      if (
        found.length < 12 &&
        worksThen(call, giver, starts, ends) &&
        !isAway(call, giver, starts, ends) &&
        !practitionerBusy(call, giver, starts, ends, null)
      ) {
        append(call, found, { practitioner_id: giver.practitioner_id, starts, ends });
      }
    }
  }
  return { times: found };
}

/** Compute what a patient would pay for a service. */
export function quoteVisit(
  call: Call<Db>,
  args: QuoteVisitArgs,
): { price: number; patient_pays: number; minutes: number } {
  const { db } = call;
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  const service = required(
    db.services.get(args.service_id),
    "service_not_found",
    `No service has the id "${args.service_id}".`,
  );
  return {
    price: service.price,
    patient_pays: priceFor(call, patient, service),
    minutes: service.minutes,
  };
}

/** List the visits of a patient, earliest first, at most 50. */
export function listVisits({ db }: Call<Db>, args: ListVisitsArgs): readonly Visit[] {
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  const matching = db.visits
    .where("patient_id", patient.patient_id)
    .filter(
      (v) =>
        (args.status === null || v.status === args.status) &&
        (args.from_day === null || dateOf(v.starts) >= args.from_day) &&
        (args.to_day === null || dateOf(v.starts) <= args.to_day),
    );

  return sortBy(matching, (v) => v.starts).slice(args.offset, args.offset + 50);
}

/** Read one visit. */
export function getVisit({ db }: Call<Db>, args: GetVisitArgs): Visit {
  const visit = required(
    db.visits.get(args.visit_id),
    "visit_not_found",
    `No visit has the id "${args.visit_id}".`,
  );
  return visit;
}

/** Book a visit. The system chooses the room. */
export function bookVisit(call: Call<Db>, args: BookVisitArgs): Visit {
  const { db, now } = call;
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  const practitioner = required(
    db.practitioners.get(args.practitioner_id),
    "practitioner_not_found",
    `No practitioner has the id "${args.practitioner_id}".`,
  );
  const service = required(
    db.services.get(args.service_id),
    "service_not_found",
    `No service has the id "${args.service_id}".`,
  );

  if (patient.balance > limits.balance) {
    refuse("balance_too_high", `The patient owes ${formatMoney(patient.balance)}.`);
  }
  if (patient.no_shows >= limits.no_shows) {
    refuse("too_many_no_shows", `The patient has missed ${patient.no_shows} visits.`);
  }
  if (
    count(
      db.visits.where("patient_id", patient.patient_id),
      (v) => v.status === "booked" && v.starts > now,
    ) >= limits.open_visits
  ) {
    refuse("too_many_visits", `A patient has at most ${limits.open_visits} visits ahead.`);
  }
  if (
    !practitioner.accepts_new &&
    !db.visits
      .where("patient_id", patient.patient_id)
      .some((v) => v.practitioner_id === practitioner.practitioner_id && v.status === "completed")
  ) {
    refuse("not_accepting", `${practitioner.name} takes no new patients.`);
  }

  const room = checkTime(call, patient, practitioner, service, args.starts, null);
  let referral_used: string | null = null;
  if (service.needs_referral) {
    const valid = db.referrals.edit(
      required(
        db.referrals
          .where("patient_id", patient.patient_id)
          .find(
            (r) =>
              r.service_id === service.service_id &&
              r.used < r.sessions &&
              r.expires >= dateOf(args.starts),
          ),
        "referral_needed",
        `${service.name} needs a valid referral with sessions left.`,
      ),
    );
    valid.used += 1;
    referral_used = valid.referral_id;
  }

  for (const row of call.each(
    db.wait_entries
      .where("patient_id", patient.patient_id)
      .filter((w) => w.service_id === service.service_id && w.status === "waiting"),
  )) {
    const entry = db.wait_entries.edit(row);
    entry.status = "booked";
  }

  return db.visits.create({
    patient_id: patient.patient_id,
    practitioner_id: practitioner.practitioner_id,
    service_id: service.service_id,
    room_id: room.room_id,
    referral_id: referral_used,
    starts: args.starts,
    ends: addMinutes(args.starts, service.minutes),
    status: "booked",
    cancel_reason: null,
  });
}

/** Move a visit to another time, and to another practitioner if one is given. */
export function moveVisit(call: Call<Db>, args: MoveVisitArgs): Visit {
  const { db, now } = call;
  const visit = db.visits.edit(
    required(
      db.visits.get(args.visit_id),
      "visit_not_found",
      `No visit has the id "${args.visit_id}".`,
    ),
  );
  const replacement = ifPresent(args.practitioner_id, (id) =>
    required(
      db.practitioners.get(id),
      "practitioner_not_found",
      `No practitioner has the id "${id}".`,
    ),
  );

  if (visit.status !== "booked") {
    refuse("not_booked", `Visit ${args.visit_id} is ${visit.status}.`);
  }
  if (minutesBetween(now, visit.starts) < limits.free_change_hours * 60) {
    refuse(
      "too_late_to_move",
      `A visit can be moved until ${limits.free_change_hours} hours before it starts.`,
    );
  }

  const practitioner = replacement ?? db.practitioners.must(visit.practitioner_id);
  const room = checkTime(
    call,
    db.patients.must(visit.patient_id),
    practitioner,
    db.services.must(visit.service_id),
    args.starts,
    args.visit_id,
  );
  const referral = follow(db.referrals, visit.referral_id);
  if (referral !== null && referral.expires < dateOf(args.starts)) {
    refuse("referral_expired", "The referral has expired by then.");
  }

  visit.practitioner_id = practitioner.practitioner_id;
  visit.room_id = room.room_id;
  visit.starts = args.starts;
  visit.ends = addMinutes(args.starts, db.services.must(visit.service_id).minutes);

  return visit;
}

/** Compute what cancelling a visit would cost now. */
export function quoteCancellation(
  call: Call<Db>,
  args: QuoteCancellationArgs,
): { fee: number; free_until: string } {
  const { db } = call;
  const visit = required(
    db.visits.get(args.visit_id),
    "visit_not_found",
    `No visit has the id "${args.visit_id}".`,
  );
  return {
    fee: cancellationFee(call, visit),
    free_until: addHours(visit.starts, -limits.free_change_hours),
  };
}

/** Cancel a visit. A late cancellation is charged. */
export function cancelVisit(call: Call<Db>, args: CancelVisitArgs): { visit: Visit; fee: number } {
  const { db, now } = call;
  const visit = db.visits.edit(
    required(
      db.visits.get(args.visit_id),
      "visit_not_found",
      `No visit has the id "${args.visit_id}".`,
    ),
  );

  if (visit.status !== "booked") {
    refuse("not_booked", `Visit ${args.visit_id} is ${visit.status}.`);
  }
  if (visit.starts <= now) {
    refuse("already_begun", "The visit has begun.");
  }

  const fee = cancellationFee(call, visit);
  visit.status = "cancelled";
  visit.cancel_reason = args.reason;
  const referral = editIfFound(db.referrals, follow(db.referrals, visit.referral_id));
  if (referral !== null) {
    referral.used -= 1;
  }
  if (fee > 0) {
    makeCharge(call, visit, "late_cancellation", fee);
  }

  return { visit, fee };
}

/** Note that the patient has arrived. */
export function checkIn({ db, now }: Call<Db>, args: CheckInArgs): Visit {
  const visit = db.visits.edit(
    required(
      db.visits.get(args.visit_id),
      "visit_not_found",
      `No visit has the id "${args.visit_id}".`,
    ),
  );

  if (visit.status !== "booked") {
    refuse("not_booked", `Visit ${args.visit_id} is ${visit.status}.`);
  }
  if (minutesBetween(now, visit.starts) > limits.check_in_minutes) {
    refuse("too_early", `Check-in opens ${limits.check_in_minutes} minutes before the visit.`);
  }
  if (minutesBetween(visit.starts, now) > limits.grace_minutes) {
    refuse("too_late", `Check-in ends ${limits.grace_minutes} minutes after the start.`);
  }

  visit.status = "checked_in";

  return visit;
}

/** Note that a visit has taken place and charge for it. */
export function completeVisit(call: Call<Db>, args: CompleteVisitArgs): Charge {
  const { db } = call;
  const visit = db.visits.edit(
    required(
      db.visits.get(args.visit_id),
      "visit_not_found",
      `No visit has the id "${args.visit_id}".`,
    ),
  );

  if (visit.status !== "checked_in") {
    refuse("not_checked_in", `Visit ${args.visit_id} is ${visit.status}.`);
  }
  visit.status = "completed";
  return makeCharge(
    call,
    visit,
    "visit",
    priceFor(call, db.patients.must(visit.patient_id), db.services.must(visit.service_id)),
  );
}

/** Note that the patient did not come. A missed visit is charged. */
export function markNoShow(call: Call<Db>, args: MarkNoShowArgs): Charge {
  const { db, now } = call;
  const visit = db.visits.edit(
    required(
      db.visits.get(args.visit_id),
      "visit_not_found",
      `No visit has the id "${args.visit_id}".`,
    ),
  );

  if (visit.status !== "booked") {
    refuse("not_booked", `Visit ${args.visit_id} is ${visit.status}.`);
  }
  if (minutesBetween(visit.starts, now) < limits.grace_minutes) {
    refuse(
      "not_missed_yet",
      `A visit counts as missed ${limits.grace_minutes} minutes after its start.`,
    );
  }

  visit.status = "no_show";
  const patient = db.patients.edit(db.patients.must(visit.patient_id));
  patient.no_shows += 1;

  return makeCharge(call, visit, "no_show", fees.no_show);
}

/** List the referrals of a patient. */
export function listReferrals(
  { db, today }: Call<Db>,
  args: ListReferralsArgs,
): readonly Referral[] {
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  return db.referrals
    .where("patient_id", patient.patient_id)
    .filter((r) => !args.valid_only || (r.used < r.sessions && r.expires >= today));
}

/** Record a doctor's referral that the patient has brought. */
export function addReferral({ db, today }: Call<Db>, args: AddReferralArgs): Referral {
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  const service = required(
    db.services.get(args.service_id),
    "service_not_found",
    `No service has the id "${args.service_id}".`,
  );

  if (!service.needs_referral) {
    refuse("no_referral_needed", `${service.name} needs no referral.`);
  }
  if (args.expires < today) {
    refuse("referral_too_old", "The referral has expired.");
  }
  return db.referrals.create({
    patient_id: patient.patient_id,
    service_id: service.service_id,
    doctor: args.doctor,
    sessions: args.sessions,
    used: 0,
    expires: args.expires,
  });
}

/** Put a patient on the waiting list for a service. */
export function joinWaitingList({ db, today }: Call<Db>, args: JoinWaitingListArgs): WaitEntry {
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  const service = required(
    db.services.get(args.service_id),
    "service_not_found",
    `No service has the id "${args.service_id}".`,
  );

  if (
    db.wait_entries
      .where("patient_id", patient.patient_id)
      .some((w) => w.service_id === service.service_id && w.status === "waiting")
  ) {
    refuse("already_waiting", `The patient waits for ${service.name} already.`);
  }
  if (args.earliest < today || args.latest < args.earliest) {
    refuse("bad_period", "The first day is today or later and not after the last.");
  }
  if (daysBetween(args.earliest, args.latest) > limits.waiting_days) {
    refuse("period_too_long", `A patient waits at most ${limits.waiting_days} days.`);
  }
  return db.wait_entries.create({
    patient_id: patient.patient_id,
    service_id: service.service_id,
    earliest: args.earliest,
    latest: args.latest,
    status: "waiting",
  });
}

/** Take an entry off the waiting list. */
export function leaveWaitingList({ db }: Call<Db>, args: LeaveWaitingListArgs): WaitEntry {
  const wait = db.wait_entries.edit(
    required(
      db.wait_entries.get(args.wait_id),
      "wait_entry_not_found",
      `No wait entry has the id "${args.wait_id}".`,
    ),
  );

  if (wait.status !== "waiting") {
    refuse("not_waiting", `Entry ${args.wait_id} has ended.`);
  }
  wait.status = "left";
  return wait;
}

/** List the entries of a patient on the waiting list. */
export function listWaiting({ db }: Call<Db>, args: ListWaitingArgs): readonly WaitEntry[] {
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  return db.wait_entries.where("patient_id", patient.patient_id);
}

/** List the charges of a patient, newest first. */
export function listCharges(
  { db }: Call<Db>,
  args: ListChargesArgs,
): { total_open: number; charges: readonly Charge[] } {
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  const own = db.charges
    .where("patient_id", patient.patient_id)
    .filter((c) => args.status === null || c.status === args.status);
  return { total_open: patient.balance, charges: sortByDescending(own, (c) => c.made) };
}

/** Take payment of an open charge in full. */
export function payCharge({ db, today }: Call<Db>, args: PayChargeArgs): Charge {
  const charge = db.charges.edit(
    required(
      db.charges.get(args.charge_id),
      "charge_not_found",
      `No charge has the id "${args.charge_id}".`,
    ),
  );

  if (charge.status !== "open") {
    refuse("not_open", `Charge ${args.charge_id} is ${charge.status}.`);
  }

  charge.status = "paid";
  charge.settled = today;
  const patient = db.patients.edit(db.patients.must(charge.patient_id));
  patient.balance -= charge.amount;

  return charge;
}

/** Drop an open charge for a late cancellation or a missed visit. */
export function waiveCharge({ db, today }: Call<Db>, args: WaiveChargeArgs): Charge {
  const charge = db.charges.edit(
    required(
      db.charges.get(args.charge_id),
      "charge_not_found",
      `No charge has the id "${args.charge_id}".`,
    ),
  );

  if (charge.status !== "open") {
    refuse("not_open", `Charge ${args.charge_id} is ${charge.status}.`);
  }
  if (charge.kind === "visit") {
    refuse("not_waivable", "A visit that took place is paid.");
  }

  const since = addDays(today, -limits.waiver_days);
  if (
    db.charges
      .where("patient_id", charge.patient_id)
      .some((c) => c.status === "waived" && (c.settled ?? c.made) > since)
  ) {
    refuse("waiver_used", `A charge was waived in the last ${limits.waiver_days} days.`);
  }

  charge.status = "waived";
  charge.settled = today;
  const patient = db.patients.edit(db.patients.must(charge.patient_id));
  patient.balance -= charge.amount;

  return charge;
}

/** Hand the conversation over to a person of the clinic. */
export function handOver({ db, now }: Call<Db>, args: HandOverArgs): Handover {
  const patient = required(
    db.patients.get(args.patient_id),
    "patient_not_found",
    `No patient has the id "${args.patient_id}".`,
  );
  if (db.handovers.where("patient_id", patient.patient_id).length > 0) {
    refuse("already_handed_over", "A person will call this patient already.");
  }
  return db.handovers.create({ patient_id: patient.patient_id, reason: args.reason, made: now });
}

/** Whether a visit takes up time. */
export function isLive(visit: Readonly<Visit>): boolean {
  return visit.status === "booked" || visit.status === "checked_in" || visit.status === "completed";
}

/** Whether a shift of the practitioner covers the time. */
export function worksThen(
  call: Call<Db>,
  practitioner: Readonly<Practitioner>,
  starts: string,
  ends: string,
): boolean {
  const { db } = call;
  const weekday = dayOfWeek(starts);
  return (
    dateOf(ends) === dateOf(starts) &&
    scan(
      call,
      db.shifts
        .where("practitioner_id", practitioner.practitioner_id)
        .filter((s) => s.weekday === weekday),
    ).some((s) => timeOf(starts) >= s.starts && timeOf(ends) <= s.ends)
  );
}

/** Whether the practitioner is away at any moment of the time. */
export function isAway(
  call: Call<Db>,
  practitioner: Readonly<Practitioner>,
  starts: string,
  ends: string,
): boolean {
  const { db } = call;
  return scan(call, db.times_off.where("practitioner_id", practitioner.practitioner_id)).some((t) =>
    overlaps(t.starts, t.ends, starts, ends),
  );
}

/** Whether the practitioner has another visit at any moment of the time. */
export function practitionerBusy(
  call: Call<Db>,
  practitioner: Readonly<Practitioner>,
  starts: string,
  ends: string,
  except: string | null,
): boolean {
  const { db } = call;
  call.spend(1);
  return scan(call, db.visits.where("practitioner_id", practitioner.practitioner_id)).some(
    (v) => isLive(v) && v.visit_id !== except && overlaps(v.starts, v.ends, starts, ends),
  );
}

/** Whether the patient has another visit at any moment of the time. */
export function patientBusy(
  call: Call<Db>,
  patient: Readonly<Patient>,
  starts: string,
  ends: string,
  except: string | null,
): boolean {
  const { db } = call;
  call.spend(1);
  return scan(call, db.visits.where("patient_id", patient.patient_id)).some(
    (v) => isLive(v) && v.visit_id !== except && overlaps(v.starts, v.ends, starts, ends),
  );
}

/** The first room of a kind that is free for the whole time. */
export function freeRoom(
  call: Call<Db>,
  kind: RoomKind,
  starts: string,
  ends: string,
  except: string | null,
): Readonly<Room> | null {
  const { db } = call;
  call.spend(1);
  for (const candidate of call.each(
    scan(call, db.rooms.where("kind", kind)).filter((r) => r.in_use),
  )) {
    const taken = scan(call, db.visits.where("room_id", candidate.room_id)).some(
      (v) => isLive(v) && v.visit_id !== except && overlaps(v.starts, v.ends, starts, ends),
    );
    if (!taken) {
      return candidate;
    }
  }
  return null;
}

/** Refuses unless a visit of the service could take place then; returns the room. */
export function checkTime(
  call: Call<Db>,
  patient: Readonly<Patient>,
  practitioner: Readonly<Practitioner>,
  service: Readonly<Service>,
  starts: string,
  except: string | null,
): Readonly<Room> {
  const { db, now } = call;
  call.spend(1);

  const ends = addMinutes(starts, service.minutes);
  if (minute(starts) % 15 !== 0 || atTime(dateOf(starts), timeOf(starts)) !== starts) {
    refuse("bad_start_time", `A visit starts on a quarter of an hour, not at ${timeOf(starts)}.`);
  }
  if (minutesBetween(now, starts) < limits.notice_minutes) {
    refuse("too_soon", `A visit is booked at least ${limits.notice_minutes} minutes ahead.`);
  }
  if (daysBetween(now, starts) > limits.ahead_days) {
    refuse("too_far_ahead", `A visit is booked at most ${limits.ahead_days} days ahead.`);
  }
  if (
    !call
      .each(practitioner.services.map((id) => db.services.must(id)))
      .some((s) => s.service_id === service.service_id)
  ) {
    refuse("service_not_offered", `${practitioner.name} does not give ${service.name}.`);
  }
  if (!worksThen(call, practitioner, starts, ends)) {
    refuse("outside_shift", `${practitioner.name} does not work then.`);
  }
  if (isAway(call, practitioner, starts, ends)) {
    refuse("practitioner_away", `${practitioner.name} is away then.`);
  }
  if (practitionerBusy(call, practitioner, starts, ends, except)) {
    refuse("practitioner_busy", `${practitioner.name} has another visit then.`);
  }
  if (patientBusy(call, patient, starts, ends, except)) {
    refuse("patient_busy", "The patient has another visit then.");
  }
  const room = required(
    freeRoom(call, service.room_kind, starts, ends, except),
    "no_room",
    `No ${service.room_kind} room is free then.`,
  );

  return room;
}

/** What a patient pays for a visit of a service that takes place. */
export function priceFor(
  { today }: Call<Db>,
  patient: Readonly<Patient>,
  service: Readonly<Service>,
): number {
  const coverage = patient.coverage;
  if (coverage.by === "insurance") {
    return min(coverage.co_payment, service.price);
  }
  const senior = yearsBetween(patient.birth_date, today) >= limits.senior_age;
  return senior
    ? service.price - percentOf(service.price, fees.senior_discount_percent)
    : service.price;
}

/** What cancelling a visit costs now. */
export function cancellationFee({ db, now }: Call<Db>, visit: Readonly<Visit>): number {
  return minutesBetween(now, visit.starts) >= limits.free_change_hours * 60
    ? 0
    : percentOf(db.services.must(visit.service_id).price, fees.late_cancellation_percent);
}

/** Makes an open charge and adds it to what the patient owes. */
export function makeCharge(
  { db, today }: Call<Db>,
  visit: Readonly<Visit>,
  kind: ChargeKind,
  amount: number,
): Readonly<Charge> {
  const patient = db.patients.edit(db.patients.must(visit.patient_id));
  patient.balance += amount;
  return db.charges.create({
    patient_id: patient.patient_id,
    visit_id: visit.visit_id,
    kind,
    amount,
    status: "open",
    made: today,
    settled: null,
  });
}

function asPatientIdentity(record: Readonly<Patient>): PatientIdentity {
  return { patient_id: record.patient_id, name: record.name };
}

/** A practitioner has no two visits at the same time. */
export function noDoubleBookedPractitioner(call: Call<Db>): boolean {
  const { db } = call;
  return db.visits
    .all()
    .every(
      (v) =>
        !isLive(v) ||
        !practitionerBusy(
          call,
          db.practitioners.must(v.practitioner_id),
          v.starts,
          v.ends,
          v.visit_id,
        ),
    );
}

/** A room holds no two visits at the same time. */
export function noDoubleBookedRoom(call: Call<Db>): boolean {
  const { db } = call;
  return db.visits
    .all()
    .every(
      (v) =>
        !isLive(v) ||
        !scan(call, db.visits.where("room_id", v.room_id)).some(
          (o) =>
            o.visit_id !== v.visit_id && isLive(o) && overlaps(o.starts, o.ends, v.starts, v.ends),
        ),
    );
}

/** A patient has no two visits at the same time. */
export function noDoubleBookedPatient(call: Call<Db>): boolean {
  const { db } = call;
  return db.visits
    .all()
    .every(
      (v) =>
        !isLive(v) ||
        !patientBusy(call, db.patients.must(v.patient_id), v.starts, v.ends, v.visit_id),
    );
}

/** A visit lasts as long as its service. */
export function visitsLastAsLongAsTheirService({ db }: Call<Db>): boolean {
  return db.visits
    .all()
    .every((v) => minutesBetween(v.starts, v.ends) === db.services.must(v.service_id).minutes);
}

/** A visit takes place in a room of the kind that its service needs. */
export function roomsFit({ db }: Call<Db>): boolean {
  return db.visits
    .all()
    .every((v) => db.rooms.must(v.room_id).kind === db.services.must(v.service_id).room_kind);
}

/** A patient owes the sum of the open charges. */
export function balanceIsOpenCharges(call: Call<Db>): boolean {
  const { db } = call;
  return db.patients.all().every(
    (p) =>
      p.balance ===
      sum(
        scan(
          call,
          scan(
            call,
            db.charges.where("patient_id", p.patient_id).filter((c) => c.status === "open"),
          ),
        ),
        (c) => c.amount,
      ),
  );
}

/** No referral has more sessions used than granted. */
export function referralsAreNotOverdrawn({ db }: Call<Db>): boolean {
  return db.referrals.all().every((r) => r.used <= r.sessions);
}

/** A referral counts the visits that hold one of its sessions. */
export function referralSessionsAreCounted(call: Call<Db>): boolean {
  const { db } = call;
  return db.referrals
    .all()
    .every(
      (r) =>
        r.used ===
        count(
          scan(call, db.visits.where("referral_id", r.referral_id)),
          (v) => v.status !== "cancelled",
        ),
    );
}

/** A patient's missed visits are counted. */
export function noShowsAreCounted(call: Call<Db>): boolean {
  const { db } = call;
  return db.patients.all().every(
    (p) =>
      p.no_shows ===
      scan(
        call,
        db.visits.where("patient_id", p.patient_id).filter((v) => v.status === "no_show"),
      ).length,
  );
}

/** A charge has a day of settlement exactly when it is not open. */
export function settledMeansADay({ db }: Call<Db>): boolean {
  return db.charges.all().every((c) => (c.status === "open") === (c.settled === null));
}

export const tools: Readonly<Record<string, ToolImplementation>> = {
  find_patient: { run: findPatient },
  get_patient: { run: getPatient },
  update_patient: { run: updatePatient },
  list_services: { run: listServices },
  list_practitioners: { run: listPractitioners },
  get_schedule: { run: getSchedule },
  find_times: { run: findTimes },
  quote_visit: { run: quoteVisit },
  list_visits: { run: listVisits },
  get_visit: { run: getVisit },
  book_visit: { run: bookVisit },
  move_visit: { run: moveVisit },
  quote_cancellation: { run: quoteCancellation },
  cancel_visit: { run: cancelVisit },
  check_in: { run: checkIn },
  complete_visit: { run: completeVisit },
  mark_no_show: { run: markNoShow },
  list_referrals: { run: listReferrals },
  add_referral: { run: addReferral },
  join_waiting_list: { run: joinWaitingList },
  leave_waiting_list: { run: leaveWaitingList },
  list_waiting: { run: listWaiting },
  list_charges: { run: listCharges },
  pay_charge: { run: payCharge },
  waive_charge: { run: waiveCharge },
  hand_over: { run: handOver },
};

/** What follows after every call, in this order. */
export const reactions: readonly Reaction[] = [];

/** What holds in every state. */
export const invariants: readonly Invariant[] = [
  {
    name: "no_double_booked_practitioner",
    description: "A practitioner has no two visits at the same time.",
    holds: noDoubleBookedPractitioner,
  },
  {
    name: "no_double_booked_room",
    description: "A room holds no two visits at the same time.",
    holds: noDoubleBookedRoom,
  },
  {
    name: "no_double_booked_patient",
    description: "A patient has no two visits at the same time.",
    holds: noDoubleBookedPatient,
  },
  {
    name: "visits_last_as_long_as_their_service",
    description: "A visit lasts as long as its service.",
    holds: visitsLastAsLongAsTheirService,
  },
  {
    name: "rooms_fit",
    description: "A visit takes place in a room of the kind that its service needs.",
    holds: roomsFit,
  },
  {
    name: "balance_is_open_charges",
    description: "A patient owes the sum of the open charges.",
    holds: balanceIsOpenCharges,
  },
  {
    name: "referrals_are_not_overdrawn",
    description: "No referral has more sessions used than granted.",
    holds: referralsAreNotOverdrawn,
  },
  {
    name: "referral_sessions_are_counted",
    description: "A referral counts the visits that hold one of its sessions.",
    holds: referralSessionsAreCounted,
  },
  {
    name: "no_shows_are_counted",
    description: "A patient's missed visits are counted.",
    holds: noShowsAreCounted,
  },
  {
    name: "settled_means_a_day",
    description: "A charge has a day of settlement exactly when it is not open.",
    holds: settledMeansADay,
  },
];
