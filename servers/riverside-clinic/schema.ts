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

/** A day of the week. */
export type Weekday =
  | "monday"
  | "tuesday"
  | "wednesday"
  | "thursday"
  | "friday"
  | "saturday"
  | "sunday";

/** What a practitioner does. */
export type Role = "physiotherapist" | "occupational_therapist" | "massage_therapist";

/** What a room is fitted for. */
export type RoomKind = "treatment" | "gym" | "quiet";

/** Where a visit stands. */
export type VisitStatus = "booked" | "checked_in" | "completed" | "cancelled" | "no_show";

/** Where an entry of the waiting list stands. */
export type WaitStatus = "waiting" | "booked" | "left";

/** What a charge is for. */
export type ChargeKind = "visit" | "late_cancellation" | "no_show";

/** Where a charge stands. */
export type ChargeStatus = "open" | "paid" | "waived";

/** When in the day. */
export type PartOfDay = "morning" | "afternoon" | "evening";

export interface FreeTime {
  /** Who would treat. */
  practitioner_id: string;
  /** Start. */
  starts: string;
  /** End. */
  ends: string;
}

export type Coverage =
  /** The patient pays. */
  | { by: "self" }
  /** An insurer pays all but a co-payment. */
  | { by: "insurance"; insurer: string; member_number: string; co_payment: number };

/** Somebody who is treated at the clinic. */
export interface Patient {
  /** The id of the patient. */
  patient_id: string;
  /** Full name. */
  name: string;
  /** Email address. */
  email: string;
  /** Phone number. */
  phone: string;
  /** Date of birth. */
  birth_date: string;
  /** Who pays. */
  coverage: Coverage;
  /** What the patient owes. */
  balance: number;
  /** Visits missed so far. */
  no_shows: number;
}

/** Something that the clinic offers. */
export interface Service {
  /** The id of the service. */
  service_id: string;
  /** What it is called. */
  name: string;
  /** Who gives it. */
  role: Role;
  /** How long it takes. */
  minutes: number;
  /** What it costs. */
  price: number;
  /** The kind of room that it needs. */
  room_kind: RoomKind;
  /** Whether a doctor must refer the patient. */
  needs_referral: boolean;
}

/** Somebody who treats patients. */
export interface Practitioner {
  /** The id of the practitioner. */
  practitioner_id: string;
  /** Full name. */
  name: string;
  /** What they do. */
  role: Role;
  /** What they give. */
  services: string[];
  /** Whether they take new patients. */
  accepts_new: boolean;
}

/** A room where patients are treated. */
export interface Room {
  /** The id of the room. */
  room_id: string;
  /** What it is fitted for. */
  kind: RoomKind;
  /** Whether it can be used at present. */
  in_use: boolean;
}

/** When a practitioner works in every week. */
export interface Shift {
  /** The id of the shift. */
  shift_id: string;
  /** Who works. */
  practitioner_id: string;
  /** The day of the week. */
  weekday: Weekday;
  /** From, as HH:MM. */
  starts: string;
  /** To, as HH:MM. */
  ends: string;
}

/** When a practitioner is away although there is a shift. */
export interface TimeOff {
  /** The id of the time off. */
  time_off_id: string;
  /** Who is away. */
  practitioner_id: string;
  /** From. */
  starts: string;
  /** To. */
  ends: string;
}

/** An appointment of a patient with a practitioner. */
export interface Visit {
  /** The id of the visit. */
  visit_id: string;
  /** Who is treated. */
  patient_id: string;
  /** Who treats. */
  practitioner_id: string;
  /** What is done. */
  service_id: string;
  /** Where. */
  room_id: string;
  /** The referral that it uses. */
  referral_id: string | null;
  /** Start. */
  starts: string;
  /** End. */
  ends: string;
  /** Where it stands. */
  status: VisitStatus;
  /** Why it was cancelled. */
  cancel_reason: string | null;
}

/** A doctor's referral for a number of sessions of a service. */
export interface Referral {
  /** The id of the referral. */
  referral_id: string;
  /** Who was referred. */
  patient_id: string;
  /** To which service. */
  service_id: string;
  /** Who referred. */
  doctor: string;
  /** How many sessions were granted. */
  sessions: number;
  /** How many are booked or used. */
  used: number;
  /** The last day on which a session can take place. */
  expires: string;
}

/** A patient who waits for a time to come free. */
export interface WaitEntry {
  /** The id of the wait entry. */
  wait_id: string;
  /** Who waits. */
  patient_id: string;
  /** For what. */
  service_id: string;
  /** First suitable day. */
  earliest: string;
  /** Last suitable day. */
  latest: string;
  /** Where it stands. */
  status: WaitStatus;
}

/** Something that a patient has to pay. */
export interface Charge {
  /** The id of the charge. */
  charge_id: string;
  /** Who pays. */
  patient_id: string;
  /** For which visit. */
  visit_id: string;
  /** What for. */
  kind: ChargeKind;
  /** How much. */
  amount: number;
  /** Where it stands. */
  status: ChargeStatus;
  /** When it was made. */
  made: string;
  /** When it was paid or waived. */
  settled: string | null;
}

/** A conversation that a person takes over. */
export interface Handover {
  /** The id of the handover. */
  handover_id: string;
  /** The patient. */
  patient_id: string;
  /** Why. */
  reason: string;
  /** When. */
  made: string;
}

export type PatientIdentity = Pick<Patient, "patient_id" | "name">;

/** Arguments of `find_patient`. */
export interface FindPatientArgs {
  /** Date of birth. */
  birth_date: string;
  /** Email address; case does not matter. */
  email: string | null;
  /** Phone number; spaces and punctuation do not matter. */
  phone: string | null;
}

/** Arguments of `get_patient`. */
export interface GetPatientArgs {
  /** The patient. */
  patient_id: string;
}

/** Arguments of `update_patient`. */
export interface UpdatePatientArgs {
  /** The patient. */
  patient_id: string;
  /** What changes. */
  changes: Partial<Pick<Patient, "email" | "phone" | "coverage">>;
}

/** Arguments of `list_services`. */
export interface ListServicesArgs {
  /** Only what these practitioners give. */
  role: Role | null;
}

/** Arguments of `list_practitioners`. */
export interface ListPractitionersArgs {
  /** Only those who give this service. */
  service_id: string | null;
  /** Only those who do or do not take new patients. */
  accepts_new: boolean | null;
}

/** Arguments of `get_schedule`. */
export interface GetScheduleArgs {
  /** The practitioner. */
  practitioner_id: string;
}

/** Arguments of `find_times`. */
export interface FindTimesArgs {
  /** Who is to be treated. */
  patient_id: string;
  /** What is to be done. */
  service_id: string;
  /** The day. */
  day: string;
  /** Only with this practitioner. */
  practitioner_id: string | null;
  /** Only in this part of the day. */
  part_of_day: PartOfDay | null;
}

/** Arguments of `quote_visit`. */
export interface QuoteVisitArgs {
  /** The patient. */
  patient_id: string;
  /** The service. */
  service_id: string;
}

/** Arguments of `list_visits`. */
export interface ListVisitsArgs {
  /** The patient. */
  patient_id: string;
  /** Only these. */
  status: VisitStatus | null;
  /** On this day or later. */
  from_day: string | null;
  /** On this day or earlier. */
  to_day: string | null;
  /** How many to skip. */
  offset: number;
}

/** Arguments of `get_visit`. */
export interface GetVisitArgs {
  /** The visit. */
  visit_id: string;
}

/** Arguments of `book_visit`. */
export interface BookVisitArgs {
  /** Who is to be treated. */
  patient_id: string;
  /** Who treats. */
  practitioner_id: string;
  /** What is done. */
  service_id: string;
  /** When it starts. */
  starts: string;
}

/** Arguments of `move_visit`. */
export interface MoveVisitArgs {
  /** The visit. */
  visit_id: string;
  /** The new start. */
  starts: string;
  /** Another practitioner. */
  practitioner_id: string | null;
}

/** Arguments of `quote_cancellation`. */
export interface QuoteCancellationArgs {
  /** The visit. */
  visit_id: string;
}

/** Arguments of `cancel_visit`. */
export interface CancelVisitArgs {
  /** The visit. */
  visit_id: string;
  /** Why. */
  reason: string;
}

/** Arguments of `check_in`. */
export interface CheckInArgs {
  /** The visit. */
  visit_id: string;
}

/** Arguments of `complete_visit`. */
export interface CompleteVisitArgs {
  /** The visit. */
  visit_id: string;
}

/** Arguments of `mark_no_show`. */
export interface MarkNoShowArgs {
  /** The visit. */
  visit_id: string;
}

/** Arguments of `list_referrals`. */
export interface ListReferralsArgs {
  /** The patient. */
  patient_id: string;
  /** Only those that can still be used. */
  valid_only: boolean;
}

/** Arguments of `add_referral`. */
export interface AddReferralArgs {
  /** The patient. */
  patient_id: string;
  /** The service. */
  service_id: string;
  /** Who referred. */
  doctor: string;
  /** How many sessions. */
  sessions: number;
  /** The last day of validity. */
  expires: string;
}

/** Arguments of `join_waiting_list`. */
export interface JoinWaitingListArgs {
  /** The patient. */
  patient_id: string;
  /** The service. */
  service_id: string;
  /** First suitable day. */
  earliest: string;
  /** Last suitable day. */
  latest: string;
}

/** Arguments of `leave_waiting_list`. */
export interface LeaveWaitingListArgs {
  /** The entry. */
  wait_id: string;
}

/** Arguments of `list_waiting`. */
export interface ListWaitingArgs {
  /** The patient. */
  patient_id: string;
}

/** Arguments of `list_charges`. */
export interface ListChargesArgs {
  /** The patient. */
  patient_id: string;
  /** Only these. */
  status: ChargeStatus | null;
}

/** Arguments of `pay_charge`. */
export interface PayChargeArgs {
  /** The charge. */
  charge_id: string;
}

/** Arguments of `waive_charge`. */
export interface WaiveChargeArgs {
  /** The charge. */
  charge_id: string;
}

/** Arguments of `hand_over`. */
export interface HandOverArgs {
  /** The patient. */
  patient_id: string;
  /** Why a person is needed. */
  reason: string;
}

/** The tables that tools work on. */
export interface Db {
  readonly patients: Table<Patient>;
  readonly services: Table<Service>;
  readonly practitioners: Table<Practitioner>;
  readonly rooms: Table<Room>;
  readonly shifts: Table<Shift>;
  readonly times_off: Table<TimeOff>;
  readonly visits: Table<Visit>;
  readonly referrals: Table<Referral>;
  readonly wait_entries: Table<WaitEntry>;
  readonly charges: Table<Charge>;
  readonly handovers: Table<Handover>;
}

export const fees = { late_cancellation_percent: 50, no_show: 6000, senior_discount_percent: 10 };

export const limits = {
  notice_minutes: 60,
  ahead_days: 90,
  free_change_hours: 24,
  grace_minutes: 15,
  check_in_minutes: 30,
  balance: 20000,
  no_shows: 3,
  open_visits: 6,
  senior_age: 65,
  waiting_days: 60,
  waiver_days: 365,
};

const weekdayEnum: EnumSpec = {
  name: "Weekday",
  description: "A day of the week.",
  values: [
    { value: "monday", description: "" },
    { value: "tuesday", description: "" },
    { value: "wednesday", description: "" },
    { value: "thursday", description: "" },
    { value: "friday", description: "" },
    { value: "saturday", description: "" },
    { value: "sunday", description: "" },
  ],
};

const roleEnum: EnumSpec = {
  name: "Role",
  description: "What a practitioner does.",
  values: [
    { value: "physiotherapist", description: "Movement and pain." },
    { value: "occupational_therapist", description: "Everyday activities." },
    { value: "massage_therapist", description: "Massage." },
  ],
};

const roomKindEnum: EnumSpec = {
  name: "RoomKind",
  description: "What a room is fitted for.",
  values: [
    { value: "treatment", description: "A table and a sink." },
    { value: "gym", description: "Machines and mats." },
    { value: "quiet", description: "A quiet room." },
  ],
};

const visitStatusEnum: EnumSpec = {
  name: "VisitStatus",
  description: "Where a visit stands.",
  values: [
    { value: "booked", description: "It is going to take place." },
    { value: "checked_in", description: "The patient is here." },
    { value: "completed", description: "It has taken place." },
    { value: "cancelled", description: "It was called off." },
    { value: "no_show", description: "The patient did not come." },
  ],
  lifecycle: {
    booked: ["checked_in", "cancelled", "no_show"],
    checked_in: ["completed"],
    completed: [],
    cancelled: [],
    no_show: [],
  },
};

const waitStatusEnum: EnumSpec = {
  name: "WaitStatus",
  description: "Where an entry of the waiting list stands.",
  values: [
    { value: "waiting", description: "The patient waits." },
    { value: "booked", description: "A visit was booked." },
    { value: "left", description: "The patient left the list." },
  ],
  lifecycle: { waiting: ["booked", "left"], booked: [], left: [] },
};

const chargeKindEnum: EnumSpec = {
  name: "ChargeKind",
  description: "What a charge is for.",
  values: [
    { value: "visit", description: "A visit that took place." },
    { value: "late_cancellation", description: "A visit that was cancelled late." },
    { value: "no_show", description: "A visit that was missed." },
  ],
};

const chargeStatusEnum: EnumSpec = {
  name: "ChargeStatus",
  description: "Where a charge stands.",
  values: [
    { value: "open", description: "It is owed." },
    { value: "paid", description: "It was paid." },
    { value: "waived", description: "It was dropped." },
  ],
  lifecycle: { open: ["paid", "waived"], paid: [], waived: [] },
};

const partOfDayEnum: EnumSpec = {
  name: "PartOfDay",
  description: "When in the day.",
  values: [
    { value: "morning", description: "Before noon." },
    { value: "afternoon", description: "From noon to five." },
    { value: "evening", description: "From five on." },
  ],
};

const coverageType = t.union("Coverage", "by", [
  { value: "self", description: "The patient pays.", fields: [] },
  {
    value: "insurance",
    description: "An insurer pays all but a co-payment.",
    fields: [
      field("insurer", t.string(), "Name of the insurer."),
      field("member_number", t.string(), "Number at the insurer."),
      field("co_payment", t.money({ min: 0 }), "What the patient pays for each visit."),
    ],
  },
]);

const patientFields = [
  field("patient_id", t.id("Patient"), "The id of the patient."),
  field("name", t.string(), "Full name.", { known: "owner" }),
  field("email", t.string(), "Email address.", { compare: "normalized", known: "owner" }),
  field("phone", t.string(), "Phone number.", { known: "owner" }),
  field("birth_date", t.date(), "Date of birth.", { known: "owner" }),
  field("coverage", coverageType, "Who pays.", { known: "owner" }),
  field("balance", t.money({ min: 0 }), "What the patient owes.", { derived: true }),
  field("no_shows", t.int({ min: 0 }), "Visits missed so far.", { derived: true }),
];

const patientEntity: EntitySpec = {
  name: "Patient",
  table: "patients",
  description: "Somebody who is treated at the clinic.",
  idField: "patient_id",
  id: { kind: "counter", prefix: "PT", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: patientFields,
  indexes: [{ field: "birth_date", transform: "exact" }],
};

const serviceFields = [
  field("service_id", t.id("Service"), "The id of the service."),
  field("name", t.string(), "What it is called.", { known: "public" }),
  field("role", t.enumOf(roleEnum), "Who gives it.", { known: "public" }),
  field("minutes", t.int({ min: 15, max: 180 }), "How long it takes."),
  field("price", t.money({ min: 0 }), "What it costs."),
  field("room_kind", t.enumOf(roomKindEnum), "The kind of room that it needs."),
  field("needs_referral", t.bool(), "Whether a doctor must refer the patient."),
];

const serviceEntity: EntitySpec = {
  name: "Service",
  table: "services",
  description: "Something that the clinic offers.",
  idField: "service_id",
  id: { kind: "counter", prefix: "SV", digits: 2, start: 1 },
  singleton: false,
  compare: "exact",
  fields: serviceFields,
  indexes: [
    { field: "role", transform: "exact" },
    { field: "room_kind", transform: "exact" },
  ],
};

const practitionerFields = [
  field("practitioner_id", t.id("Practitioner"), "The id of the practitioner."),
  field("name", t.string(), "Full name.", { known: "public" }),
  field("role", t.enumOf(roleEnum), "What they do.", { known: "public" }),
  field("services", t.list(t.ref("Service")), "What they give.", { compare: "set" }),
  field("accepts_new", t.bool(), "Whether they take new patients."),
];

const practitionerEntity: EntitySpec = {
  name: "Practitioner",
  table: "practitioners",
  description: "Somebody who treats patients.",
  idField: "practitioner_id",
  id: { kind: "counter", prefix: "DR", digits: 3, start: 1 },
  singleton: false,
  compare: "exact",
  fields: practitionerFields,
  indexes: [{ field: "role", transform: "exact" }],
};

const roomFields = [
  field("room_id", t.id("Room"), "The id of the room."),
  field("kind", t.enumOf(roomKindEnum), "What it is fitted for."),
  field("in_use", t.bool(), "Whether it can be used at present."),
];

const roomEntity: EntitySpec = {
  name: "Room",
  table: "rooms",
  description: "A room where patients are treated.",
  idField: "room_id",
  id: {
    kind: "first_free",
    values: ["R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12"],
    surrogate: false,
  },
  singleton: false,
  compare: "exact",
  fields: roomFields,
  indexes: [{ field: "kind", transform: "exact" }],
};

const shiftFields = [
  field("shift_id", t.id("Shift"), "The id of the shift."),
  field("practitioner_id", t.ref("Practitioner"), "Who works."),
  field("weekday", t.enumOf(weekdayEnum), "The day of the week."),
  field("starts", t.string(), "From, as HH:MM."),
  field("ends", t.string(), "To, as HH:MM."),
];

const shiftEntity: EntitySpec = {
  name: "Shift",
  table: "shifts",
  description: "When a practitioner works in every week.",
  idField: "shift_id",
  id: { kind: "counter", prefix: "SH", digits: 4, start: 1 },
  singleton: false,
  compare: "exact",
  fields: shiftFields,
  indexes: [
    { field: "practitioner_id", transform: "exact" },
    { field: "weekday", transform: "exact" },
  ],
};

const timeOffFields = [
  field("time_off_id", t.id("TimeOff"), "The id of the time off."),
  field("practitioner_id", t.ref("Practitioner"), "Who is away."),
  field("starts", t.datetime(), "From."),
  field("ends", t.datetime(), "To."),
];

const timeOffEntity: EntitySpec = {
  name: "TimeOff",
  table: "times_off",
  description: "When a practitioner is away although there is a shift.",
  idField: "time_off_id",
  id: { kind: "counter", prefix: "TO", digits: 4, start: 1 },
  singleton: false,
  compare: "exact",
  fields: timeOffFields,
  indexes: [{ field: "practitioner_id", transform: "exact" }],
};

const visitFields = [
  field("visit_id", t.id("Visit"), "The id of the visit."),
  field("patient_id", t.ref("Patient"), "Who is treated."),
  field("practitioner_id", t.ref("Practitioner"), "Who treats.", { known: "owner" }),
  field("service_id", t.ref("Service"), "What is done.", { known: "owner" }),
  field("room_id", t.ref("Room"), "Where."),
  field("referral_id", t.nullable(t.ref("Referral")), "The referral that it uses."),
  field("starts", t.datetime(), "Start.", { known: "owner" }),
  field("ends", t.datetime(), "End."),
  field("status", t.enumOf(visitStatusEnum), "Where it stands."),
  field("cancel_reason", t.nullable(t.string()), "Why it was cancelled.", { compare: "ignore" }),
];

const visitEntity: EntitySpec = {
  name: "Visit",
  table: "visits",
  description: "An appointment of a patient with a practitioner.",
  idField: "visit_id",
  id: { kind: "counter", prefix: "V", digits: 6, start: 1 },
  singleton: false,
  compare: "exact",
  fields: visitFields,
  indexes: [
    { field: "patient_id", transform: "exact" },
    { field: "practitioner_id", transform: "exact" },
    { field: "service_id", transform: "exact" },
    { field: "room_id", transform: "exact" },
    { field: "referral_id", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const referralFields = [
  field("referral_id", t.id("Referral"), "The id of the referral."),
  field("patient_id", t.ref("Patient"), "Who was referred."),
  field("service_id", t.ref("Service"), "To which service."),
  field("doctor", t.string(), "Who referred.", { known: "owner" }),
  field("sessions", t.int({ min: 1 }), "How many sessions were granted."),
  field("used", t.int({ min: 0 }), "How many are booked or used.", { derived: true }),
  field("expires", t.date(), "The last day on which a session can take place."),
];

const referralEntity: EntitySpec = {
  name: "Referral",
  table: "referrals",
  description: "A doctor's referral for a number of sessions of a service.",
  idField: "referral_id",
  id: { kind: "counter", prefix: "RF", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: referralFields,
  indexes: [
    { field: "patient_id", transform: "exact" },
    { field: "service_id", transform: "exact" },
  ],
};

const waitEntryFields = [
  field("wait_id", t.id("WaitEntry"), "The id of the wait entry."),
  field("patient_id", t.ref("Patient"), "Who waits."),
  field("service_id", t.ref("Service"), "For what.", { known: "owner" }),
  field("earliest", t.date(), "First suitable day.", { known: "owner" }),
  field("latest", t.date(), "Last suitable day.", { known: "owner" }),
  field("status", t.enumOf(waitStatusEnum), "Where it stands."),
];

const waitEntryEntity: EntitySpec = {
  name: "WaitEntry",
  table: "wait_entries",
  description: "A patient who waits for a time to come free.",
  idField: "wait_id",
  id: { kind: "counter", prefix: "W", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: waitEntryFields,
  indexes: [
    { field: "patient_id", transform: "exact" },
    { field: "service_id", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const chargeFields = [
  field("charge_id", t.id("Charge"), "The id of the charge."),
  field("patient_id", t.ref("Patient"), "Who pays."),
  field("visit_id", t.ref("Visit"), "For which visit."),
  field("kind", t.enumOf(chargeKindEnum), "What for.", { known: "owner" }),
  field("amount", t.money({ min: 0 }), "How much.", { known: "owner" }),
  field("status", t.enumOf(chargeStatusEnum), "Where it stands."),
  field("made", t.date(), "When it was made."),
  field("settled", t.nullable(t.date()), "When it was paid or waived."),
];

const chargeEntity: EntitySpec = {
  name: "Charge",
  table: "charges",
  description: "Something that a patient has to pay.",
  idField: "charge_id",
  id: { kind: "counter", prefix: "CH", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: chargeFields,
  indexes: [
    { field: "patient_id", transform: "exact" },
    { field: "visit_id", transform: "exact" },
    { field: "kind", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const handoverFields = [
  field("handover_id", t.id("Handover"), "The id of the handover."),
  field("patient_id", t.ref("Patient"), "The patient."),
  field("reason", t.string(), "Why.", { compare: "ignore" }),
  field("made", t.datetime(), "When."),
];

const handoverEntity: EntitySpec = {
  name: "Handover",
  table: "handovers",
  description: "A conversation that a person takes over.",
  idField: "handover_id",
  id: { kind: "counter", prefix: "H", digits: 4, start: 1 },
  singleton: false,
  compare: "exact",
  fields: handoverFields,
  indexes: [{ field: "patient_id", transform: "exact" }],
};

const patientIdentityType = t.record(
  "Patient.identity",
  pickFields(patientFields, "patient_id", "name"),
);

const findPatientTool: ToolSpec = {
  name: "find_patient",
  title: "Find patient",
  description: "Find a patient by date of birth together with an email address or a phone number.",
  actor: "agent",
  params: [
    param("birth_date", t.date(), "Date of birth."),
    param("email", t.nullable(t.string()), "Email address; case does not matter.", {
      required: false,
    }),
    param("phone", t.nullable(t.string()), "Phone number; spaces and punctuation do not matter.", {
      required: false,
    }),
  ],
  result: patientIdentityType,
  effects: effects({ reads: ["patients"], idempotent: true }),
  refusals: refusals({
    nothing_to_search: "Neither an email address nor a phone number was given.",
    patient_unknown: "No patient has these data.",
  }),
  refusalsAs: "raised",
};

const patientType = t.record("Patient", patientFields);

const getPatientTool: ToolSpec = {
  name: "get_patient",
  title: "Get patient",
  description: "Read the data of a patient.",
  actor: "agent",
  params: [param("patient_id", t.ref("Patient"), "The patient.")],
  result: patientType,
  effects: effects({ reads: ["patients"], idempotent: true }),
  refusals: refusals({ patient_not_found: "There is no patient with this id." }),
  refusalsAs: "raised",
};

const updatePatientTool: ToolSpec = {
  name: "update_patient",
  title: "Update patient",
  description: "Change the email address, phone number or coverage of a patient.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "The patient."),
    param(
      "changes",
      t.changes("Patient", pickFields(patientFields, "email", "phone", "coverage")),
      "What changes.",
    ),
  ],
  result: patientType,
  effects: effects({ reads: ["patients"], updates: ["patients"] }),
  refusals: refusals({ patient_not_found: "There is no patient with this id." }),
  refusalsAs: "raised",
};

const serviceType = t.record("Service", serviceFields);

const listServicesTool: ToolSpec = {
  name: "list_services",
  title: "List services",
  description: "List what the clinic offers.",
  actor: "agent",
  params: [
    param("role", t.nullable(t.enumOf(roleEnum)), "Only what these practitioners give.", {
      required: false,
    }),
  ],
  result: t.list(serviceType),
  effects: effects({ reads: ["services"], idempotent: true }),
  refusals: [],
  refusalsAs: "raised",
};

const practitionerType = t.record("Practitioner", practitionerFields);

const listPractitionersTool: ToolSpec = {
  name: "list_practitioners",
  title: "List practitioners",
  description: "List practitioners.",
  actor: "agent",
  params: [
    param("service_id", t.nullable(t.ref("Service")), "Only those who give this service.", {
      required: false,
    }),
    param("accepts_new", t.nullable(t.bool()), "Only those who do or do not take new patients.", {
      required: false,
    }),
  ],
  result: t.list(practitionerType),
  effects: effects({ reads: ["services", "practitioners"], idempotent: true }),
  refusals: refusals({ service_not_found: "There is no service with this id." }),
  refusalsAs: "raised",
};

const shiftType = t.record("Shift", shiftFields);

const timeOffType = t.record("TimeOff", timeOffFields);

const getScheduleTool: ToolSpec = {
  name: "get_schedule",
  title: "Get schedule",
  description: "Read the weekly shifts of a practitioner and when they are away from today on.",
  actor: "agent",
  params: [param("practitioner_id", t.ref("Practitioner"), "The practitioner.")],
  result: t.record(null, [
    field("shifts", t.list(shiftType), "The weekly shifts."),
    field("away", t.list(timeOffType), "When they are away."),
  ]),
  effects: effects({ reads: ["practitioners", "shifts", "times_off"], idempotent: true }),
  refusals: refusals({ practitioner_not_found: "There is no practitioner with this id." }),
  refusalsAs: "raised",
};

const freeTimeType = t.record("FreeTime", [
  field("practitioner_id", t.id("Practitioner"), "Who would treat."),
  field("starts", t.datetime(), "Start."),
  field("ends", t.datetime(), "End."),
]);

const findTimesTool: ToolSpec = {
  name: "find_times",
  title: "Find times",
  description:
    "Find free times for a service on one day, earliest first, at most 12. A practitioner and a part of the day can be asked for.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "Who is to be treated."),
    param("service_id", t.ref("Service"), "What is to be done."),
    param("day", t.date(), "The day."),
    param("practitioner_id", t.nullable(t.ref("Practitioner")), "Only with this practitioner.", {
      required: false,
    }),
    param("part_of_day", t.nullable(t.enumOf(partOfDayEnum)), "Only in this part of the day.", {
      required: false,
    }),
  ],
  result: t.record(null, [field("times", t.list(freeTimeType), "The free times.")]),
  effects: effects({
    reads: ["patients", "services", "practitioners", "rooms", "shifts", "times_off", "visits"],
    idempotent: true,
  }),
  refusals: refusals({
    patient_not_found: "There is no patient with this id.",
    service_not_found: "There is no service with this id.",
    practitioner_not_found: "There is no practitioner with this id.",
  }),
  refusalsAs: "raised",
};

const quoteVisitTool: ToolSpec = {
  name: "quote_visit",
  title: "Quote visit",
  description: "Compute what a patient would pay for a service.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "The patient."),
    param("service_id", t.ref("Service"), "The service."),
  ],
  result: t.record(null, [
    field("price", t.money(), "The price of the service."),
    field("patient_pays", t.money(), "What the patient pays."),
    field("minutes", t.int(), "How long it takes."),
  ]),
  effects: effects({ reads: ["patients", "services"], idempotent: true }),
  refusals: refusals({
    patient_not_found: "There is no patient with this id.",
    service_not_found: "There is no service with this id.",
  }),
  refusalsAs: "raised",
};

const visitType = t.record("Visit", visitFields);

const listVisitsTool: ToolSpec = {
  name: "list_visits",
  title: "List visits",
  description: "List the visits of a patient, earliest first, at most 50.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "The patient."),
    param("status", t.nullable(t.enumOf(visitStatusEnum)), "Only these.", { required: false }),
    param("from_day", t.nullable(t.date()), "On this day or later.", { required: false }),
    param("to_day", t.nullable(t.date()), "On this day or earlier.", { required: false }),
    param("offset", t.int({ min: 0 }), "How many to skip.", { required: false, default: 0 }),
  ],
  result: t.list(visitType),
  effects: effects({ reads: ["patients", "visits"], idempotent: true }),
  refusals: refusals({ patient_not_found: "There is no patient with this id." }),
  refusalsAs: "raised",
};

const getVisitTool: ToolSpec = {
  name: "get_visit",
  title: "Get visit",
  description: "Read one visit.",
  actor: "agent",
  params: [param("visit_id", t.ref("Visit"), "The visit.")],
  result: visitType,
  effects: effects({ reads: ["visits"], idempotent: true }),
  refusals: refusals({ visit_not_found: "There is no visit with this id." }),
  refusalsAs: "raised",
};

const bookVisitTool: ToolSpec = {
  name: "book_visit",
  title: "Book visit",
  description: "Book a visit. The system chooses the room.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "Who is to be treated."),
    param("practitioner_id", t.ref("Practitioner"), "Who treats."),
    param("service_id", t.ref("Service"), "What is done."),
    param("starts", t.datetime(), "When it starts."),
  ],
  result: visitType,
  effects: effects({
    reads: [
      "patients",
      "services",
      "practitioners",
      "rooms",
      "shifts",
      "times_off",
      "visits",
      "referrals",
      "wait_entries",
    ],
    creates: ["visits"],
    updates: ["referrals", "wait_entries"],
  }),
  refusals: refusals({
    patient_not_found: "There is no patient with this id.",
    practitioner_not_found: "There is no practitioner with this id.",
    service_not_found: "There is no service with this id.",
    balance_too_high: "The patient owes too much.",
    too_many_no_shows: "The patient has missed too many visits.",
    too_many_visits: "The patient has too many visits ahead.",
    not_accepting: "The practitioner takes no new patients.",
    referral_needed: "There is no valid referral with sessions left.",
    bad_start_time: "A visit starts on a quarter of an hour.",
    too_soon: "The start is too close.",
    too_far_ahead: "The start is too far ahead.",
    service_not_offered: "The practitioner does not give this service.",
    outside_shift: "The practitioner does not work then.",
    practitioner_away: "The practitioner is away.",
    practitioner_busy: "The practitioner has another visit then.",
    patient_busy: "The patient has another visit then.",
    no_room: "No room of the right kind is free then.",
  }),
  refusalsAs: "raised",
};

const moveVisitTool: ToolSpec = {
  name: "move_visit",
  title: "Move visit",
  description: "Move a visit to another time, and to another practitioner if one is given.",
  actor: "agent",
  params: [
    param("visit_id", t.ref("Visit"), "The visit."),
    param("starts", t.datetime(), "The new start."),
    param("practitioner_id", t.nullable(t.ref("Practitioner")), "Another practitioner.", {
      required: false,
    }),
  ],
  result: visitType,
  effects: effects({
    reads: [
      "patients",
      "services",
      "practitioners",
      "rooms",
      "shifts",
      "times_off",
      "visits",
      "referrals",
    ],
    updates: ["visits"],
  }),
  refusals: refusals({
    visit_not_found: "There is no visit with this id.",
    practitioner_not_found: "There is no practitioner with this id.",
    not_booked: "The visit is not booked any more.",
    too_late_to_move: "The visit is too close.",
    referral_expired: "The referral does not cover the new day.",
    bad_start_time: "A visit starts on a quarter of an hour.",
    too_soon: "The start is too close.",
    too_far_ahead: "The start is too far ahead.",
    service_not_offered: "The practitioner does not give this service.",
    outside_shift: "The practitioner does not work then.",
    practitioner_away: "The practitioner is away.",
    practitioner_busy: "The practitioner has another visit then.",
    patient_busy: "The patient has another visit then.",
    no_room: "No room of the right kind is free then.",
  }),
  refusalsAs: "raised",
};

const quoteCancellationTool: ToolSpec = {
  name: "quote_cancellation",
  title: "Quote cancellation",
  description: "Compute what cancelling a visit would cost now.",
  actor: "agent",
  params: [param("visit_id", t.ref("Visit"), "The visit.")],
  result: t.record(null, [
    field("fee", t.money(), "The fee."),
    field("free_until", t.datetime(), "Until when it is free."),
  ]),
  effects: effects({ reads: ["services", "visits"], idempotent: true }),
  refusals: refusals({ visit_not_found: "There is no visit with this id." }),
  refusalsAs: "raised",
};

const cancelVisitTool: ToolSpec = {
  name: "cancel_visit",
  title: "Cancel visit",
  description: "Cancel a visit. A late cancellation is charged.",
  actor: "agent",
  params: [
    param("visit_id", t.ref("Visit"), "The visit."),
    param("reason", t.string({ minLength: 1 }), "Why."),
  ],
  result: t.record(null, [
    field("visit", visitType, "The cancelled visit."),
    field("fee", t.money(), "What was charged."),
  ]),
  effects: effects({
    reads: ["patients", "services", "visits", "referrals"],
    creates: ["charges"],
    updates: ["patients", "visits", "referrals"],
  }),
  refusals: refusals({
    visit_not_found: "There is no visit with this id.",
    not_booked: "The visit is not booked any more.",
    already_begun: "The visit has begun.",
  }),
  refusalsAs: "raised",
};

const checkInTool: ToolSpec = {
  name: "check_in",
  title: "Check in",
  description: "Note that the patient has arrived.",
  actor: "agent",
  params: [param("visit_id", t.ref("Visit"), "The visit.")],
  result: visitType,
  effects: effects({ reads: ["visits"], updates: ["visits"] }),
  refusals: refusals({
    visit_not_found: "There is no visit with this id.",
    not_booked: "The visit is not booked any more.",
    too_early: "Check-in is not open yet.",
    too_late: "Check-in is over.",
  }),
  refusalsAs: "raised",
};

const chargeType = t.record("Charge", chargeFields);

const completeVisitTool: ToolSpec = {
  name: "complete_visit",
  title: "Complete visit",
  description: "Note that a visit has taken place and charge for it.",
  actor: "agent",
  params: [param("visit_id", t.ref("Visit"), "The visit.")],
  result: chargeType,
  effects: effects({
    reads: ["patients", "services", "visits"],
    creates: ["charges"],
    updates: ["patients", "visits"],
  }),
  refusals: refusals({
    visit_not_found: "There is no visit with this id.",
    not_checked_in: "The patient was not checked in.",
  }),
  refusalsAs: "raised",
};

const markNoShowTool: ToolSpec = {
  name: "mark_no_show",
  title: "Mark no show",
  description: "Note that the patient did not come. A missed visit is charged.",
  actor: "agent",
  params: [param("visit_id", t.ref("Visit"), "The visit.")],
  result: chargeType,
  effects: effects({
    reads: ["patients", "visits"],
    creates: ["charges"],
    updates: ["patients", "visits"],
  }),
  refusals: refusals({
    visit_not_found: "There is no visit with this id.",
    not_booked: "The visit is not booked any more.",
    not_missed_yet: "It is too early to say so.",
  }),
  refusalsAs: "raised",
};

const referralType = t.record("Referral", referralFields);

const listReferralsTool: ToolSpec = {
  name: "list_referrals",
  title: "List referrals",
  description: "List the referrals of a patient.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "The patient."),
    param("valid_only", t.bool(), "Only those that can still be used.", {
      required: false,
      default: false,
    }),
  ],
  result: t.list(referralType),
  effects: effects({ reads: ["patients", "referrals"], idempotent: true }),
  refusals: refusals({ patient_not_found: "There is no patient with this id." }),
  refusalsAs: "raised",
};

const addReferralTool: ToolSpec = {
  name: "add_referral",
  title: "Add referral",
  description: "Record a doctor's referral that the patient has brought.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "The patient."),
    param("service_id", t.ref("Service"), "The service."),
    param("doctor", t.string({ minLength: 1 }), "Who referred."),
    param("sessions", t.int({ min: 1, max: 24 }), "How many sessions."),
    param("expires", t.date(), "The last day of validity."),
  ],
  result: referralType,
  effects: effects({ reads: ["patients", "services"], creates: ["referrals"] }),
  refusals: refusals({
    patient_not_found: "There is no patient with this id.",
    service_not_found: "There is no service with this id.",
    no_referral_needed: "The service needs no referral.",
    referral_too_old: "The referral has expired.",
  }),
  refusalsAs: "raised",
};

const waitEntryType = t.record("WaitEntry", waitEntryFields);

const joinWaitingListTool: ToolSpec = {
  name: "join_waiting_list",
  title: "Join waiting list",
  description: "Put a patient on the waiting list for a service.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "The patient."),
    param("service_id", t.ref("Service"), "The service."),
    param("earliest", t.date(), "First suitable day."),
    param("latest", t.date(), "Last suitable day."),
  ],
  result: waitEntryType,
  effects: effects({ reads: ["patients", "services", "wait_entries"], creates: ["wait_entries"] }),
  refusals: refusals({
    patient_not_found: "There is no patient with this id.",
    service_not_found: "There is no service with this id.",
    already_waiting: "The patient waits for this service already.",
    bad_period: "The days are in the past or the wrong way round.",
    period_too_long: "The period is too long.",
  }),
  refusalsAs: "raised",
};

const leaveWaitingListTool: ToolSpec = {
  name: "leave_waiting_list",
  title: "Leave waiting list",
  description: "Take an entry off the waiting list.",
  actor: "agent",
  params: [param("wait_id", t.ref("WaitEntry"), "The entry.")],
  result: waitEntryType,
  effects: effects({ reads: ["wait_entries"], updates: ["wait_entries"] }),
  refusals: refusals({
    wait_entry_not_found: "There is no wait entry with this id.",
    not_waiting: "The entry has ended.",
  }),
  refusalsAs: "raised",
};

const listWaitingTool: ToolSpec = {
  name: "list_waiting",
  title: "List waiting",
  description: "List the entries of a patient on the waiting list.",
  actor: "agent",
  params: [param("patient_id", t.ref("Patient"), "The patient.")],
  result: t.list(waitEntryType),
  effects: effects({ reads: ["patients", "wait_entries"], idempotent: true }),
  refusals: refusals({ patient_not_found: "There is no patient with this id." }),
  refusalsAs: "raised",
};

const listChargesTool: ToolSpec = {
  name: "list_charges",
  title: "List charges",
  description: "List the charges of a patient, newest first.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "The patient."),
    param("status", t.nullable(t.enumOf(chargeStatusEnum)), "Only these.", { required: false }),
  ],
  result: t.record(null, [
    field("total_open", t.money(), "What is owed in all."),
    field("charges", t.list(chargeType), "The charges."),
  ]),
  effects: effects({ reads: ["patients", "charges"], idempotent: true }),
  refusals: refusals({ patient_not_found: "There is no patient with this id." }),
  refusalsAs: "raised",
};

const payChargeTool: ToolSpec = {
  name: "pay_charge",
  title: "Pay charge",
  description: "Take payment of an open charge in full.",
  actor: "agent",
  params: [param("charge_id", t.ref("Charge"), "The charge.")],
  result: chargeType,
  effects: effects({ reads: ["patients", "charges"], updates: ["patients", "charges"] }),
  refusals: refusals({
    charge_not_found: "There is no charge with this id.",
    not_open: "The charge was settled before.",
  }),
  refusalsAs: "raised",
};

const waiveChargeTool: ToolSpec = {
  name: "waive_charge",
  title: "Waive charge",
  description: "Drop an open charge for a late cancellation or a missed visit.",
  actor: "agent",
  params: [param("charge_id", t.ref("Charge"), "The charge.")],
  result: chargeType,
  effects: effects({ reads: ["patients", "charges"], updates: ["patients", "charges"] }),
  refusals: refusals({
    charge_not_found: "There is no charge with this id.",
    not_open: "The charge was settled before.",
    not_waivable: "Charges for visits that took place are not waived.",
    waiver_used: "A charge was waived not long ago.",
  }),
  refusalsAs: "raised",
};

const handoverType = t.record("Handover", handoverFields);

const handOverTool: ToolSpec = {
  name: "hand_over",
  title: "Hand over",
  description: "Hand the conversation over to a person of the clinic.",
  actor: "agent",
  params: [
    param("patient_id", t.ref("Patient"), "The patient."),
    param("reason", t.string({ minLength: 3 }), "Why a person is needed."),
  ],
  result: handoverType,
  effects: effects({ reads: ["patients", "handovers"], creates: ["handovers"] }),
  refusals: refusals({
    patient_not_found: "There is no patient with this id.",
    already_handed_over: "A person will call this patient already.",
  }),
  refusalsAs: "raised",
};

/** Everything about the domain that is data. */
export const spec: DomainSpec = {
  domain: "riverside-clinic",
  title: "Riverside Therapy Clinic",
  summary:
    "The front desk of an outpatient therapy clinic: patients, practitioners with shifts and days off, rooms, appointments that must not overlap, referrals, a waiting list, and charges.",
  category: "health",
  now: "2026-05-11T08:30:00",
  policy: [
    "# Riverside Therapy Clinic, front desk",
    "",
    "You speak with one patient. The current time is in the briefing and does not move.",
    "",
    "## Who is speaking",
    "- Find the patient by email or phone together with the date of birth before you read or change",
    "  anything of theirs. Never show or change another patient's records.",
    "",
    "## Appointments",
    "- Offer times and book only what the patient chose.",
    "- A visit starts on the hour, quarter, half or three quarters, at least",
    "  60 minutes and at most 90 days ahead.",
    "- It lies within a shift of the practitioner, not in their time off, and overlaps no other visit of the practitioner or",
    "  of the patient. A free room of the right kind is chosen by the system; if there",
    "  is none the time is not available.",
    "- A practitioner gives only services of their list; one who takes no new",
    "  patients sees only those who have been there before.",
    "- Some services need a referral that is valid on the day of the visit and has sessions left.",
    "- A patient who owes more than 200.00 or missed",
    "  3 visits books through a person.",
    "- A patient has at most 6 visits ahead.",
    "",
    "## Changes",
    "- Only visits that are booked can be moved or cancelled.",
    "- Moving is free until 24 hours before the visit; after that it is not",
    "  possible.",
    "- Cancelling is free until 24 hours before the visit. After that it costs",
    "  50 % of the price. A visit that has begun cannot be cancelled.",
    "  Tell the patient the fee before you cancel.",
    "- A missed visit costs 60.00. It can be marked 15 minutes",
    "  after it should have begun.",
    "- A cancelled visit gives its session back to the referral; a missed one does not.",
    "",
    "## At the desk",
    "- Check-in opens 30 minutes before the visit and ends",
    "  15 minutes after its start. Only a visit that was checked in",
    "  can be completed.",
    "- A completed visit is charged: insured patients pay their co-payment, at most the price; others the",
    "  price. A patient of 65 or older who pays themselves gets",
    "  10 % off.",
    "",
    "## Waiting list",
    "- A patient waits once per service, for days from today on and at",
    "  most 60 days. An entry that ended stays ended.",
    "  Do not put a patient on the list while a suitable time is free.",
    "",
    "## Money",
    "- Open charges are paid in full. One charge for a late cancellation or missed visit",
    "  may be waived in 365 days. Never offer a waiver that the",
    "  patient did not ask for; after a refused waiver do not try another.",
    "",
    "## What you cannot do",
    "Hand over to a person with a reason.",
    "",
  ].join("\n"),
  enums: [
    weekdayEnum,
    roleEnum,
    roomKindEnum,
    visitStatusEnum,
    waitStatusEnum,
    chargeKindEnum,
    chargeStatusEnum,
    partOfDayEnum,
  ],
  entities: [
    patientEntity,
    serviceEntity,
    practitionerEntity,
    roomEntity,
    shiftEntity,
    timeOffEntity,
    visitEntity,
    referralEntity,
    waitEntryEntity,
    chargeEntity,
    handoverEntity,
  ],
  principal: {
    entity: "Patient",
    description: "The patient who is talking to the front desk.",
    owns: {
      Visit: ["patient_id"],
      Referral: ["patient_id"],
      WaitEntry: ["patient_id"],
      Charge: ["patient_id"],
      Handover: ["patient_id"],
    },
    identifiedBy: ["find_patient"],
  },
  tools: [
    findPatientTool,
    getPatientTool,
    updatePatientTool,
    listServicesTool,
    listPractitionersTool,
    getScheduleTool,
    findTimesTool,
    quoteVisitTool,
    listVisitsTool,
    getVisitTool,
    bookVisitTool,
    moveVisitTool,
    quoteCancellationTool,
    cancelVisitTool,
    checkInTool,
    completeVisitTool,
    markNoShowTool,
    listReferralsTool,
    addReferralTool,
    joinWaitingListTool,
    leaveWaitingListTool,
    listWaitingTool,
    listChargesTool,
    payChargeTool,
    waiveChargeTool,
    handOverTool,
  ],
};
