import type {
  DomainSpec,
  EntitySpec,
  EnumSpec,
  FieldSpec,
  Table,
  ToolSpec,
  TypeSpec,
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

const coverageType: TypeSpec = {
  kind: "union",
  name: "Coverage",
  tag: "by",
  variants: [
    { value: "self", description: "The patient pays.", fields: [] },
    {
      value: "insurance",
      description: "An insurer pays all but a co-payment.",
      fields: [
        { name: "insurer", type: { kind: "string" }, description: "Name of the insurer." },
        { name: "member_number", type: { kind: "string" }, description: "Number at the insurer." },
        {
          name: "co_payment",
          type: { kind: "money", min: 0 },
          description: "What the patient pays for each visit.",
        },
      ],
    },
  ],
};

const patientFields: readonly FieldSpec[] = [
  {
    name: "patient_id",
    type: { kind: "id", entity: "Patient" },
    description: "The id of the patient.",
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
  { name: "coverage", type: coverageType, description: "Who pays.", known: "owner" },
  {
    name: "balance",
    type: { kind: "money", min: 0 },
    description: "What the patient owes.",
    derived: true,
  },
  {
    name: "no_shows",
    type: { kind: "int", min: 0 },
    description: "Visits missed so far.",
    derived: true,
  },
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

const roleType: TypeSpec = {
  kind: "enum",
  name: "Role",
  values: ["physiotherapist", "occupational_therapist", "massage_therapist"],
};

const roomKindType: TypeSpec = {
  kind: "enum",
  name: "RoomKind",
  values: ["treatment", "gym", "quiet"],
};

const serviceFields: readonly FieldSpec[] = [
  {
    name: "service_id",
    type: { kind: "id", entity: "Service" },
    description: "The id of the service.",
  },
  { name: "name", type: { kind: "string" }, description: "What it is called.", known: "public" },
  { name: "role", type: roleType, description: "Who gives it.", known: "public" },
  { name: "minutes", type: { kind: "int", min: 15, max: 180 }, description: "How long it takes." },
  { name: "price", type: { kind: "money", min: 0 }, description: "What it costs." },
  { name: "room_kind", type: roomKindType, description: "The kind of room that it needs." },
  {
    name: "needs_referral",
    type: { kind: "bool" },
    description: "Whether a doctor must refer the patient.",
  },
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

const practitionerFields: readonly FieldSpec[] = [
  {
    name: "practitioner_id",
    type: { kind: "id", entity: "Practitioner" },
    description: "The id of the practitioner.",
  },
  { name: "name", type: { kind: "string" }, description: "Full name.", known: "public" },
  { name: "role", type: roleType, description: "What they do.", known: "public" },
  {
    name: "services",
    type: { kind: "list", of: { kind: "ref", entity: "Service" } },
    description: "What they give.",
    compare: "set",
  },
  { name: "accepts_new", type: { kind: "bool" }, description: "Whether they take new patients." },
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

const roomFields: readonly FieldSpec[] = [
  { name: "room_id", type: { kind: "id", entity: "Room" }, description: "The id of the room." },
  { name: "kind", type: roomKindType, description: "What it is fitted for." },
  { name: "in_use", type: { kind: "bool" }, description: "Whether it can be used at present." },
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

const weekdayType: TypeSpec = {
  kind: "enum",
  name: "Weekday",
  values: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
};

const shiftFields: readonly FieldSpec[] = [
  { name: "shift_id", type: { kind: "id", entity: "Shift" }, description: "The id of the shift." },
  {
    name: "practitioner_id",
    type: { kind: "ref", entity: "Practitioner" },
    description: "Who works.",
  },
  { name: "weekday", type: weekdayType, description: "The day of the week." },
  { name: "starts", type: { kind: "string" }, description: "From, as HH:MM." },
  { name: "ends", type: { kind: "string" }, description: "To, as HH:MM." },
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

const timeOffFields: readonly FieldSpec[] = [
  {
    name: "time_off_id",
    type: { kind: "id", entity: "TimeOff" },
    description: "The id of the time off.",
  },
  {
    name: "practitioner_id",
    type: { kind: "ref", entity: "Practitioner" },
    description: "Who is away.",
  },
  { name: "starts", type: { kind: "datetime" }, description: "From." },
  { name: "ends", type: { kind: "datetime" }, description: "To." },
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

const visitStatusType: TypeSpec = {
  kind: "enum",
  name: "VisitStatus",
  values: ["booked", "checked_in", "completed", "cancelled", "no_show"],
};

const visitFields: readonly FieldSpec[] = [
  { name: "visit_id", type: { kind: "id", entity: "Visit" }, description: "The id of the visit." },
  { name: "patient_id", type: { kind: "ref", entity: "Patient" }, description: "Who is treated." },
  {
    name: "practitioner_id",
    type: { kind: "ref", entity: "Practitioner" },
    description: "Who treats.",
    known: "owner",
  },
  {
    name: "service_id",
    type: { kind: "ref", entity: "Service" },
    description: "What is done.",
    known: "owner",
  },
  { name: "room_id", type: { kind: "ref", entity: "Room" }, description: "Where." },
  {
    name: "referral_id",
    type: { kind: "nullable", of: { kind: "ref", entity: "Referral" } },
    description: "The referral that it uses.",
  },
  { name: "starts", type: { kind: "datetime" }, description: "Start.", known: "owner" },
  { name: "ends", type: { kind: "datetime" }, description: "End." },
  { name: "status", type: visitStatusType, description: "Where it stands." },
  {
    name: "cancel_reason",
    type: { kind: "nullable", of: { kind: "string" } },
    description: "Why it was cancelled.",
    compare: "ignore",
  },
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

const referralFields: readonly FieldSpec[] = [
  {
    name: "referral_id",
    type: { kind: "id", entity: "Referral" },
    description: "The id of the referral.",
  },
  {
    name: "patient_id",
    type: { kind: "ref", entity: "Patient" },
    description: "Who was referred.",
  },
  {
    name: "service_id",
    type: { kind: "ref", entity: "Service" },
    description: "To which service.",
  },
  { name: "doctor", type: { kind: "string" }, description: "Who referred.", known: "owner" },
  {
    name: "sessions",
    type: { kind: "int", min: 1 },
    description: "How many sessions were granted.",
  },
  {
    name: "used",
    type: { kind: "int", min: 0 },
    description: "How many are booked or used.",
    derived: true,
  },
  {
    name: "expires",
    type: { kind: "date" },
    description: "The last day on which a session can take place.",
  },
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

const waitStatusType: TypeSpec = {
  kind: "enum",
  name: "WaitStatus",
  values: ["waiting", "booked", "left"],
};

const waitEntryFields: readonly FieldSpec[] = [
  {
    name: "wait_id",
    type: { kind: "id", entity: "WaitEntry" },
    description: "The id of the wait entry.",
  },
  { name: "patient_id", type: { kind: "ref", entity: "Patient" }, description: "Who waits." },
  {
    name: "service_id",
    type: { kind: "ref", entity: "Service" },
    description: "For what.",
    known: "owner",
  },
  { name: "earliest", type: { kind: "date" }, description: "First suitable day.", known: "owner" },
  { name: "latest", type: { kind: "date" }, description: "Last suitable day.", known: "owner" },
  { name: "status", type: waitStatusType, description: "Where it stands." },
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

const chargeKindType: TypeSpec = {
  kind: "enum",
  name: "ChargeKind",
  values: ["visit", "late_cancellation", "no_show"],
};

const chargeStatusType: TypeSpec = {
  kind: "enum",
  name: "ChargeStatus",
  values: ["open", "paid", "waived"],
};

const chargeFields: readonly FieldSpec[] = [
  {
    name: "charge_id",
    type: { kind: "id", entity: "Charge" },
    description: "The id of the charge.",
  },
  { name: "patient_id", type: { kind: "ref", entity: "Patient" }, description: "Who pays." },
  { name: "visit_id", type: { kind: "ref", entity: "Visit" }, description: "For which visit." },
  { name: "kind", type: chargeKindType, description: "What for.", known: "owner" },
  { name: "amount", type: { kind: "money", min: 0 }, description: "How much.", known: "owner" },
  { name: "status", type: chargeStatusType, description: "Where it stands." },
  { name: "made", type: { kind: "date" }, description: "When it was made." },
  {
    name: "settled",
    type: { kind: "nullable", of: { kind: "date" } },
    description: "When it was paid or waived.",
  },
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

const handoverFields: readonly FieldSpec[] = [
  {
    name: "handover_id",
    type: { kind: "id", entity: "Handover" },
    description: "The id of the handover.",
  },
  { name: "patient_id", type: { kind: "ref", entity: "Patient" }, description: "The patient." },
  { name: "reason", type: { kind: "string" }, description: "Why.", compare: "ignore" },
  { name: "made", type: { kind: "datetime" }, description: "When." },
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

const patientIdentityType: TypeSpec = {
  kind: "record",
  name: "Patient.identity",
  fields: [
    {
      name: "patient_id",
      type: { kind: "id", entity: "Patient" },
      description: "The id of the patient.",
    },
    { name: "name", type: { kind: "string" }, description: "Full name.", known: "owner" },
  ],
};

const findPatientTool: ToolSpec = {
  name: "find_patient",
  title: "Find patient",
  description: "Find a patient by date of birth together with an email address or a phone number.",
  actor: "agent",
  params: [
    { name: "birth_date", type: { kind: "date" }, description: "Date of birth.", required: true },
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
  result: patientIdentityType,
  effects: {
    reads: ["patients"],
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
    { code: "patient_unknown", description: "No patient has these data." },
  ],
  refusalsAs: "raised",
};

const patientType: TypeSpec = { kind: "record", name: "Patient", fields: patientFields };

const getPatientTool: ToolSpec = {
  name: "get_patient",
  title: "Get patient",
  description: "Read the data of a patient.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
  ],
  result: patientType,
  effects: {
    reads: ["patients"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "patient_not_found", description: "There is no patient with this id." }],
  refusalsAs: "raised",
};

const updatePatientTool: ToolSpec = {
  name: "update_patient",
  title: "Update patient",
  description: "Change the email address, phone number or coverage of a patient.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
    {
      name: "changes",
      type: {
        kind: "changes",
        entity: "Patient",
        fields: [
          {
            name: "email",
            type: { kind: "string" },
            description: "Email address.",
            compare: "normalized",
            known: "owner",
          },
          { name: "phone", type: { kind: "string" }, description: "Phone number.", known: "owner" },
          { name: "coverage", type: coverageType, description: "Who pays.", known: "owner" },
        ],
      },
      description: "What changes.",
      required: true,
    },
  ],
  result: patientType,
  effects: {
    reads: ["patients"],
    creates: [],
    updates: ["patients"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [{ code: "patient_not_found", description: "There is no patient with this id." }],
  refusalsAs: "raised",
};

const serviceType: TypeSpec = { kind: "record", name: "Service", fields: serviceFields };

const listServicesTool: ToolSpec = {
  name: "list_services",
  title: "List services",
  description: "List what the clinic offers.",
  actor: "agent",
  params: [
    {
      name: "role",
      type: { kind: "nullable", of: roleType },
      description: "Only what these practitioners give.",
      required: false,
    },
  ],
  result: { kind: "list", of: serviceType },
  effects: {
    reads: ["services"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [],
  refusalsAs: "raised",
};

const practitionerType: TypeSpec = {
  kind: "record",
  name: "Practitioner",
  fields: practitionerFields,
};

const listPractitionersTool: ToolSpec = {
  name: "list_practitioners",
  title: "List practitioners",
  description: "List practitioners.",
  actor: "agent",
  params: [
    {
      name: "service_id",
      type: { kind: "nullable", of: { kind: "ref", entity: "Service" } },
      description: "Only those who give this service.",
      required: false,
    },
    {
      name: "accepts_new",
      type: { kind: "nullable", of: { kind: "bool" } },
      description: "Only those who do or do not take new patients.",
      required: false,
    },
  ],
  result: { kind: "list", of: practitionerType },
  effects: {
    reads: ["services", "practitioners"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "service_not_found", description: "There is no service with this id." }],
  refusalsAs: "raised",
};

const shiftType: TypeSpec = { kind: "record", name: "Shift", fields: shiftFields };

const timeOffType: TypeSpec = { kind: "record", name: "TimeOff", fields: timeOffFields };

const getScheduleTool: ToolSpec = {
  name: "get_schedule",
  title: "Get schedule",
  description: "Read the weekly shifts of a practitioner and when they are away from today on.",
  actor: "agent",
  params: [
    {
      name: "practitioner_id",
      type: { kind: "ref", entity: "Practitioner" },
      description: "The practitioner.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "shifts", type: { kind: "list", of: shiftType }, description: "The weekly shifts." },
      { name: "away", type: { kind: "list", of: timeOffType }, description: "When they are away." },
    ],
  },
  effects: {
    reads: ["practitioners", "shifts", "times_off"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [
    { code: "practitioner_not_found", description: "There is no practitioner with this id." },
  ],
  refusalsAs: "raised",
};

const partOfDayType: TypeSpec = {
  kind: "enum",
  name: "PartOfDay",
  values: ["morning", "afternoon", "evening"],
};

const freeTimeType: TypeSpec = {
  kind: "record",
  name: "FreeTime",
  fields: [
    {
      name: "practitioner_id",
      type: { kind: "id", entity: "Practitioner" },
      description: "Who would treat.",
    },
    { name: "starts", type: { kind: "datetime" }, description: "Start." },
    { name: "ends", type: { kind: "datetime" }, description: "End." },
  ],
};

const findTimesTool: ToolSpec = {
  name: "find_times",
  title: "Find times",
  description:
    "Find free times for a service on one day, earliest first, at most 12. A practitioner and a part of the day can be asked for.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "Who is to be treated.",
      required: true,
    },
    {
      name: "service_id",
      type: { kind: "ref", entity: "Service" },
      description: "What is to be done.",
      required: true,
    },
    { name: "day", type: { kind: "date" }, description: "The day.", required: true },
    {
      name: "practitioner_id",
      type: { kind: "nullable", of: { kind: "ref", entity: "Practitioner" } },
      description: "Only with this practitioner.",
      required: false,
    },
    {
      name: "part_of_day",
      type: { kind: "nullable", of: partOfDayType },
      description: "Only in this part of the day.",
      required: false,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "times", type: { kind: "list", of: freeTimeType }, description: "The free times." },
    ],
  },
  effects: {
    reads: ["patients", "services", "practitioners", "rooms", "shifts", "times_off", "visits"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [
    { code: "patient_not_found", description: "There is no patient with this id." },
    { code: "service_not_found", description: "There is no service with this id." },
    { code: "practitioner_not_found", description: "There is no practitioner with this id." },
  ],
  refusalsAs: "raised",
};

const quoteVisitTool: ToolSpec = {
  name: "quote_visit",
  title: "Quote visit",
  description: "Compute what a patient would pay for a service.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
    {
      name: "service_id",
      type: { kind: "ref", entity: "Service" },
      description: "The service.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "price", type: { kind: "money" }, description: "The price of the service." },
      { name: "patient_pays", type: { kind: "money" }, description: "What the patient pays." },
      { name: "minutes", type: { kind: "int" }, description: "How long it takes." },
    ],
  },
  effects: {
    reads: ["patients", "services"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [
    { code: "patient_not_found", description: "There is no patient with this id." },
    { code: "service_not_found", description: "There is no service with this id." },
  ],
  refusalsAs: "raised",
};

const visitType: TypeSpec = { kind: "record", name: "Visit", fields: visitFields };

const listVisitsTool: ToolSpec = {
  name: "list_visits",
  title: "List visits",
  description: "List the visits of a patient, earliest first, at most 50.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
    {
      name: "status",
      type: { kind: "nullable", of: visitStatusType },
      description: "Only these.",
      required: false,
    },
    {
      name: "from_day",
      type: { kind: "nullable", of: { kind: "date" } },
      description: "On this day or later.",
      required: false,
    },
    {
      name: "to_day",
      type: { kind: "nullable", of: { kind: "date" } },
      description: "On this day or earlier.",
      required: false,
    },
    {
      name: "offset",
      type: { kind: "int", min: 0 },
      description: "How many to skip.",
      required: false,
      default: 0,
    },
  ],
  result: { kind: "list", of: visitType },
  effects: {
    reads: ["patients", "visits"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "patient_not_found", description: "There is no patient with this id." }],
  refusalsAs: "raised",
};

const getVisitTool: ToolSpec = {
  name: "get_visit",
  title: "Get visit",
  description: "Read one visit.",
  actor: "agent",
  params: [
    {
      name: "visit_id",
      type: { kind: "ref", entity: "Visit" },
      description: "The visit.",
      required: true,
    },
  ],
  result: visitType,
  effects: {
    reads: ["visits"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "visit_not_found", description: "There is no visit with this id." }],
  refusalsAs: "raised",
};

const bookVisitTool: ToolSpec = {
  name: "book_visit",
  title: "Book visit",
  description: "Book a visit. The system chooses the room.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "Who is to be treated.",
      required: true,
    },
    {
      name: "practitioner_id",
      type: { kind: "ref", entity: "Practitioner" },
      description: "Who treats.",
      required: true,
    },
    {
      name: "service_id",
      type: { kind: "ref", entity: "Service" },
      description: "What is done.",
      required: true,
    },
    { name: "starts", type: { kind: "datetime" }, description: "When it starts.", required: true },
  ],
  result: visitType,
  effects: {
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
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "patient_not_found", description: "There is no patient with this id." },
    { code: "practitioner_not_found", description: "There is no practitioner with this id." },
    { code: "service_not_found", description: "There is no service with this id." },
    { code: "balance_too_high", description: "The patient owes too much." },
    { code: "too_many_no_shows", description: "The patient has missed too many visits." },
    { code: "too_many_visits", description: "The patient has too many visits ahead." },
    { code: "not_accepting", description: "The practitioner takes no new patients." },
    { code: "referral_needed", description: "There is no valid referral with sessions left." },
    { code: "bad_start_time", description: "A visit starts on a quarter of an hour." },
    { code: "too_soon", description: "The start is too close." },
    { code: "too_far_ahead", description: "The start is too far ahead." },
    { code: "service_not_offered", description: "The practitioner does not give this service." },
    { code: "outside_shift", description: "The practitioner does not work then." },
    { code: "practitioner_away", description: "The practitioner is away." },
    { code: "practitioner_busy", description: "The practitioner has another visit then." },
    { code: "patient_busy", description: "The patient has another visit then." },
    { code: "no_room", description: "No room of the right kind is free then." },
  ],
  refusalsAs: "raised",
};

const moveVisitTool: ToolSpec = {
  name: "move_visit",
  title: "Move visit",
  description: "Move a visit to another time, and to another practitioner if one is given.",
  actor: "agent",
  params: [
    {
      name: "visit_id",
      type: { kind: "ref", entity: "Visit" },
      description: "The visit.",
      required: true,
    },
    { name: "starts", type: { kind: "datetime" }, description: "The new start.", required: true },
    {
      name: "practitioner_id",
      type: { kind: "nullable", of: { kind: "ref", entity: "Practitioner" } },
      description: "Another practitioner.",
      required: false,
    },
  ],
  result: visitType,
  effects: {
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
    creates: [],
    updates: ["visits"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "visit_not_found", description: "There is no visit with this id." },
    { code: "practitioner_not_found", description: "There is no practitioner with this id." },
    { code: "not_booked", description: "The visit is not booked any more." },
    { code: "too_late_to_move", description: "The visit is too close." },
    { code: "referral_expired", description: "The referral does not cover the new day." },
    { code: "bad_start_time", description: "A visit starts on a quarter of an hour." },
    { code: "too_soon", description: "The start is too close." },
    { code: "too_far_ahead", description: "The start is too far ahead." },
    { code: "service_not_offered", description: "The practitioner does not give this service." },
    { code: "outside_shift", description: "The practitioner does not work then." },
    { code: "practitioner_away", description: "The practitioner is away." },
    { code: "practitioner_busy", description: "The practitioner has another visit then." },
    { code: "patient_busy", description: "The patient has another visit then." },
    { code: "no_room", description: "No room of the right kind is free then." },
  ],
  refusalsAs: "raised",
};

const quoteCancellationTool: ToolSpec = {
  name: "quote_cancellation",
  title: "Quote cancellation",
  description: "Compute what cancelling a visit would cost now.",
  actor: "agent",
  params: [
    {
      name: "visit_id",
      type: { kind: "ref", entity: "Visit" },
      description: "The visit.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "fee", type: { kind: "money" }, description: "The fee." },
      { name: "free_until", type: { kind: "datetime" }, description: "Until when it is free." },
    ],
  },
  effects: {
    reads: ["services", "visits"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "visit_not_found", description: "There is no visit with this id." }],
  refusalsAs: "raised",
};

const cancelVisitTool: ToolSpec = {
  name: "cancel_visit",
  title: "Cancel visit",
  description: "Cancel a visit. A late cancellation is charged.",
  actor: "agent",
  params: [
    {
      name: "visit_id",
      type: { kind: "ref", entity: "Visit" },
      description: "The visit.",
      required: true,
    },
    { name: "reason", type: { kind: "string", minLength: 1 }, description: "Why.", required: true },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "visit", type: visitType, description: "The cancelled visit." },
      { name: "fee", type: { kind: "money" }, description: "What was charged." },
    ],
  },
  effects: {
    reads: ["patients", "services", "visits", "referrals"],
    creates: ["charges"],
    updates: ["patients", "visits", "referrals"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "visit_not_found", description: "There is no visit with this id." },
    { code: "not_booked", description: "The visit is not booked any more." },
    { code: "already_begun", description: "The visit has begun." },
  ],
  refusalsAs: "raised",
};

const checkInTool: ToolSpec = {
  name: "check_in",
  title: "Check in",
  description: "Note that the patient has arrived.",
  actor: "agent",
  params: [
    {
      name: "visit_id",
      type: { kind: "ref", entity: "Visit" },
      description: "The visit.",
      required: true,
    },
  ],
  result: visitType,
  effects: {
    reads: ["visits"],
    creates: [],
    updates: ["visits"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "visit_not_found", description: "There is no visit with this id." },
    { code: "not_booked", description: "The visit is not booked any more." },
    { code: "too_early", description: "Check-in is not open yet." },
    { code: "too_late", description: "Check-in is over." },
  ],
  refusalsAs: "raised",
};

const chargeType: TypeSpec = { kind: "record", name: "Charge", fields: chargeFields };

const completeVisitTool: ToolSpec = {
  name: "complete_visit",
  title: "Complete visit",
  description: "Note that a visit has taken place and charge for it.",
  actor: "agent",
  params: [
    {
      name: "visit_id",
      type: { kind: "ref", entity: "Visit" },
      description: "The visit.",
      required: true,
    },
  ],
  result: chargeType,
  effects: {
    reads: ["patients", "services", "visits"],
    creates: ["charges"],
    updates: ["patients", "visits"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "visit_not_found", description: "There is no visit with this id." },
    { code: "not_checked_in", description: "The patient was not checked in." },
  ],
  refusalsAs: "raised",
};

const markNoShowTool: ToolSpec = {
  name: "mark_no_show",
  title: "Mark no show",
  description: "Note that the patient did not come. A missed visit is charged.",
  actor: "agent",
  params: [
    {
      name: "visit_id",
      type: { kind: "ref", entity: "Visit" },
      description: "The visit.",
      required: true,
    },
  ],
  result: chargeType,
  effects: {
    reads: ["patients", "visits"],
    creates: ["charges"],
    updates: ["patients", "visits"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "visit_not_found", description: "There is no visit with this id." },
    { code: "not_booked", description: "The visit is not booked any more." },
    { code: "not_missed_yet", description: "It is too early to say so." },
  ],
  refusalsAs: "raised",
};

const referralType: TypeSpec = { kind: "record", name: "Referral", fields: referralFields };

const listReferralsTool: ToolSpec = {
  name: "list_referrals",
  title: "List referrals",
  description: "List the referrals of a patient.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
    {
      name: "valid_only",
      type: { kind: "bool" },
      description: "Only those that can still be used.",
      required: false,
      default: false,
    },
  ],
  result: { kind: "list", of: referralType },
  effects: {
    reads: ["patients", "referrals"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "patient_not_found", description: "There is no patient with this id." }],
  refusalsAs: "raised",
};

const addReferralTool: ToolSpec = {
  name: "add_referral",
  title: "Add referral",
  description: "Record a doctor's referral that the patient has brought.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
    {
      name: "service_id",
      type: { kind: "ref", entity: "Service" },
      description: "The service.",
      required: true,
    },
    {
      name: "doctor",
      type: { kind: "string", minLength: 1 },
      description: "Who referred.",
      required: true,
    },
    {
      name: "sessions",
      type: { kind: "int", min: 1, max: 24 },
      description: "How many sessions.",
      required: true,
    },
    {
      name: "expires",
      type: { kind: "date" },
      description: "The last day of validity.",
      required: true,
    },
  ],
  result: referralType,
  effects: {
    reads: ["patients", "services"],
    creates: ["referrals"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "patient_not_found", description: "There is no patient with this id." },
    { code: "service_not_found", description: "There is no service with this id." },
    { code: "no_referral_needed", description: "The service needs no referral." },
    { code: "referral_too_old", description: "The referral has expired." },
  ],
  refusalsAs: "raised",
};

const waitEntryType: TypeSpec = { kind: "record", name: "WaitEntry", fields: waitEntryFields };

const joinWaitingListTool: ToolSpec = {
  name: "join_waiting_list",
  title: "Join waiting list",
  description: "Put a patient on the waiting list for a service.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
    {
      name: "service_id",
      type: { kind: "ref", entity: "Service" },
      description: "The service.",
      required: true,
    },
    {
      name: "earliest",
      type: { kind: "date" },
      description: "First suitable day.",
      required: true,
    },
    { name: "latest", type: { kind: "date" }, description: "Last suitable day.", required: true },
  ],
  result: waitEntryType,
  effects: {
    reads: ["patients", "services", "wait_entries"],
    creates: ["wait_entries"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "patient_not_found", description: "There is no patient with this id." },
    { code: "service_not_found", description: "There is no service with this id." },
    { code: "already_waiting", description: "The patient waits for this service already." },
    { code: "bad_period", description: "The days are in the past or the wrong way round." },
    { code: "period_too_long", description: "The period is too long." },
  ],
  refusalsAs: "raised",
};

const leaveWaitingListTool: ToolSpec = {
  name: "leave_waiting_list",
  title: "Leave waiting list",
  description: "Take an entry off the waiting list.",
  actor: "agent",
  params: [
    {
      name: "wait_id",
      type: { kind: "ref", entity: "WaitEntry" },
      description: "The entry.",
      required: true,
    },
  ],
  result: waitEntryType,
  effects: {
    reads: ["wait_entries"],
    creates: [],
    updates: ["wait_entries"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "wait_entry_not_found", description: "There is no wait entry with this id." },
    { code: "not_waiting", description: "The entry has ended." },
  ],
  refusalsAs: "raised",
};

const listWaitingTool: ToolSpec = {
  name: "list_waiting",
  title: "List waiting",
  description: "List the entries of a patient on the waiting list.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
  ],
  result: { kind: "list", of: waitEntryType },
  effects: {
    reads: ["patients", "wait_entries"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "patient_not_found", description: "There is no patient with this id." }],
  refusalsAs: "raised",
};

const listChargesTool: ToolSpec = {
  name: "list_charges",
  title: "List charges",
  description: "List the charges of a patient, newest first.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
    {
      name: "status",
      type: { kind: "nullable", of: chargeStatusType },
      description: "Only these.",
      required: false,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "total_open", type: { kind: "money" }, description: "What is owed in all." },
      { name: "charges", type: { kind: "list", of: chargeType }, description: "The charges." },
    ],
  },
  effects: {
    reads: ["patients", "charges"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "patient_not_found", description: "There is no patient with this id." }],
  refusalsAs: "raised",
};

const payChargeTool: ToolSpec = {
  name: "pay_charge",
  title: "Pay charge",
  description: "Take payment of an open charge in full.",
  actor: "agent",
  params: [
    {
      name: "charge_id",
      type: { kind: "ref", entity: "Charge" },
      description: "The charge.",
      required: true,
    },
  ],
  result: chargeType,
  effects: {
    reads: ["patients", "charges"],
    creates: [],
    updates: ["patients", "charges"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "charge_not_found", description: "There is no charge with this id." },
    { code: "not_open", description: "The charge was settled before." },
  ],
  refusalsAs: "raised",
};

const waiveChargeTool: ToolSpec = {
  name: "waive_charge",
  title: "Waive charge",
  description: "Drop an open charge for a late cancellation or a missed visit.",
  actor: "agent",
  params: [
    {
      name: "charge_id",
      type: { kind: "ref", entity: "Charge" },
      description: "The charge.",
      required: true,
    },
  ],
  result: chargeType,
  effects: {
    reads: ["patients", "charges"],
    creates: [],
    updates: ["patients", "charges"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "charge_not_found", description: "There is no charge with this id." },
    { code: "not_open", description: "The charge was settled before." },
    { code: "not_waivable", description: "Charges for visits that took place are not waived." },
    { code: "waiver_used", description: "A charge was waived not long ago." },
  ],
  refusalsAs: "raised",
};

const handoverType: TypeSpec = { kind: "record", name: "Handover", fields: handoverFields };

const handOverTool: ToolSpec = {
  name: "hand_over",
  title: "Hand over",
  description: "Hand the conversation over to a person of the clinic.",
  actor: "agent",
  params: [
    {
      name: "patient_id",
      type: { kind: "ref", entity: "Patient" },
      description: "The patient.",
      required: true,
    },
    {
      name: "reason",
      type: { kind: "string", minLength: 3 },
      description: "Why a person is needed.",
      required: true,
    },
  ],
  result: handoverType,
  effects: {
    reads: ["patients", "handovers"],
    creates: ["handovers"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "patient_not_found", description: "There is no patient with this id." },
    { code: "already_handed_over", description: "A person will call this patient already." },
  ],
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
    "- It lies within a shift of the practitioner, not in their time off",
    ", and overlaps no other visit of the practitioner or",
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
    " Tell the patient the fee before you cancel.",
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
    " Do not put a patient on the list while a suitable time is free.",
    "",
    "## Money",
    "- Open charges are paid in full. One charge for a late cancellation or missed visit",
    " may be waived in 365 days. Never offer a waiver that the",
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
