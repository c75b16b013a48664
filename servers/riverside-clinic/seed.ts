import {
  addDays,
  addMinutes,
  atTime,
  dateOf,
  dayOfWeek,
  editIfFound,
  item,
  type SeedCall,
  type SeedOptions,
  type SeedTable,
  type StateDocument,
  seedTables,
  trunc,
} from "../../shared/index.js";
import {
  type Charge,
  type Db,
  fees,
  type Patient,
  type Referral,
  type Shift,
  spec,
  type TimeOff,
  type Visit,
  type WaitEntry,
} from "./schema.js";
import { isAway, priceFor, worksThen } from "./tools.js";

/** One record of `shifts`; null to leave it out. */
function seedShift({ db, today }: SeedCall<Db>, i: number): Partial<Shift> | null {
  if (i >= 50) {
    const extra = item(db.practitioners.all(), (i - 50) * 4);
    return extra === null
      ? null
      : {
          practitioner_id: extra.practitioner_id,
          weekday: "saturday",
          starts: "09:00",
          ends: "13:00",
        };
  }
  const practitioner = item(db.practitioners.all(), trunc(i / 5));
  if (practitioner === null) {
    return null;
  }
  return {
    practitioner_id: practitioner.practitioner_id,
    weekday: dayOfWeek(addDays(today, i % 5)),
    starts: "08:00",
    ends: "17:00",
  };
}

/** One record of `times_off`; null to leave it out. */
function seedTimeOff({ db, draw, today }: SeedCall<Db>, i: number): Partial<TimeOff> | null {
  const practitioner = item(db.practitioners.all(), i % 10);
  if (practitioner === null) {
    return null;
  }
  const from = addDays(today, 14 + i * 4);
  const starts = atTime(from, "08:00");
  const ends = atTime(addDays(from, draw.randomInt(0, 4)), "18:00");
  if (starts === null || ends === null) {
    return null;
  }

  return { practitioner_id: practitioner.practitioner_id, starts, ends };
}

/** One record of `patients`; null to leave it out. */
function seedPatient({ draw }: SeedCall<Db>, i: number): Partial<Patient> | null {
  const someone = draw.person(i);
  return {
    name: someone.name,
    email: someone.email,
    phone: someone.phone,
    birth_date: someone.birth_date,
    coverage: draw.chance(0.6)
      ? {
          by: "insurance",
          insurer: draw.pick(["Northstar Mutual", "Meridian Health", "Bluebird Insurance"]),
          member_number: draw.randomDigits(6),
          co_payment: draw.pick([1500, 2000, 2500, 4000]),
        }
      : { by: "self" },
    balance: 0,
    no_shows: 0,
  };
}

/** One record of `referrals`; null to leave it out. */
function seedReferral({ db, draw, today }: SeedCall<Db>, i: number): Partial<Referral> | null {
  const patient = item(db.patients.all().slice(-220), (i * 3) % 220);
  const service = draw.pick(db.services.all().filter((s) => s.needs_referral));
  if (patient === null) {
    return null;
  }
  return {
    patient_id: patient.patient_id,
    service_id: service.service_id,
    doctor: `Dr. ${draw.person(draw.randomInt(0, 40)).last_name}`,
    sessions: draw.pick([3, 6, 6, 10, 12]),
    used: 0,
    expires: addDays(today, draw.randomInt(-30, 120)),
  };
}

/** One record of `visits`; null to leave it out. */
function seedVisit(call: SeedCall<Db>, i: number): Partial<Visit> | null {
  const { db, draw, now, today } = call;

  const lane = i % 10;
  const slot = trunc(i / 10);
  const practitioner = item(db.practitioners.all(), lane);
  const room = item(db.rooms.all(), lane < 5 ? lane : lane < 8 ? lane + 2 : lane - 3);
  const service =
    lane < 5
      ? db.services.get("SV01")
      : lane < 8
        ? db.services.get("SV06")
        : db.services.get("SV09");
  const patient = editIfFound(db.patients, item(db.patients.all().slice(-220), i % 220));
  const clock: string | null = item(
    ["09:30", "10:30", "11:30", "13:30", "14:30", "15:30"],
    slot % 6,
  );
  if (
    practitioner === null ||
    room === null ||
    service === null ||
    patient === null ||
    clock === null
  ) {
    return null;
  }
  const starts = atTime(addDays(today, 6 - trunc(slot / 6)), clock);
  if (starts === null || draw.chance(0.15)) {
    return null;
  }
  const ends = addMinutes(starts, service.minutes);
  if (!worksThen(call, practitioner, starts, ends) || isAway(call, practitioner, starts, ends)) {
    return null;
  }
  const status =
    starts > now
      ? draw.weighted({ booked: 90, cancelled: 10 })
      : draw.weighted({ completed: 82, cancelled: 10, no_show: 8 });
  if (status === "no_show") {
    patient.no_shows += 1;
  }

  return {
    patient_id: patient.patient_id,
    practitioner_id: practitioner.practitioner_id,
    service_id: service.service_id,
    room_id: room.room_id,
    referral_id: null,
    starts,
    ends,
    status,
    cancel_reason:
      status === "cancelled" ? draw.pick(["ill", "work", "travel", "no longer needed"]) : null,
  };
}

/** One record of `wait_entries`; null to leave it out. */
function seedWaitEntry({ db, draw, today }: SeedCall<Db>, i: number): Partial<WaitEntry> | null {
  const patient = item(db.patients.all().slice(-220), (i * 5) % 220);
  if (patient === null) {
    return null;
  }
  const earliest = addDays(today, draw.randomInt(-20, 10));
  return {
    patient_id: patient.patient_id,
    service_id: draw.pick(db.services.all()).service_id,
    earliest,
    latest: addDays(earliest, draw.randomInt(3, 40)),
    status: draw.weighted({ waiting: 60, booked: 25, left: 15 }),
  };
}

/** One record of `charges`; null to leave it out. */
function seedCharge(call: SeedCall<Db>, i: number): Partial<Charge> | null {
  const { db, draw } = call;

  const visit = item(
    db.visits.all().filter((v) => v.status === "completed" || v.status === "no_show"),
    i + 3,
  );
  if (visit === null) {
    return null;
  }
  const missed = visit.status === "no_show";
  const amount = missed
    ? fees.no_show
    : priceFor(call, db.patients.must(visit.patient_id), db.services.must(visit.service_id));
  const status = draw.chance(0.25) ? "open" : "paid";
  if (status === "open") {
    const patient = db.patients.edit(db.patients.must(visit.patient_id));
    patient.balance += amount;
  }

  return {
    patient_id: visit.patient_id,
    visit_id: visit.visit_id,
    kind: missed ? "no_show" : "visit",
    amount,
    status,
    made: dateOf(visit.starts),
    settled: status === "paid" ? addDays(dateOf(visit.starts), draw.randomInt(0, 3)) : null,
  };
}

const tables: readonly SeedTable<Db>[] = [
  {
    entity: "Service",
    fixed: [
      {
        service_id: "SV01",
        name: "Physiotherapy follow-up",
        role: "physiotherapist",
        minutes: 30,
        price: 8000,
        room_kind: "treatment",
        needs_referral: false,
      },
      {
        service_id: "SV02",
        name: "Physiotherapy first assessment",
        role: "physiotherapist",
        minutes: 60,
        price: 12500,
        room_kind: "treatment",
        needs_referral: false,
      },
      {
        service_id: "SV03",
        name: "Supervised exercise",
        role: "physiotherapist",
        minutes: 45,
        price: 5500,
        room_kind: "gym",
        needs_referral: false,
      },
      {
        service_id: "SV04",
        name: "Gait and balance training",
        role: "physiotherapist",
        minutes: 45,
        price: 7000,
        room_kind: "gym",
        needs_referral: true,
      },
      {
        service_id: "SV05",
        name: "Manual therapy",
        role: "physiotherapist",
        minutes: 30,
        price: 9000,
        room_kind: "treatment",
        needs_referral: true,
      },
      {
        service_id: "SV06",
        name: "Hand therapy",
        role: "occupational_therapist",
        minutes: 45,
        price: 9500,
        room_kind: "quiet",
        needs_referral: false,
      },
      {
        service_id: "SV07",
        name: "Everyday skills training",
        role: "occupational_therapist",
        minutes: 60,
        price: 11000,
        room_kind: "quiet",
        needs_referral: true,
      },
      {
        service_id: "SV08",
        name: "Workplace assessment",
        role: "occupational_therapist",
        minutes: 60,
        price: 13000,
        room_kind: "quiet",
        needs_referral: false,
      },
      {
        service_id: "SV09",
        name: "Medical massage",
        role: "massage_therapist",
        minutes: 30,
        price: 6000,
        room_kind: "treatment",
        needs_referral: false,
      },
      {
        service_id: "SV10",
        name: "Lymph drainage",
        role: "massage_therapist",
        minutes: 60,
        price: 8500,
        room_kind: "treatment",
        needs_referral: true,
      },
    ],
  },
  {
    entity: "Practitioner",
    fixed: [
      {
        practitioner_id: "DR001",
        name: "Maya Okafor",
        role: "physiotherapist",
        services: ["SV01", "SV02", "SV03", "SV05"],
        accepts_new: true,
      },
      {
        practitioner_id: "DR002",
        name: "Jonas Weber",
        role: "physiotherapist",
        services: ["SV01", "SV02", "SV04"],
        accepts_new: true,
      },
      {
        practitioner_id: "DR003",
        name: "Lucia Romero",
        role: "physiotherapist",
        services: ["SV01", "SV03", "SV04"],
        accepts_new: false,
      },
      {
        practitioner_id: "DR004",
        name: "Tomas Novak",
        role: "physiotherapist",
        services: ["SV01", "SV02", "SV05"],
        accepts_new: true,
      },
      {
        practitioner_id: "DR005",
        name: "Grace Whitfield",
        role: "physiotherapist",
        services: ["SV01", "SV03"],
        accepts_new: true,
      },
      {
        practitioner_id: "DR006",
        name: "Priya Nair",
        role: "occupational_therapist",
        services: ["SV06", "SV07", "SV08"],
        accepts_new: true,
      },
      {
        practitioner_id: "DR007",
        name: "Henrik Dahl",
        role: "occupational_therapist",
        services: ["SV06", "SV08"],
        accepts_new: true,
      },
      {
        practitioner_id: "DR008",
        name: "Salma Haddad",
        role: "occupational_therapist",
        services: ["SV06", "SV07"],
        accepts_new: false,
      },
      {
        practitioner_id: "DR009",
        name: "Kenji Mori",
        role: "massage_therapist",
        services: ["SV09", "SV10"],
        accepts_new: true,
      },
      {
        practitioner_id: "DR010",
        name: "Elena Petrova",
        role: "massage_therapist",
        services: ["SV09"],
        accepts_new: true,
      },
    ],
  },
  {
    entity: "Room",
    fixed: [
      { room_id: "R1", kind: "treatment", in_use: true },
      { room_id: "R2", kind: "treatment", in_use: true },
      { room_id: "R3", kind: "treatment", in_use: true },
      { room_id: "R4", kind: "treatment", in_use: true },
      { room_id: "R5", kind: "treatment", in_use: true },
      { room_id: "R6", kind: "treatment", in_use: true },
      { room_id: "R7", kind: "treatment", in_use: true },
      { room_id: "R8", kind: "quiet", in_use: true },
      { room_id: "R9", kind: "quiet", in_use: true },
      { room_id: "R10", kind: "quiet", in_use: true },
      { room_id: "R11", kind: "gym", in_use: true },
      { room_id: "R12", kind: "gym", in_use: false },
    ],
  },
  { entity: "Shift", count: 52, scales: false, each: seedShift },
  { entity: "TimeOff", count: 14, scales: false, each: seedTimeOff },
  {
    entity: "Patient",
    fixed: [
      {
        patient_id: "PT00001",
        name: "Ana Duarte",
        email: "ana.duarte@example.org",
        phone: "555-010-0101",
        birth_date: "1988-04-12",
        coverage: { by: "self" },
        balance: 0,
        no_shows: 0,
      },
      {
        patient_id: "PT00002",
        name: "Otto Brandt",
        email: "otto.brandt@example.org",
        phone: "555-010-0102",
        birth_date: "1950-09-30",
        coverage: { by: "self" },
        balance: 4000,
        no_shows: 0,
      },
      {
        patient_id: "PT00003",
        name: "Ruth Adler",
        email: "ruth.adler@example.org",
        phone: "555-010-0103",
        birth_date: "1979-12-05",
        coverage: {
          by: "insurance",
          insurer: "Northstar Mutual",
          member_number: "884201",
          co_payment: 2500,
        },
        balance: 2500,
        no_shows: 0,
      },
    ],
    count: 220,
    each: seedPatient,
  },
  {
    entity: "Referral",
    fixed: [
      {
        referral_id: "RF00001",
        patient_id: "PT00003",
        service_id: "SV05",
        doctor: "Dr. Iris Blum",
        sessions: 6,
        used: 1,
        expires: "2026-07-31",
      },
    ],
    count: 60,
    each: seedReferral,
  },
  {
    entity: "Visit",
    fixed: [
      {
        visit_id: "V000001",
        patient_id: "PT00001",
        practitioner_id: "DR001",
        service_id: "SV01",
        room_id: "R1",
        referral_id: null,
        starts: "2026-05-11T08:45:00",
        ends: "2026-05-11T09:15:00",
        status: "booked",
        cancel_reason: null,
      },
      {
        visit_id: "V000002",
        patient_id: "PT00002",
        practitioner_id: "DR002",
        service_id: "SV01",
        room_id: "R2",
        referral_id: null,
        starts: "2026-05-11T08:15:00",
        ends: "2026-05-11T08:45:00",
        status: "booked",
        cancel_reason: null,
      },
      {
        visit_id: "V000003",
        patient_id: "PT00003",
        practitioner_id: "DR003",
        service_id: "SV01",
        room_id: "R3",
        referral_id: null,
        starts: "2026-05-11T08:00:00",
        ends: "2026-05-11T08:30:00",
        status: "checked_in",
        cancel_reason: null,
      },
      {
        visit_id: "V000004",
        patient_id: "PT00001",
        practitioner_id: "DR004",
        service_id: "SV01",
        room_id: "R4",
        referral_id: null,
        starts: "2026-05-12T08:30:00",
        ends: "2026-05-12T09:00:00",
        status: "booked",
        cancel_reason: null,
      },
      {
        visit_id: "V000005",
        patient_id: "PT00002",
        practitioner_id: "DR005",
        service_id: "SV01",
        room_id: "R5",
        referral_id: null,
        starts: "2026-05-12T08:15:00",
        ends: "2026-05-12T08:45:00",
        status: "booked",
        cancel_reason: null,
      },
      {
        visit_id: "V000006",
        patient_id: "PT00003",
        practitioner_id: "DR001",
        service_id: "SV05",
        room_id: "R1",
        referral_id: "RF00001",
        starts: "2026-05-14T16:30:00",
        ends: "2026-05-14T17:00:00",
        status: "booked",
        cancel_reason: null,
      },
      {
        visit_id: "V000007",
        patient_id: "PT00001",
        practitioner_id: "DR001",
        service_id: "SV01",
        room_id: "R1",
        referral_id: null,
        starts: "2026-04-20T08:30:00",
        ends: "2026-04-20T09:00:00",
        status: "completed",
        cancel_reason: null,
      },
      {
        visit_id: "V000008",
        patient_id: "PT00002",
        practitioner_id: "DR002",
        service_id: "SV01",
        room_id: "R2",
        referral_id: null,
        starts: "2026-05-04T08:30:00",
        ends: "2026-05-04T09:00:00",
        status: "cancelled",
        cancel_reason: "car trouble",
      },
      {
        visit_id: "V000009",
        patient_id: "PT00003",
        practitioner_id: "DR003",
        service_id: "SV01",
        room_id: "R3",
        referral_id: null,
        starts: "2026-05-05T08:30:00",
        ends: "2026-05-05T09:00:00",
        status: "completed",
        cancel_reason: null,
      },
    ],
    count: 900,
    each: seedVisit,
  },
  {
    entity: "WaitEntry",
    fixed: [
      {
        wait_id: "W00001",
        patient_id: "PT00002",
        service_id: "SV02",
        earliest: "2026-05-12",
        latest: "2026-05-22",
        status: "waiting",
      },
    ],
    count: 40,
    each: seedWaitEntry,
  },
  {
    entity: "Charge",
    fixed: [
      {
        charge_id: "CH00001",
        patient_id: "PT00002",
        visit_id: "V000008",
        kind: "late_cancellation",
        amount: 4000,
        status: "open",
        made: "2026-05-04",
        settled: null,
      },
      {
        charge_id: "CH00002",
        patient_id: "PT00003",
        visit_id: "V000009",
        kind: "visit",
        amount: 2500,
        status: "open",
        made: "2026-05-05",
        settled: null,
      },
    ],
    count: 400,
    each: seedCharge,
  },
];

/** The initial state for the options: the same bytes in every process. */
export function seed(options: SeedOptions): StateDocument {
  return seedTables(spec, options, tables);
}
