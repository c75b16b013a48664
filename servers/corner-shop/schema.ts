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

/** Where a product stands in the shop. */
export type Category = "kitchen" | "home" | "garden" | "stationery" | "books" | "toys" | "food";

/** How a product is taxed. */
export type TaxClass = "standard" | "reduced" | "zero";

/** The customer's loyalty tier. */
export type Tier = "standard" | "silver" | "gold";

/** How an order reaches the customer. */
export type ShippingMethod = "standard" | "express" | "same_day" | "pickup";

/** Where an order stands. */
export type OrderStatus = "open" | "packing" | "shipped" | "delivered" | "cancelled";

/** Why an order was called off. */
export type CancelReason =
  | "changed_mind"
  | "ordered_by_mistake"
  | "found_elsewhere"
  | "takes_too_long"
  | "lost";

/** Where a parcel is. */
export type ShipmentStatus = "label" | "in_transit" | "delivered" | "lost";

/** Where a return stands. */
export type ReturnStatus = "requested" | "in_transit" | "received" | "refunded" | "cancelled";

/** Why goods come back. */
export type ReturnReason =
  | "defective"
  | "wrong_item"
  | "not_as_described"
  | "changed_mind"
  | "wrong_size";

/** What a refund is for. */
export type RefundReason = "cancelled" | "corrected" | "returned" | "lost";

/** Where a refund goes. */
export type Destination = "original" | "store_credit";

/** What is done about a lost parcel. */
export type Remedy = "reship" | "refund";

/** Why points were added or taken. */
export type PointsReason = "order" | "reversal" | "redeemed" | "welcome";

/** The order of search results. */
export type SortOrder = "relevance" | "price_up" | "price_down";

export interface Address {
  /** Street and number. */
  street: string;
  /** City. */
  city: string;
  /** State or region. */
  region: string;
  /** Postal code. */
  postal_code: string;
  /** Country. */
  country: string;
}

export interface Card {
  /** Id of the card in the account. */
  card_id: string;
  /** Who issued the card. */
  brand: string;
  /** The last four digits. */
  last_four: string;
  /** The last day on which it can be charged. */
  expires: string;
}

export interface OrderLine {
  /** Number of the line in its order. */
  line_no: number;
  /** What was ordered. */
  variant_id: string;
  /** How many pieces. */
  quantity: number;
  /** Price of one piece in cents; tax included. */
  unit_price: number;
}

export interface WantedItem {
  /** The variant. */
  variant_id: string;
  /** How many pieces. */
  quantity: number;
}

export interface Totals {
  /** Goods before discounts. */
  subtotal: number;
  /** Taken off by the promotion. */
  discount: number;
  /** Price of shipping. */
  shipping_fee: number;
  /** Tax contained in the goods. */
  tax: number;
  /** What the customer pays. */
  total: number;
}

export type Benefit =
  /** Part of the price of the goods. */
  | { kind: "percent"; percent: number }
  /** A fixed amount. */
  | { kind: "amount"; amount: number }
  /** Standard shipping without a fee. */
  | { kind: "free_shipping" };

export type PaymentSource =
  /** A card. */
  | { kind: "card"; card_id: string; last_four: string }
  /** The customer's store credit. */
  | { kind: "store_credit" }
  /** A gift voucher. */
  | { kind: "voucher"; voucher_id: string };

export interface ReturnItem {
  /** Number of the line in its order. */
  line_no: number;
  /** How many pieces. */
  quantity: number;
  /** Whether the packaging was opened. */
  opened: boolean;
}

export interface ReturnQuote {
  /** What was paid for the goods. */
  goods: number;
  /** Kept for opened goods. */
  restocking_fee: number;
  /** Kept for the label. */
  label_fee: number;
  /** What is paid out. */
  refund: number;
}

export interface ProductHit {
  /** The product. */
  product_id: string;
  /** Name of the product. */
  name: string;
  /** Where it stands in the shop. */
  category: Category;
  /** Price of the cheapest variant in cents. */
  from_price: number;
  /** Whether any variant is in stock. */
  in_stock: boolean;
}

/** A person with an account. */
export interface Customer {
  /** The id of the customer. */
  customer_id: string;
  /** Full name. */
  name: string;
  /** Email address. */
  email: string;
  /** Phone number. */
  phone: string;
  /** Where orders go unless told otherwise. */
  address: Address;
  /** Loyalty tier. */
  tier: Tier;
  /** Loyalty points. */
  points: number;
  /** Credit that can pay for orders. */
  store_credit: number;
  /** Cards in the account. */
  cards: Card[];
  /** When the account was opened. */
  joined: string;
}

/** A kind of thing for sale. */
export interface Product {
  /** The id of the product. */
  product_id: string;
  /** Name. */
  name: string;
  /** Who makes it. */
  brand: string;
  /** Where it stands in the shop. */
  category: Category;
  /** How it is taxed. */
  tax_class: TaxClass;
  /** Whether it can be returned without a fault. */
  returnable: boolean;
}

/** One form of a product that can be ordered. */
export interface Variant {
  /** The id of the variant. */
  variant_id: string;
  /** The product. */
  product_id: string;
  /** What sets it apart, such as color or size. */
  options: Record<string, string>;
  /** Price of one piece in cents; tax included. */
  price: number;
  /** Pieces that can be sold. */
  stock: number;
}

/** A discount with a code. */
export interface Promotion {
  /** The id of the promotion. */
  promotion_id: string;
  /** What it says. */
  title: string;
  /** What it gives. */
  benefit: Benefit;
  /** Least goods in cents. */
  min_subtotal: number;
  /** Whether it is for a customer's first order only. */
  first_order_only: boolean;
  /** First day. */
  starts: string;
  /** Last day. */
  ends: string;
  /** How many orders can use it; null for any number. */
  max_uses: number | null;
  /** How many orders use it. */
  uses: number;
}

/** A gift voucher. */
export interface Voucher {
  /** The id of the voucher. */
  voucher_id: string;
  /** What is left in cents. */
  balance: number;
  /** The only customer who can use it; null for anybody. */
  holder: string | null;
  /** The last day on which it pays. */
  expires: string;
}

/** What a customer ordered. */
export interface Order {
  /** The id of the order. */
  order_id: string;
  /** Who ordered. */
  customer_id: string;
  /** When it was placed. */
  placed_at: string;
  /** Where it stands. */
  status: OrderStatus;
  /** What was ordered. */
  lines: OrderLine[];
  /** How it reaches the customer. */
  shipping_method: ShippingMethod;
  /** Where it goes. */
  address: Address;
  /** The promotion in use. */
  promotion_id: string | null;
  /** Goods before discounts in cents. */
  subtotal: number;
  /** Taken off by the promotion. */
  discount: number;
  /** Price of shipping. */
  shipping_fee: number;
  /** Tax contained in the goods. */
  tax: number;
  /** What the order costs. */
  total: number;
  /** Points that it earned. */
  points: number;
  /** Store credit that was granted for it. */
  goodwill: number | null;
  /** Why it was called off. */
  cancel_reason: CancelReason | null;
  /** What was kept when it was called off. */
  cancel_fee: number | null;
  /** When the customer got it. */
  delivered_on: string | null;
}

/** Money or credit that a customer gave for an order. */
export interface Payment {
  /** The id of the payment. */
  payment_id: string;
  /** The order. */
  order_id: string;
  /** What paid. */
  source: PaymentSource;
  /** How much in cents. */
  amount: number;
  /** How much of it was given back. */
  refunded: number;
  /** When it was paid. */
  paid_at: string;
}

/** Money or credit that was given back. */
export interface Refund {
  /** The id of the refund. */
  refund_id: string;
  /** The payment that is given back. */
  payment_id: string;
  /** How much in cents. */
  amount: number;
  /** What for. */
  reason: RefundReason;
  /** Where it went. */
  destination: Destination;
  /** When it was given back. */
  refunded_at: string;
}

/** A parcel of an order. */
export interface Shipment {
  /** The id of the shipment. */
  shipment_id: string;
  /** The order. */
  order_id: string;
  /** Who carries it. */
  carrier: string;
  /** The carrier's number; null before it is handed over. */
  tracking: string | null;
  /** Where it is. */
  status: ShipmentStatus;
  /** When it left the shop. */
  dispatched_on: string;
  /** When it should arrive. */
  due: string;
  /** When it arrived. */
  delivered_on: string | null;
}

/** A return (return merchandise authorization); goods of an order that come back. */
export interface Rma {
  /** The id of the rma. */
  rma_id: string;
  /** The order. */
  order_id: string;
  /** What comes back. */
  items: ReturnItem[];
  /** Why. */
  reason: ReturnReason;
  /** Where the refund goes. */
  destination: Destination;
  /** Where it stands. */
  status: ReturnStatus;
  /** What was paid for the goods in cents. */
  goods: number;
  /** Kept for opened goods. */
  restocking_fee: number;
  /** Kept for the label. */
  label_fee: number;
  /** What is paid out. */
  refund: number;
  /** When it was opened. */
  requested_on: string;
  /** The last day to hand the parcel over. */
  hand_over_by: string;
}

/** A locker at the shop that waits for a customer. */
export interface LockerHold {
  /** The id of the locker hold. */
  locker_id: string;
  /** The order inside. */
  order_id: string;
  /** The last day to collect it. */
  until: string;
}

/** Points that were added to or taken from a customer. */
export interface PointsEntry {
  /** The id of the points entry. */
  entry_id: string;
  /** Whose points. */
  customer_id: string;
  /** How many; negative when they were taken. */
  points: number;
  /** Why. */
  reason: PointsReason;
  /** What they were for. */
  memo: Message;
}

/** A customer wants to know when a variant is back. */
export interface StockAlert {
  /** The id of the stock alert. */
  alert_id: string;
  /** Who wants to know. */
  customer_id: string;
  /** What is out of stock. */
  variant_id: string;
  /** Whether the customer has been told. */
  notified: boolean;
}

/** A remark for colleagues; not part of the outcome. */
export interface OrderNote {
  /** The id of the order note. */
  note_id: string;
  /** The order. */
  order_id: string;
  /** What colleagues should know. */
  remark: string;
  /** When it was written. */
  written_at: string;
}

export type CustomerProfile = Pick<
  Customer,
  | "customer_id"
  | "name"
  | "email"
  | "phone"
  | "address"
  | "tier"
  | "points"
  | "store_credit"
  | "cards"
>;

export type OrderSummary = Pick<
  Order,
  "order_id" | "placed_at" | "status" | "shipping_method" | "total"
>;

/** Arguments of `find_customer_by_email`. */
export interface FindCustomerByEmailArgs {
  /** Email address; case does not matter. */
  email: string;
}

/** Arguments of `find_customer_by_name`. */
export interface FindCustomerByNameArgs {
  /** Full name; case does not matter. */
  name: string;
  /** Postal code of the customer's address. */
  postal_code: string;
}

/** Arguments of `list_orders`. */
export interface ListOrdersArgs {
  /** The customer. */
  customer_id: string;
  /** Only orders in this status. */
  status: OrderStatus | null;
  /** Only orders placed on this day or later. */
  placed_from: string | null;
  /** Only orders placed on this day or earlier. */
  placed_to: string | null;
  /** Only orders with a product whose name holds these words. */
  product: string | null;
  /** How many orders at most. */
  limit: number;
}

/** Arguments of `get_order`. */
export interface GetOrderArgs {
  /** The order. */
  order_id: string;
}

/** Arguments of `track_parcel`. */
export interface TrackParcelArgs {
  /** The order. */
  order_id: string;
}

/** Arguments of `search_products`. */
export interface SearchProductsArgs {
  /** Words in the name or brand; empty for all. */
  query: string;
  /** Only this category. */
  category: Category | null;
  /** Least price in cents of the cheapest variant. */
  min_price: number | null;
  /** Highest price in cents of the cheapest variant. */
  max_price: number | null;
  /** Leave out what is sold out. */
  in_stock_only: boolean;
  /** The order of the results. */
  sort: SortOrder;
  /** How many products at most. */
  limit: number;
}

/** Arguments of `get_product`. */
export interface GetProductArgs {
  /** The product. */
  product_id: string;
}

/** Arguments of `check_promotion`. */
export interface CheckPromotionArgs {
  /** The customer. */
  customer_id: string;
  /** The promotion's code. */
  code: string;
  /** Value of the goods in cents. */
  subtotal: number;
}

/** Arguments of `check_voucher`. */
export interface CheckVoucherArgs {
  /** The voucher's code. */
  voucher_id: string;
}

/** Arguments of `quote_return`. */
export interface QuoteReturnArgs {
  /** The order. */
  order_id: string;
  /** What comes back. */
  items: ReturnItem[];
  /** Why. */
  reason: ReturnReason;
  /** Where the refund goes. */
  destination: Destination;
}

/** Arguments of `place_order`. */
export interface PlaceOrderArgs {
  /** Who orders. */
  customer_id: string;
  /** What is ordered. */
  items: WantedItem[];
  /** How it reaches the customer. */
  shipping_method: ShippingMethod;
  /** Code of a promotion. */
  promotion_code: string | null;
  /** A voucher that pays as much as it can. */
  voucher_id: string | null;
  /** Whether store credit pays what it can. */
  use_store_credit: boolean;
  /** The customer's card that pays the rest. */
  card_id: string | null;
}

/** Arguments of `cancel_order`. */
export interface CancelOrderArgs {
  /** The order. */
  order_id: string;
  /** Why. `lost` is for lost parcels only and is set by their report. */
  reason: CancelReason;
}

/** Arguments of `change_order_address`. */
export interface ChangeOrderAddressArgs {
  /** The order. */
  order_id: string;
  /** Where it goes. */
  address: Address;
}

/** Arguments of `change_quantity`. */
export interface ChangeQuantityArgs {
  /** The order; it must be open. */
  order_id: string;
  /** Number of the line. */
  line_no: number;
  /** How many pieces from now on. */
  quantity: number;
  /** The card that pays what becomes dearer. */
  card_id: string | null;
}

/** Arguments of `swap_variant`. */
export interface SwapVariantArgs {
  /** The order; it must be open. */
  order_id: string;
  /** Number of the line. */
  line_no: number;
  /** The new variant. */
  variant_id: string;
  /** The card that pays what becomes dearer. */
  card_id: string | null;
}

/** Arguments of `speed_up_shipping`. */
export interface SpeedUpShippingArgs {
  /** The order; open or being packed. */
  order_id: string;
  /** The faster method. */
  shipping_method: ShippingMethod;
  /** The card that pays the difference. */
  card_id: string | null;
}

/** Arguments of `hold_for_pickup`. */
export interface HoldForPickupArgs {
  /** The order; it must be open. */
  order_id: string;
}

/** Arguments of `apply_promotion`. */
export interface ApplyPromotionArgs {
  /** The order; it must be open. */
  order_id: string;
  /** The promotion's code. */
  code: string;
}

/** Arguments of `request_return`. */
export interface RequestReturnArgs {
  /** The order. */
  order_id: string;
  /** What comes back. */
  items: ReturnItem[];
  /** Why. */
  reason: ReturnReason;
  /** Where the refund goes. */
  destination: Destination;
}

/** Arguments of `cancel_return`. */
export interface CancelReturnArgs {
  /** The return. */
  rma_id: string;
}

/** Arguments of `hand_over_return`. */
export interface HandOverReturnArgs {
  /** The return. */
  rma_id: string;
}

/** Arguments of `refund_return`. */
export interface RefundReturnArgs {
  /** The return. */
  rma_id: string;
}

/** Arguments of `report_lost_parcel`. */
export interface ReportLostParcelArgs {
  /** The parcel. */
  shipment_id: string;
  /** What the customer chose. */
  remedy: Remedy;
}

/** Arguments of `confirm_delivery`. */
export interface ConfirmDeliveryArgs {
  /** The parcel. */
  shipment_id: string;
}

/** Arguments of `grant_goodwill`. */
export interface GrantGoodwillArgs {
  /** The order. */
  order_id: string;
  /** How much in cents. */
  amount: number;
}

/** Arguments of `redeem_points`. */
export interface RedeemPointsArgs {
  /** The customer. */
  customer_id: string;
  /** How many points. */
  points: number;
}

/** Arguments of `redeem_voucher`. */
export interface RedeemVoucherArgs {
  /** The customer. */
  customer_id: string;
  /** The voucher's code. */
  voucher_id: string;
}

/** Arguments of `update_contact`. */
export interface UpdateContactArgs {
  /** The customer. */
  customer_id: string;
  /** What changes. */
  changes: Partial<Pick<Customer, "email" | "phone" | "address">>;
}

/** Arguments of `watch_stock`. */
export interface WatchStockArgs {
  /** The customer. */
  customer_id: string;
  /** What is sold out. */
  variant_id: string;
}

/** Arguments of `add_order_note`. */
export interface AddOrderNoteArgs {
  /** The order. */
  order_id: string;
  /** What colleagues should know. */
  remark: string;
}

/** Text in pieces, with the ids of records that it mentions kept apart. */
export type Message = (string | { ref: string; id: string })[];

/** The tables that tools work on. */
export interface Db {
  readonly customers: Table<Customer>;
  readonly products: Table<Product>;
  readonly variants: Table<Variant>;
  readonly promotions: Table<Promotion>;
  readonly vouchers: Table<Voucher>;
  readonly orders: Table<Order>;
  readonly payments: Table<Payment>;
  readonly refunds: Table<Refund>;
  readonly shipments: Table<Shipment>;
  readonly returns: Table<Rma>;
  readonly locker_holds: Table<LockerHold>;
  readonly points_entries: Table<PointsEntry>;
  readonly stock_alerts: Table<StockAlert>;
  readonly order_notes: Table<OrderNote>;
}

export const limits = { quantity: 20, free_shipping_from: 5000, lockers: 12, locker_days: 7 };

export const shipping = {
  standard: { fee: 495, days: 4, speed: 1 },
  express: { fee: 995, days: 2, speed: 2 },
  same_day: { fee: 1495, days: 0, speed: 3 },
  pickup: { fee: 0, days: 1, speed: 0 },
};

export const tax = { standard: 20, reduced: 5, zero: 0 };

export const tiers = {
  standard: { points: 1, return_days: 30, free_standard: false, free_label: false },
  silver: { points: 2, return_days: 45, free_standard: false, free_label: false },
  gold: { points: 3, return_days: 60, free_standard: true, free_label: true },
};

export const cancel = { packing_fee: 500 };

export const returnTerms = { restocking_percent: 15, label_fee: 350, ship_days: 14 };

export const lost = { after_days: 5 };

export const loyalty = { per: 100, least: 500, step: 100, step_value: 100 };

export const goodwill = { percent: 10, cap: 2000 };

export const catalogue = {
  kitchen: [
    "Enamel Saucepan",
    "Oak Chopping Board",
    "Pepper Mill",
    "Salad Bowl",
    "Bread Knife",
    "Milk Jug",
    "Oven Dish",
  ],
  home: [
    "Wool Blanket",
    "Reading Lamp",
    "Linen Cushion",
    "Wall Clock",
    "Door Mat",
    "Picture Frame",
    "Laundry Basket",
  ],
  garden: [
    "Watering Can",
    "Pruning Shears",
    "Seed Tray",
    "Rain Gauge",
    "Hand Trowel",
    "Bird Feeder",
    "Garden Twine",
  ],
  stationery: [
    "Fountain Pen",
    "Dot Notebook",
    "Desk Planner",
    "Letter Tray",
    "Pencil Case",
    "Wax Crayons",
    "Map Pins",
  ],
  books: [
    "Atlas of Lakes",
    "Bread at Home",
    "Knots and Hitches",
    "A Year of Walks",
    "The Quiet Harbour",
    "Small Engines",
    "Night Sky Guide",
  ],
  toys: [
    "Wooden Train",
    "Marble Run",
    "Kite",
    "Balance Board",
    "Stacking Cups",
    "Hand Puppet",
    "Floor Puzzle",
  ],
  food: [
    "Wildflower Honey",
    "Oat Biscuits",
    "Ground Coffee",
    "Olive Oil",
    "Plum Jam",
    "Sea Salt",
    "Dried Apricots",
  ],
};

const categoryEnum: EnumSpec = {
  name: "Category",
  description: "Where a product stands in the shop.",
  values: [
    { value: "kitchen", description: "For cooking and the table." },
    { value: "home", description: "For living rooms and bedrooms." },
    { value: "garden", description: "For outdoors." },
    { value: "stationery", description: "Paper and pens." },
    { value: "books", description: "Printed books." },
    { value: "toys", description: "For children." },
    { value: "food", description: "To eat and drink." },
  ],
};

const taxClassEnum: EnumSpec = {
  name: "TaxClass",
  description: "How a product is taxed.",
  values: [
    { value: "standard", description: "The ordinary rate." },
    { value: "reduced", description: "The rate for food." },
    { value: "zero", description: "Not taxed; books." },
  ],
};

const tierEnum: EnumSpec = {
  name: "Tier",
  description: "The customer's loyalty tier.",
  values: [
    { value: "standard", description: "Everybody." },
    { value: "silver", description: "Regular customers." },
    { value: "gold", description: "The best customers." },
  ],
};

const shippingMethodEnum: EnumSpec = {
  name: "ShippingMethod",
  description: "How an order reaches the customer.",
  values: [
    { value: "standard", description: "Ordinary parcel." },
    { value: "express", description: "Fast parcel." },
    { value: "same_day", description: "By courier on the same day." },
    { value: "pickup", description: "The customer collects it from a locker at the shop." },
  ],
};

const orderStatusEnum: EnumSpec = {
  name: "OrderStatus",
  description: "Where an order stands.",
  values: [
    { value: "open", description: "Placed; it can still be changed." },
    { value: "packing", description: "Being packed." },
    { value: "shipped", description: "Under way, or waiting in a locker." },
    { value: "delivered", description: "With the customer." },
    { value: "cancelled", description: "Called off." },
  ],
  lifecycle: {
    open: ["packing", "cancelled"],
    packing: ["shipped", "cancelled"],
    shipped: ["delivered", "cancelled"],
    delivered: [],
    cancelled: [],
  },
};

const cancelReasonEnum: EnumSpec = {
  name: "CancelReason",
  description: "Why an order was called off.",
  values: [
    { value: "changed_mind", description: "The customer does not want it any more." },
    { value: "ordered_by_mistake", description: "It was not meant to be ordered." },
    { value: "found_elsewhere", description: "The customer bought it somewhere else." },
    { value: "takes_too_long", description: "The customer does not want to wait." },
    { value: "lost", description: "The parcel was lost and refunded." },
  ],
};

const shipmentStatusEnum: EnumSpec = {
  name: "ShipmentStatus",
  description: "Where a parcel is.",
  values: [
    { value: "label", description: "The label is printed; the parcel is still at the shop." },
    { value: "in_transit", description: "With the carrier." },
    { value: "delivered", description: "Handed over." },
    { value: "lost", description: "Given up." },
  ],
  lifecycle: { label: ["in_transit"], in_transit: ["delivered", "lost"], delivered: [], lost: [] },
};

const returnStatusEnum: EnumSpec = {
  name: "ReturnStatus",
  description: "Where a return stands.",
  values: [
    { value: "requested", description: "The label is with the customer." },
    { value: "in_transit", description: "The customer has handed the parcel over." },
    { value: "received", description: "The parcel has arrived at the shop." },
    { value: "refunded", description: "The money has been paid." },
    { value: "cancelled", description: "The customer keeps the goods." },
  ],
  lifecycle: {
    requested: ["in_transit", "cancelled"],
    in_transit: ["received"],
    received: ["refunded"],
    refunded: [],
    cancelled: [],
  },
};

const returnReasonEnum: EnumSpec = {
  name: "ReturnReason",
  description: "Why goods come back.",
  values: [
    { value: "defective", description: "It does not work or is damaged." },
    { value: "wrong_item", description: "Something else was sent." },
    { value: "not_as_described", description: "It differs from its description." },
    { value: "changed_mind", description: "The customer does not like it." },
    { value: "wrong_size", description: "It does not fit." },
  ],
};

const refundReasonEnum: EnumSpec = {
  name: "RefundReason",
  description: "What a refund is for.",
  values: [
    { value: "cancelled", description: "The order was called off." },
    { value: "corrected", description: "The order became cheaper." },
    { value: "returned", description: "Goods came back." },
    { value: "lost", description: "The parcel was lost." },
  ],
};

const destinationEnum: EnumSpec = {
  name: "Destination",
  description: "Where a refund goes.",
  values: [
    { value: "original", description: "The method that paid." },
    { value: "store_credit", description: "The customer's store credit." },
  ],
};

const remedyEnum: EnumSpec = {
  name: "Remedy",
  description: "What is done about a lost parcel.",
  values: [
    { value: "reship", description: "A second parcel is sent." },
    { value: "refund", description: "All money is paid back." },
  ],
};

const pointsReasonEnum: EnumSpec = {
  name: "PointsReason",
  description: "Why points were added or taken.",
  values: [
    { value: "order", description: "Earned with an order." },
    { value: "reversal", description: "Taken back after a cancellation or return." },
    { value: "redeemed", description: "Turned into store credit." },
    { value: "welcome", description: "A gift for opening an account." },
  ],
};

const sortOrderEnum: EnumSpec = {
  name: "SortOrder",
  description: "The order of search results.",
  values: [
    { value: "relevance", description: "As the shop lists them." },
    { value: "price_up", description: "The cheapest first." },
    { value: "price_down", description: "The dearest first." },
  ],
};

const addressType = t.record("Address", [
  field("street", t.string({ minLength: 1 }), "Street and number."),
  field("city", t.string({ minLength: 1 }), "City."),
  field("region", t.string(), "State or region."),
  field("postal_code", t.string({ minLength: 1 }), "Postal code."),
  field("country", t.string(), "Country."),
]);

const cardType = t.record("Card", [
  field("card_id", t.string(), "Id of the card in the account."),
  field("brand", t.string(), "Who issued the card."),
  field("last_four", t.string(), "The last four digits."),
  field("expires", t.date(), "The last day on which it can be charged."),
]);

const customerFields = [
  field("customer_id", t.id("Customer"), "The id of the customer."),
  field("name", t.string(), "Full name.", { known: "owner" }),
  field("email", t.string(), "Email address.", { compare: "normalized", known: "owner" }),
  field("phone", t.string(), "Phone number.", { compare: "normalized", known: "owner" }),
  field("address", addressType, "Where orders go unless told otherwise.", { known: "owner" }),
  field("tier", t.enumOf(tierEnum), "Loyalty tier.", { known: "owner" }),
  field("points", t.int({ min: 0 }), "Loyalty points.", { known: "never", derived: true }),
  field("store_credit", t.money({ min: 0 }), "Credit that can pay for orders.", { known: "never" }),
  field("cards", t.list(cardType), "Cards in the account.", { known: "never" }),
  field("joined", t.date(), "When the account was opened.", { known: "never" }),
];

const customerEntity: EntitySpec = {
  name: "Customer",
  table: "customers",
  description: "A person with an account.",
  idField: "customer_id",
  id: { kind: "counter", prefix: "C", digits: 4, start: 1 },
  singleton: false,
  compare: "exact",
  fields: customerFields,
  indexes: [
    { field: "name", transform: "normalized" },
    { field: "email", transform: "lower" },
    { field: "tier", transform: "exact" },
  ],
};

const productFields = [
  field("product_id", t.id("Product"), "The id of the product."),
  field("name", t.string(), "Name.", { known: "public" }),
  field("brand", t.string(), "Who makes it.", { known: "public" }),
  field("category", t.enumOf(categoryEnum), "Where it stands in the shop.", { known: "public" }),
  field("tax_class", t.enumOf(taxClassEnum), "How it is taxed.", { known: "never" }),
  field("returnable", t.bool(), "Whether it can be returned without a fault.", { known: "public" }),
];

const productEntity: EntitySpec = {
  name: "Product",
  table: "products",
  description: "A kind of thing for sale.",
  idField: "product_id",
  id: { kind: "counter", prefix: "P", digits: 4, start: 1 },
  singleton: false,
  compare: "exact",
  fields: productFields,
  indexes: [
    { field: "category", transform: "exact" },
    { field: "tax_class", transform: "exact" },
  ],
};

const variantFields = [
  field("variant_id", t.id("Variant"), "The id of the variant."),
  field("product_id", t.ref("Product"), "The product.", { known: "never" }),
  field("options", t.map(t.string(), t.string()), "What sets it apart, such as color or size.", {
    known: "public",
  }),
  field("price", t.money({ min: 1 }), "Price of one piece in cents; tax included.", {
    known: "public",
  }),
  field("stock", t.int({ min: 0 }), "Pieces that can be sold.", { known: "never" }),
];

const variantEntity: EntitySpec = {
  name: "Variant",
  table: "variants",
  description: "One form of a product that can be ordered.",
  idField: "variant_id",
  id: { kind: "counter", prefix: "V", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: variantFields,
  indexes: [
    { field: "product_id", transform: "exact" },
    { field: "stock", transform: "exact" },
  ],
};

const benefitType = t.union("Benefit", "kind", [
  {
    value: "percent",
    description: "Part of the price of the goods.",
    fields: [field("percent", t.int({ min: 1, max: 100 }), "Percent taken off.")],
  },
  {
    value: "amount",
    description: "A fixed amount.",
    fields: [field("amount", t.money({ min: 1 }), "Cents taken off.")],
  },
  { value: "free_shipping", description: "Standard shipping without a fee.", fields: [] },
]);

const promotionFields = [
  field("promotion_id", t.id("Promotion"), "The id of the promotion."),
  field("title", t.string(), "What it says.", { known: "public" }),
  field("benefit", benefitType, "What it gives.", { known: "public" }),
  field("min_subtotal", t.money({ min: 0 }), "Least goods in cents.", { known: "public" }),
  field("first_order_only", t.bool(), "Whether it is for a customer's first order only.", {
    known: "public",
  }),
  field("starts", t.date(), "First day.", { known: "public" }),
  field("ends", t.date(), "Last day.", { known: "public" }),
  field("max_uses", t.nullable(t.int()), "How many orders can use it; null for any number.", {
    known: "never",
  }),
  field("uses", t.int({ min: 0 }), "How many orders use it.", { known: "never", derived: true }),
];

const promotionEntity: EntitySpec = {
  name: "Promotion",
  table: "promotions",
  description: "A discount with a code.",
  idField: "promotion_id",
  id: { kind: "natural" },
  singleton: false,
  compare: "exact",
  fields: promotionFields,
  indexes: [],
};

const voucherFields = [
  field("voucher_id", t.id("Voucher"), "The id of the voucher."),
  field("balance", t.money({ min: 0 }), "What is left in cents.", { known: "owner" }),
  field(
    "holder",
    t.nullable(t.ref("Customer")),
    "The only customer who can use it; null for anybody.",
    { known: "never" },
  ),
  field("expires", t.date(), "The last day on which it pays.", { known: "owner" }),
];

const voucherEntity: EntitySpec = {
  name: "Voucher",
  table: "vouchers",
  description: "A gift voucher.",
  idField: "voucher_id",
  id: { kind: "natural" },
  singleton: false,
  compare: "exact",
  fields: voucherFields,
  indexes: [{ field: "holder", transform: "exact" }],
};

const orderLineType = t.record("OrderLine", [
  field("line_no", t.int({ min: 1 }), "Number of the line in its order."),
  field("variant_id", t.ref("Variant"), "What was ordered."),
  field("quantity", t.int({ min: 1 }), "How many pieces."),
  field("unit_price", t.money({ min: 0 }), "Price of one piece in cents; tax included."),
]);

const orderFields = [
  field("order_id", t.id("Order"), "The id of the order."),
  field("customer_id", t.ref("Customer"), "Who ordered.", { known: "never" }),
  field("placed_at", t.datetime(), "When it was placed.", { known: "owner" }),
  field("status", t.enumOf(orderStatusEnum), "Where it stands.", { known: "never" }),
  field("lines", t.list(orderLineType, { minItems: 1 }), "What was ordered.", { known: "owner" }),
  field("shipping_method", t.enumOf(shippingMethodEnum), "How it reaches the customer.", {
    known: "owner",
  }),
  field("address", addressType, "Where it goes.", { known: "owner" }),
  field("promotion_id", t.nullable(t.ref("Promotion")), "The promotion in use.", {
    known: "owner",
  }),
  field("subtotal", t.money({ min: 0 }), "Goods before discounts in cents.", { known: "never" }),
  field("discount", t.money({ min: 0 }), "Taken off by the promotion.", { known: "never" }),
  field("shipping_fee", t.money({ min: 0 }), "Price of shipping.", { known: "never" }),
  field("tax", t.money({ min: 0 }), "Tax contained in the goods.", { known: "never" }),
  field("total", t.money({ min: 0 }), "What the order costs.", { known: "owner" }),
  field("points", t.int({ min: 0 }), "Points that it earned.", { known: "never", derived: true }),
  field("goodwill", t.nullable(t.money()), "Store credit that was granted for it.", {
    known: "never",
  }),
  field("cancel_reason", t.nullable(t.enumOf(cancelReasonEnum)), "Why it was called off.", {
    known: "owner",
  }),
  field("cancel_fee", t.nullable(t.money()), "What was kept when it was called off.", {
    known: "never",
  }),
  field("delivered_on", t.nullable(t.date()), "When the customer got it.", { known: "owner" }),
];

const orderEntity: EntitySpec = {
  name: "Order",
  table: "orders",
  description: "What a customer ordered.",
  idField: "order_id",
  id: { kind: "counter", prefix: "O", digits: 5, start: 10001 },
  singleton: false,
  compare: "exact",
  fields: orderFields,
  indexes: [
    { field: "customer_id", transform: "exact" },
    { field: "status", transform: "exact" },
    { field: "shipping_method", transform: "exact" },
    { field: "promotion_id", transform: "exact" },
    { field: "cancel_reason", transform: "exact" },
  ],
};

const paymentSourceType = t.union("PaymentSource", "kind", [
  {
    value: "card",
    description: "A card.",
    fields: [
      field("card_id", t.string(), "Id of the card in the account."),
      field("last_four", t.string(), "The last four digits."),
    ],
  },
  { value: "store_credit", description: "The customer's store credit.", fields: [] },
  {
    value: "voucher",
    description: "A gift voucher.",
    fields: [field("voucher_id", t.ref("Voucher"), "The voucher.")],
  },
]);

const paymentFields = [
  field("payment_id", t.id("Payment"), "The id of the payment."),
  field("order_id", t.ref("Order"), "The order.", { known: "never" }),
  field("source", paymentSourceType, "What paid.", { known: "owner" }),
  field("amount", t.money({ min: 1 }), "How much in cents.", { known: "owner" }),
  field("refunded", t.money({ min: 0 }), "How much of it was given back.", {
    known: "never",
    derived: true,
  }),
  field("paid_at", t.datetime(), "When it was paid.", { known: "never" }),
];

const paymentEntity: EntitySpec = {
  name: "Payment",
  table: "payments",
  description: "Money or credit that a customer gave for an order.",
  idField: "payment_id",
  id: { kind: "counter", prefix: "PAY", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: paymentFields,
  indexes: [{ field: "order_id", transform: "exact" }],
};

const refundFields = [
  field("refund_id", t.id("Refund"), "The id of the refund."),
  field("payment_id", t.ref("Payment"), "The payment that is given back.", { known: "never" }),
  field("amount", t.money({ min: 1 }), "How much in cents.", { known: "owner" }),
  field("reason", t.enumOf(refundReasonEnum), "What for.", { known: "owner" }),
  field("destination", t.enumOf(destinationEnum), "Where it went.", { known: "owner" }),
  field("refunded_at", t.datetime(), "When it was given back.", { known: "never" }),
];

const refundEntity: EntitySpec = {
  name: "Refund",
  table: "refunds",
  description: "Money or credit that was given back.",
  idField: "refund_id",
  id: { kind: "counter", prefix: "RF", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: refundFields,
  indexes: [
    { field: "payment_id", transform: "exact" },
    { field: "reason", transform: "exact" },
    { field: "destination", transform: "exact" },
  ],
};

const shipmentFields = [
  field("shipment_id", t.id("Shipment"), "The id of the shipment."),
  field("order_id", t.ref("Order"), "The order.", { known: "never" }),
  field("carrier", t.string(), "Who carries it.", { known: "never" }),
  field(
    "tracking",
    t.nullable(t.string()),
    "The carrier's number; null before it is handed over.",
    { known: "never" },
  ),
  field("status", t.enumOf(shipmentStatusEnum), "Where it is.", { known: "never" }),
  field("dispatched_on", t.date(), "When it left the shop.", { known: "never" }),
  field("due", t.date(), "When it should arrive.", { known: "owner" }),
  field("delivered_on", t.nullable(t.date()), "When it arrived.", { known: "owner" }),
];

const shipmentEntity: EntitySpec = {
  name: "Shipment",
  table: "shipments",
  description: "A parcel of an order.",
  idField: "shipment_id",
  id: { kind: "counter", prefix: "S", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: shipmentFields,
  indexes: [
    { field: "order_id", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const returnItemType = t.record("ReturnItem", [
  field("line_no", t.int({ min: 1 }), "Number of the line in its order."),
  field("quantity", t.int({ min: 1, max: 20 }), "How many pieces."),
  field("opened", t.bool(), "Whether the packaging was opened."),
]);

const rmaFields = [
  field("rma_id", t.id("Rma"), "The id of the rma."),
  field("order_id", t.ref("Order"), "The order.", { known: "never" }),
  field("items", t.list(returnItemType, { minItems: 1 }), "What comes back.", { known: "owner" }),
  field("reason", t.enumOf(returnReasonEnum), "Why.", { known: "owner" }),
  field("destination", t.enumOf(destinationEnum), "Where the refund goes.", { known: "owner" }),
  field("status", t.enumOf(returnStatusEnum), "Where it stands.", { known: "never" }),
  field("goods", t.money({ min: 0 }), "What was paid for the goods in cents.", { known: "never" }),
  field("restocking_fee", t.money({ min: 0 }), "Kept for opened goods.", { known: "never" }),
  field("label_fee", t.money({ min: 0 }), "Kept for the label.", { known: "never" }),
  field("refund", t.money({ min: 0 }), "What is paid out.", { known: "never" }),
  field("requested_on", t.date(), "When it was opened.", { known: "owner" }),
  field("hand_over_by", t.date(), "The last day to hand the parcel over.", { known: "never" }),
];

const rmaEntity: EntitySpec = {
  name: "Rma",
  table: "returns",
  description: "A return (return merchandise authorization); goods of an order that come back.",
  idField: "rma_id",
  id: { kind: "counter", prefix: "R", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: rmaFields,
  indexes: [
    { field: "order_id", transform: "exact" },
    { field: "reason", transform: "exact" },
    { field: "destination", transform: "exact" },
    { field: "status", transform: "exact" },
  ],
};

const lockerHoldFields = [
  field("locker_id", t.id("LockerHold"), "The id of the locker hold."),
  field("order_id", t.ref("Order"), "The order inside.", { known: "never" }),
  field("until", t.date(), "The last day to collect it.", { known: "owner" }),
];

const lockerHoldEntity: EntitySpec = {
  name: "LockerHold",
  table: "locker_holds",
  description: "A locker at the shop that waits for a customer.",
  idField: "locker_id",
  id: {
    kind: "first_free",
    values: ["L01", "L02", "L03", "L04", "L05", "L06", "L07", "L08", "L09", "L10", "L11", "L12"],
    surrogate: false,
  },
  singleton: false,
  compare: "exact",
  fields: lockerHoldFields,
  indexes: [{ field: "order_id", transform: "exact" }],
};

const pointsEntryFields = [
  field("entry_id", t.id("PointsEntry"), "The id of the points entry."),
  field("customer_id", t.ref("Customer"), "Whose points.", { known: "never" }),
  field("points", t.int(), "How many; negative when they were taken.", { known: "never" }),
  field("reason", t.enumOf(pointsReasonEnum), "Why.", { known: "never" }),
  field("memo", t.message(), "What they were for.", { known: "never" }),
];

const pointsEntryEntity: EntitySpec = {
  name: "PointsEntry",
  table: "points_entries",
  description: "Points that were added to or taken from a customer.",
  idField: "entry_id",
  id: { kind: "counter", prefix: "PT", digits: 5, start: 1 },
  singleton: false,
  compare: "exact",
  fields: pointsEntryFields,
  indexes: [
    { field: "customer_id", transform: "exact" },
    { field: "reason", transform: "exact" },
  ],
};

const stockAlertFields = [
  field("alert_id", t.id("StockAlert"), "The id of the stock alert."),
  field("customer_id", t.ref("Customer"), "Who wants to know.", { known: "never" }),
  field("variant_id", t.ref("Variant"), "What is out of stock.", { known: "owner" }),
  field("notified", t.bool(), "Whether the customer has been told.", { known: "never" }),
];

const stockAlertEntity: EntitySpec = {
  name: "StockAlert",
  table: "stock_alerts",
  description: "A customer wants to know when a variant is back.",
  idField: "alert_id",
  id: {
    kind: "hash",
    prefix: "A",
    digits: 8,
    alphabet: "hex",
    fields: ["customer_id", "variant_id"],
  },
  singleton: false,
  compare: "exact",
  fields: stockAlertFields,
  indexes: [
    { field: "customer_id", transform: "exact" },
    { field: "variant_id", transform: "exact" },
  ],
};

const orderNoteFields = [
  field("note_id", t.id("OrderNote"), "The id of the order note."),
  field("order_id", t.ref("Order"), "The order.", { known: "never" }),
  field("remark", t.text(), "What colleagues should know.", { known: "never" }),
  field("written_at", t.datetime(), "When it was written.", { known: "never" }),
];

const orderNoteEntity: EntitySpec = {
  name: "OrderNote",
  table: "order_notes",
  description: "A remark for colleagues; not part of the outcome.",
  idField: "note_id",
  id: { kind: "counter", prefix: "N", digits: 5, start: 1 },
  singleton: false,
  compare: "ignore",
  fields: orderNoteFields,
  indexes: [{ field: "order_id", transform: "exact" }],
};

const customerProfileType = t.record(
  "Customer.profile",
  pickFields(
    customerFields,
    "customer_id",
    "name",
    "email",
    "phone",
    "address",
    "tier",
    "points",
    "store_credit",
    "cards",
  ),
);

const findCustomerByEmailTool: ToolSpec = {
  name: "find_customer_by_email",
  title: "Find customer by email",
  description: "Find a customer by email address. Try this first.",
  actor: "agent",
  params: [param("email", t.string(), "Email address; case does not matter.")],
  result: customerProfileType,
  effects: effects({ reads: ["customers"], idempotent: true }),
  refusals: refusals({ customer_unknown: "No customer has this email address." }),
  refusalsAs: "raised",
};

const findCustomerByNameTool: ToolSpec = {
  name: "find_customer_by_name",
  title: "Find customer by name",
  description:
    "Find a customer by full name and postal code, when the email address is not at hand.",
  actor: "agent",
  params: [
    param("name", t.string(), "Full name; case does not matter."),
    param("postal_code", t.string(), "Postal code of the customer's address."),
  ],
  result: customerProfileType,
  effects: effects({ reads: ["customers"], idempotent: true }),
  refusals: refusals({ customer_unknown: "No customer has this name and postal code." }),
  refusalsAs: "raised",
};

const orderSummaryType = t.record(
  "Order.summary",
  pickFields(orderFields, "order_id", "placed_at", "status", "shipping_method", "total"),
);

const listOrdersTool: ToolSpec = {
  name: "list_orders",
  title: "List orders",
  description: "Orders of a customer, newest first. The filters can be combined.",
  actor: "agent",
  params: [
    param("customer_id", t.ref("Customer"), "The customer."),
    param("status", t.nullable(t.enumOf(orderStatusEnum)), "Only orders in this status.", {
      required: false,
    }),
    param("placed_from", t.nullable(t.date()), "Only orders placed on this day or later.", {
      required: false,
    }),
    param("placed_to", t.nullable(t.date()), "Only orders placed on this day or earlier.", {
      required: false,
    }),
    param(
      "product",
      t.nullable(t.string()),
      "Only orders with a product whose name holds these words.",
      { required: false },
    ),
    param("limit", t.int({ min: 1, max: 50 }), "How many orders at most.", {
      required: false,
      default: 10,
    }),
  ],
  result: t.list(orderSummaryType),
  effects: effects({ reads: ["customers", "products", "variants", "orders"], idempotent: true }),
  refusals: refusals({ customer_not_found: "There is no customer with this id." }),
  refusalsAs: "raised",
};

const orderType = t.record("Order", orderFields);

const paymentType = t.record("Payment", paymentFields);

const refundType = t.record("Refund", refundFields);

const shipmentType = t.record("Shipment", shipmentFields);

const rmaType = t.record("Rma", rmaFields);

const lockerHoldType = t.record("LockerHold", lockerHoldFields);

const getOrderTool: ToolSpec = {
  name: "get_order",
  title: "Get order",
  description: "An order with its lines, payments, refunds, parcels and returns.",
  actor: "agent",
  params: [param("order_id", t.ref("Order"), "The order.")],
  result: t.record(null, [
    field("order", orderType, "The order."),
    field("payments", t.list(paymentType), "What was paid."),
    field("refunds", t.list(refundType), "What was given back."),
    field("shipments", t.list(shipmentType), "Its parcels."),
    field("returns", t.list(rmaType), "Its returns."),
    field("locker", t.nullable(lockerHoldType), "The locker where it waits."),
  ]),
  effects: effects({
    reads: ["orders", "payments", "refunds", "shipments", "returns", "locker_holds"],
    idempotent: true,
  }),
  refusals: refusals({ order_not_found: "There is no order with this id." }),
  refusalsAs: "raised",
};

const trackParcelTool: ToolSpec = {
  name: "track_parcel",
  title: "Track parcel",
  description: "Where the parcels of an order are and how late they are.",
  actor: "agent",
  params: [param("order_id", t.ref("Order"), "The order.")],
  result: t.record(null, [
    field("shipments", t.list(shipmentType), "Its parcels; oldest first."),
    field("days_late", t.int(), "Days since the newest parcel was due; 0 when it is not late."),
    field("counts_as_lost", t.bool(), "Whether the newest parcel can be reported as lost."),
  ]),
  effects: effects({ reads: ["orders", "shipments"], idempotent: true }),
  refusals: refusals({ order_not_found: "There is no order with this id." }),
  refusalsAs: "raised",
};

const productHitType = t.record("ProductHit", [
  field("product_id", t.ref("Product"), "The product."),
  field("name", t.string(), "Name of the product."),
  field("category", t.enumOf(categoryEnum), "Where it stands in the shop."),
  field("from_price", t.money(), "Price of the cheapest variant in cents."),
  field("in_stock", t.bool(), "Whether any variant is in stock."),
]);

const searchProductsTool: ToolSpec = {
  name: "search_products",
  title: "Search products",
  description: "Search the shop. All filters are optional and can be combined.",
  actor: "agent",
  params: [
    param("query", t.string(), "Words in the name or brand; empty for all.", {
      required: false,
      default: "",
    }),
    param("category", t.nullable(t.enumOf(categoryEnum)), "Only this category.", {
      required: false,
    }),
    param("min_price", t.nullable(t.money()), "Least price in cents of the cheapest variant.", {
      required: false,
    }),
    param("max_price", t.nullable(t.money()), "Highest price in cents of the cheapest variant.", {
      required: false,
    }),
    param("in_stock_only", t.bool(), "Leave out what is sold out.", {
      required: false,
      default: false,
    }),
    param("sort", t.enumOf(sortOrderEnum), "The order of the results.", {
      required: false,
      default: "relevance",
    }),
    param("limit", t.int({ min: 1, max: 20 }), "How many products at most.", {
      required: false,
      default: 10,
    }),
  ],
  result: t.list(productHitType),
  effects: effects({ reads: ["products", "variants"], idempotent: true }),
  refusals: [],
  refusalsAs: "raised",
};

const productType = t.record("Product", productFields);

const variantType = t.record("Variant", variantFields);

const getProductTool: ToolSpec = {
  name: "get_product",
  title: "Get product",
  description: "A product with its variants, prices and stock.",
  actor: "agent",
  params: [param("product_id", t.ref("Product"), "The product.")],
  result: t.record(null, [
    field("product", productType, "The product."),
    field("variants", t.list(variantType), "What can be ordered."),
  ]),
  effects: effects({ reads: ["products", "variants"], idempotent: true }),
  refusals: refusals({ product_not_found: "There is no product with this id." }),
  refusalsAs: "raised",
};

const promotionType = t.record("Promotion", promotionFields);

const checkPromotionTool: ToolSpec = {
  name: "check_promotion",
  title: "Check promotion",
  description:
    "Whether a customer can use a promotion for goods of a value, and what it takes off.",
  actor: "agent",
  params: [
    param("customer_id", t.ref("Customer"), "The customer."),
    param("code", t.string(), "The promotion's code."),
    param("subtotal", t.money({ min: 0 }), "Value of the goods in cents."),
  ],
  result: t.record(null, [
    field("promotion", promotionType, "The promotion."),
    field("discount", t.money(), "What it takes off in cents."),
  ]),
  effects: effects({ reads: ["customers", "promotions", "orders"], idempotent: true }),
  refusals: refusals({
    customer_not_found: "There is no customer with this id.",
    promotion_unknown: "There is no such promotion.",
    promotion_not_running: "The promotion does not run today.",
    promotion_used_up: "The promotion has been used as often as it may be.",
    promotion_below_minimum: "The goods do not reach the promotion's minimum.",
    promotion_first_order: "The promotion is for a first order only.",
  }),
  refusalsAs: "raised",
};

const voucherType = t.record("Voucher", voucherFields);

const checkVoucherTool: ToolSpec = {
  name: "check_voucher",
  title: "Check voucher",
  description: "What is left on a voucher and until when it pays.",
  actor: "agent",
  params: [param("voucher_id", t.ref("Voucher"), "The voucher's code.")],
  result: voucherType,
  effects: effects({ reads: ["vouchers"], idempotent: true }),
  refusals: refusals({ voucher_not_found: "There is no voucher with this id." }),
  refusalsAs: "raised",
};

const returnQuoteType = t.record("ReturnQuote", [
  field("goods", t.money(), "What was paid for the goods."),
  field("restocking_fee", t.money(), "Kept for opened goods."),
  field("label_fee", t.money(), "Kept for the label."),
  field("refund", t.money(), "What is paid out."),
]);

const quoteReturnTool: ToolSpec = {
  name: "quote_return",
  title: "Quote return",
  description: "What a return would bring, and whether it is allowed, without opening it.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order."),
    param("items", t.list(returnItemType, { minItems: 1, maxItems: 20 }), "What comes back."),
    param("reason", t.enumOf(returnReasonEnum), "Why."),
    param("destination", t.enumOf(destinationEnum), "Where the refund goes.", {
      required: false,
      default: "original",
    }),
  ],
  result: returnQuoteType,
  effects: effects({
    reads: ["customers", "products", "variants", "orders", "returns"],
    idempotent: true,
  }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    order_not_delivered: "The order has not been delivered.",
    return_too_late: "The return period is over.",
    line_unknown: "The order has no such line.",
    not_returnable: "The item cannot be returned for this reason.",
    too_many_returned: "More would come back than was bought.",
  }),
  refusalsAs: "raised",
};

const wantedItemType = t.record("WantedItem", [
  field("variant_id", t.ref("Variant"), "The variant."),
  field("quantity", t.int({ min: 1, max: 20 }), "How many pieces."),
]);

const placeOrderTool: ToolSpec = {
  name: "place_order",
  title: "Place order",
  description:
    "Order items for a customer. A voucher pays first, then store credit if wanted, then the card.\n",
  actor: "agent",
  params: [
    param("customer_id", t.ref("Customer"), "Who orders."),
    param("items", t.list(wantedItemType, { minItems: 1, maxItems: 20 }), "What is ordered."),
    param("shipping_method", t.enumOf(shippingMethodEnum), "How it reaches the customer.", {
      required: false,
      default: "standard",
    }),
    param("promotion_code", t.nullable(t.string()), "Code of a promotion.", { required: false }),
    param("voucher_id", t.nullable(t.ref("Voucher")), "A voucher that pays as much as it can.", {
      required: false,
    }),
    param("use_store_credit", t.bool(), "Whether store credit pays what it can.", {
      required: false,
      default: false,
    }),
    param("card_id", t.nullable(t.string()), "The customer's card that pays the rest.", {
      required: false,
    }),
  ],
  result: orderType,
  effects: effects({
    reads: [
      "customers",
      "products",
      "variants",
      "promotions",
      "vouchers",
      "orders",
      "locker_holds",
      "stock_alerts",
    ],
    creates: ["orders", "payments", "locker_holds", "points_entries"],
    updates: ["customers", "variants", "promotions", "vouchers", "stock_alerts"],
  }),
  refusals: refusals({
    customer_not_found: "There is no customer with this id.",
    voucher_not_found: "There is no voucher with this id.",
    out_of_stock: "There are not enough pieces in stock.",
    voucher_expired: "The voucher has expired.",
    voucher_of_other: "The voucher belongs to another customer.",
    promotion_unknown: "There is no such promotion.",
    promotion_not_running: "The promotion does not run today.",
    promotion_used_up: "The promotion has been used as often as it may be.",
    promotion_below_minimum: "The goods do not reach the promotion's minimum.",
    promotion_first_order: "The promotion is for a first order only.",
    card_required: "Something has to be charged and no card was named.",
    card_unknown: "The customer has no such card.",
    card_expired: "The card has expired.",
    lockers_full: "All lockers are taken.",
  }),
  refusalsAs: "raised",
};

const cancelOrderTool: ToolSpec = {
  name: "cancel_order",
  title: "Cancel order",
  description: "Cancel an order that is not shipped and give the money back. It cannot be undone.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order."),
    param(
      "reason",
      t.enumOf(cancelReasonEnum),
      "Why. `lost` is for lost parcels only and is set by their report.",
    ),
  ],
  result: orderType,
  effects: effects({
    reads: [
      "customers",
      "variants",
      "promotions",
      "vouchers",
      "orders",
      "payments",
      "locker_holds",
      "stock_alerts",
    ],
    creates: ["refunds", "points_entries"],
    updates: [
      "customers",
      "variants",
      "promotions",
      "vouchers",
      "orders",
      "payments",
      "stock_alerts",
    ],
    removes: ["locker_holds"],
  }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    too_late_to_cancel: "The order has been shipped or has ended.",
    reason_reserved: "The reason is for lost parcels only.",
  }),
  refusalsAs: "raised",
};

const changeOrderAddressTool: ToolSpec = {
  name: "change_order_address",
  title: "Change order address",
  description: "Send an open order to another address.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order."),
    param("address", addressType, "Where it goes."),
  ],
  result: orderType,
  effects: effects({ reads: ["orders"], updates: ["orders"] }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    order_not_open: "The order is no longer open.",
  }),
  refusalsAs: "raised",
};

const changeQuantityTool: ToolSpec = {
  name: "change_quantity",
  title: "Change quantity",
  description:
    "Change how many pieces of a line are ordered; 0 takes the line out. The price follows.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order; it must be open."),
    param("line_no", t.int({ min: 1 }), "Number of the line."),
    param("quantity", t.int({ min: 0, max: 20 }), "How many pieces from now on."),
    param("card_id", t.nullable(t.string()), "The card that pays what becomes dearer.", {
      required: false,
    }),
  ],
  result: orderType,
  effects: effects({
    reads: [
      "customers",
      "products",
      "variants",
      "promotions",
      "vouchers",
      "orders",
      "payments",
      "stock_alerts",
    ],
    creates: ["payments", "refunds", "points_entries"],
    updates: ["customers", "variants", "vouchers", "orders", "payments", "stock_alerts"],
  }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    order_not_open: "The order is no longer open.",
    line_unknown: "The order has no such line.",
    out_of_stock: "There are not enough pieces in stock.",
    last_line: "An order needs at least one line.",
    card_required: "Something has to be charged and no card was named.",
    card_unknown: "The customer has no such card.",
    card_expired: "The card has expired.",
  }),
  refusalsAs: "raised",
};

const swapVariantTool: ToolSpec = {
  name: "swap_variant",
  title: "Swap variant",
  description:
    "Replace the variant of a line by another variant of the same product. The price follows.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order; it must be open."),
    param("line_no", t.int({ min: 1 }), "Number of the line."),
    param("variant_id", t.ref("Variant"), "The new variant."),
    param("card_id", t.nullable(t.string()), "The card that pays what becomes dearer.", {
      required: false,
    }),
  ],
  result: orderType,
  effects: effects({
    reads: [
      "customers",
      "products",
      "variants",
      "promotions",
      "vouchers",
      "orders",
      "payments",
      "stock_alerts",
    ],
    creates: ["payments", "refunds", "points_entries"],
    updates: ["customers", "variants", "vouchers", "orders", "payments", "stock_alerts"],
  }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    variant_not_found: "There is no variant with this id.",
    order_not_open: "The order is no longer open.",
    line_unknown: "The order has no such line.",
    other_product: "The new variant is of another product.",
    out_of_stock: "There are not enough pieces in stock.",
    card_required: "Something has to be charged and no card was named.",
    card_unknown: "The customer has no such card.",
    card_expired: "The card has expired.",
  }),
  refusalsAs: "raised",
};

const speedUpShippingTool: ToolSpec = {
  name: "speed_up_shipping",
  title: "Speed up shipping",
  description: "Ship an order faster, as long as it has not left. The difference is charged.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order; open or being packed."),
    param("shipping_method", t.enumOf(shippingMethodEnum), "The faster method."),
    param("card_id", t.nullable(t.string()), "The card that pays the difference.", {
      required: false,
    }),
  ],
  result: orderType,
  effects: effects({
    reads: ["customers", "products", "variants", "promotions", "vouchers", "orders", "payments"],
    creates: ["payments", "refunds", "points_entries"],
    updates: ["customers", "vouchers", "orders", "payments"],
  }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    already_shipped: "The order has left the shop or has ended.",
    not_faster: "The method is not faster than the present one.",
    card_required: "Something has to be charged and no card was named.",
    card_unknown: "The customer has no such card.",
    card_expired: "The card has expired.",
  }),
  refusalsAs: "raised",
};

const holdForPickupTool: ToolSpec = {
  name: "hold_for_pickup",
  title: "Hold for pickup",
  description:
    "Let a customer collect an open order from a locker instead; the shipping fee is refunded.",
  actor: "agent",
  params: [param("order_id", t.ref("Order"), "The order; it must be open.")],
  result: t.record(null, [
    field("order", orderType, "The order."),
    field("locker", lockerHoldType, "The locker."),
  ]),
  effects: effects({
    reads: [
      "customers",
      "products",
      "variants",
      "promotions",
      "vouchers",
      "orders",
      "payments",
      "locker_holds",
    ],
    creates: ["payments", "refunds", "locker_holds", "points_entries"],
    updates: ["customers", "vouchers", "orders", "payments"],
  }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    order_not_open: "The order is no longer open.",
    already_pickup: "The order is collected already.",
    lockers_full: "All lockers are taken.",
    card_required: "Something has to be charged and no card was named.",
    card_unknown: "The customer has no such card.",
    card_expired: "The card has expired.",
  }),
  refusalsAs: "raised",
};

const applyPromotionTool: ToolSpec = {
  name: "apply_promotion",
  title: "Apply promotion",
  description: "Use a promotion for an open order that has none; what becomes cheaper is refunded.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order; it must be open."),
    param("code", t.string(), "The promotion's code."),
  ],
  result: orderType,
  effects: effects({
    reads: ["customers", "products", "variants", "promotions", "vouchers", "orders", "payments"],
    creates: ["payments", "refunds", "points_entries"],
    updates: ["customers", "promotions", "vouchers", "orders", "payments"],
  }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    order_not_open: "The order is no longer open.",
    promotion_taken: "The order has a promotion already.",
    promotion_unknown: "There is no such promotion.",
    promotion_not_running: "The promotion does not run today.",
    promotion_used_up: "The promotion has been used as often as it may be.",
    promotion_below_minimum: "The goods do not reach the promotion's minimum.",
    promotion_first_order: "The promotion is for a first order only.",
    card_required: "Something has to be charged and no card was named.",
    card_unknown: "The customer has no such card.",
    card_expired: "The card has expired.",
  }),
  refusalsAs: "raised",
};

const requestReturnTool: ToolSpec = {
  name: "request_return",
  title: "Request return",
  description:
    "Open a return for items of a delivered order. Money is paid when the shop has received them.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order."),
    param("items", t.list(returnItemType, { minItems: 1, maxItems: 20 }), "What comes back."),
    param("reason", t.enumOf(returnReasonEnum), "Why."),
    param("destination", t.enumOf(destinationEnum), "Where the refund goes.", {
      required: false,
      default: "original",
    }),
  ],
  result: rmaType,
  effects: effects({
    reads: ["customers", "products", "variants", "orders", "returns"],
    creates: ["returns"],
  }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    order_not_delivered: "The order has not been delivered.",
    return_too_late: "The return period is over.",
    line_unknown: "The order has no such line.",
    not_returnable: "The item cannot be returned for this reason.",
    too_many_returned: "More would come back than was bought.",
  }),
  refusalsAs: "raised",
};

const cancelReturnTool: ToolSpec = {
  name: "cancel_return",
  title: "Cancel return",
  description: "Call a return off before the parcel is handed over. It cannot be undone.",
  actor: "agent",
  params: [param("rma_id", t.ref("Rma"), "The return.")],
  result: rmaType,
  effects: effects({ reads: ["returns"], updates: ["returns"] }),
  refusals: refusals({
    rma_not_found: "There is no rma with this id.",
    return_not_requested: "The parcel has been handed over or the return has ended.",
  }),
  refusalsAs: "raised",
};

const handOverReturnTool: ToolSpec = {
  name: "hand_over_return",
  title: "Hand over return",
  description: "Hand the parcel of a return over to the carrier.",
  actor: "user",
  params: [param("rma_id", t.ref("Rma"), "The return.")],
  result: rmaType,
  effects: effects({ reads: ["returns"], updates: ["returns"] }),
  refusals: refusals({
    rma_not_found: "There is no rma with this id.",
    return_not_requested: "The parcel has been handed over or the return has ended.",
    return_expired: "The last day to hand the parcel over has passed.",
  }),
  refusalsAs: "raised",
};

const refundReturnTool: ToolSpec = {
  name: "refund_return",
  title: "Refund return",
  description: "Pay the refund of a return that the shop has received. It cannot be undone.",
  actor: "agent",
  params: [param("rma_id", t.ref("Rma"), "The return.")],
  result: rmaType,
  effects: effects({
    reads: ["customers", "vouchers", "orders", "payments", "returns"],
    creates: ["refunds", "points_entries"],
    updates: ["customers", "vouchers", "orders", "payments", "returns"],
  }),
  refusals: refusals({
    rma_not_found: "There is no rma with this id.",
    return_not_received: "The shop has not received the parcel or has paid already.",
  }),
  refusalsAs: "raised",
};

const reportLostParcelTool: ToolSpec = {
  name: "report_lost_parcel",
  title: "Report lost parcel",
  description: "Give up a parcel that counts as lost, and send a second one or pay all money back.",
  actor: "agent",
  params: [
    param("shipment_id", t.ref("Shipment"), "The parcel."),
    param("remedy", t.enumOf(remedyEnum), "What the customer chose."),
  ],
  result: t.record(null, [
    field("order", orderType, "The order."),
    field("shipments", t.list(shipmentType), "Its parcels; oldest first."),
  ]),
  effects: effects({
    reads: [
      "customers",
      "products",
      "variants",
      "promotions",
      "vouchers",
      "orders",
      "payments",
      "shipments",
      "locker_holds",
      "stock_alerts",
    ],
    creates: ["refunds", "shipments", "points_entries"],
    updates: [
      "customers",
      "variants",
      "promotions",
      "vouchers",
      "orders",
      "payments",
      "shipments",
      "stock_alerts",
    ],
    removes: ["locker_holds"],
  }),
  refusals: refusals({
    shipment_not_found: "There is no shipment with this id.",
    parcel_not_under_way: "The parcel is not with the carrier.",
    parcel_not_late: "The parcel is not late enough.",
    out_of_stock: "There are not enough pieces in stock.",
  }),
  refusalsAs: "raised",
};

const confirmDeliveryTool: ToolSpec = {
  name: "confirm_delivery",
  title: "Confirm delivery",
  description: "Confirm that a parcel has arrived.",
  actor: "user",
  params: [param("shipment_id", t.ref("Shipment"), "The parcel.")],
  result: shipmentType,
  effects: effects({
    reads: ["orders", "shipments", "locker_holds"],
    updates: ["orders", "shipments"],
    removes: ["locker_holds"],
  }),
  refusals: refusals({
    shipment_not_found: "There is no shipment with this id.",
    parcel_not_under_way: "The parcel is not with the carrier.",
  }),
  refusalsAs: "raised",
};

const grantGoodwillTool: ToolSpec = {
  name: "grant_goodwill",
  title: "Grant goodwill",
  description: "Give store credit as an apology for an order that was sent.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order."),
    param("amount", t.money({ min: 1 }), "How much in cents."),
  ],
  result: orderType,
  effects: effects({ reads: ["customers", "orders"], updates: ["customers", "orders"] }),
  refusals: refusals({
    order_not_found: "There is no order with this id.",
    order_not_sent: "The order has not been sent.",
    goodwill_given: "Goodwill has been granted for the order before.",
    goodwill_too_high: "The amount is above what may be granted.",
  }),
  refusalsAs: "raised",
};

const redeemPointsTool: ToolSpec = {
  name: "redeem_points",
  title: "Redeem points",
  description: "Turn loyalty points into store credit. It cannot be undone.",
  actor: "agent",
  params: [
    param("customer_id", t.ref("Customer"), "The customer."),
    param("points", t.int({ min: 1 }), "How many points."),
  ],
  result: customerProfileType,
  effects: effects({ reads: ["customers"], creates: ["points_entries"], updates: ["customers"] }),
  refusals: refusals({
    customer_not_found: "There is no customer with this id.",
    points_too_few: "Fewer points than can be turned at a time.",
    points_step: "The points are not a whole number of steps.",
    points_missing: "The customer does not have so many points.",
  }),
  refusalsAs: "raised",
};

const redeemVoucherTool: ToolSpec = {
  name: "redeem_voucher",
  title: "Redeem voucher",
  description:
    "Move all that is left on a voucher to a customer's store credit. It cannot be undone.",
  actor: "agent",
  params: [
    param("customer_id", t.ref("Customer"), "The customer."),
    param("voucher_id", t.ref("Voucher"), "The voucher's code."),
  ],
  result: customerProfileType,
  effects: effects({ reads: ["customers", "vouchers"], updates: ["customers", "vouchers"] }),
  refusals: refusals({
    customer_not_found: "There is no customer with this id.",
    voucher_not_found: "There is no voucher with this id.",
    voucher_expired: "The voucher has expired.",
    voucher_of_other: "The voucher belongs to another customer.",
    voucher_empty: "Nothing is left on the voucher.",
  }),
  refusalsAs: "raised",
};

const updateContactTool: ToolSpec = {
  name: "update_contact",
  title: "Update contact",
  description: "Change how a customer can be reached. Only what is given changes.",
  actor: "agent",
  params: [
    param("customer_id", t.ref("Customer"), "The customer."),
    param(
      "changes",
      t.changes("Customer", pickFields(customerFields, "email", "phone", "address")),
      "What changes.",
    ),
  ],
  result: customerProfileType,
  effects: effects({ reads: ["customers"], updates: ["customers"] }),
  refusals: refusals({
    customer_not_found: "There is no customer with this id.",
    email_taken: "Another customer has this email address.",
  }),
  refusalsAs: "raised",
};

const stockAlertType = t.record("StockAlert", stockAlertFields);

const watchStockTool: ToolSpec = {
  name: "watch_stock",
  title: "Watch stock",
  description: "Tell a customer when a variant that is sold out can be ordered again.",
  actor: "agent",
  params: [
    param("customer_id", t.ref("Customer"), "The customer."),
    param("variant_id", t.ref("Variant"), "What is sold out."),
  ],
  result: stockAlertType,
  effects: effects({ reads: ["customers", "variants", "stock_alerts"], creates: ["stock_alerts"] }),
  refusals: refusals({
    customer_not_found: "There is no customer with this id.",
    variant_not_found: "There is no variant with this id.",
    in_stock: "The variant can be ordered now.",
    already_watching: "The customer is going to be told already.",
  }),
  refusalsAs: "raised",
};

const orderNoteType = t.record("OrderNote", orderNoteFields);

const addOrderNoteTool: ToolSpec = {
  name: "add_order_note",
  title: "Add order note",
  description: "Leave a remark on an order for colleagues.",
  actor: "agent",
  params: [
    param("order_id", t.ref("Order"), "The order."),
    param("remark", t.text({ minLength: 1 }), "What colleagues should know."),
  ],
  result: orderNoteType,
  effects: effects({ reads: ["orders"], creates: ["order_notes"] }),
  refusals: refusals({ order_not_found: "There is no order with this id." }),
  refusalsAs: "raised",
};

/** Everything about the domain that is data. */
export const spec: DomainSpec = {
  domain: "corner-shop",
  title: "Corner Shop",
  summary:
    "Customer service of a small online shop; orders, payments, parcels, returns, promotions and loyalty points.",
  category: "retail",
  now: "2026-04-15T10:00:00",
  policy: [
    "# Corner Shop: customer service",
    "You help one customer of the shop at a time. Today is the date of `now`. All amounts in tools are whole cents and",
    "include tax.",
    "",
    "## Before anything else",
    "- Find the customer by email address, or by name and postal code, before you change anything for them, and speak",
    "  only about their own orders.",
    "- Say what a change does and what it costs, and wait for a clear yes before you make it.",
    "- Look at an order before you cancel it (), and quote a return before you open it",
    "  ().",
    "- If a cancellation or a return is refused, explain why. Do not try it again in the same conversation.",
    "",
    "## Orders",
    "An order is *open* until the shop begins to pack it, then *packing*, *shipped* and *delivered*.",
    "- Only an open order can be changed: its address, quantities, variants, promotion (). A parcel can be",
    "  made faster until it is shipped, never slower (). What becomes dearer is charged to a valid card of the",
    "  customer (,,); what becomes cheaper is refunded.",
    "- An order keeps at least one item; to drop the last one, cancel the order (). At most",
    "  20 pieces of a line, and no more than are in stock ().",
    "- Shipping costs 4.95 (standard, 4 days),",
    "  9.95 (express, 2 days) or 14.95 (same",
    "  day); pickup costs nothing. Standard shipping is free from 50.00 of goods after discounts, and for",
    "  gold customers.",
    "- A pickup order waits in a locker for 7 days. When all 12 lockers are taken, there",
    "  is no pickup (). Only an open order can be moved there ().",
    "",
    "## Cancelling",
    "An open order is cancelled free of charge. While it is being packed, 5.00 are kept. What",
    "is shipped cannot be cancelled (); it can be returned after delivery. A cancellation puts the items back",
    "in stock and takes back the points of the order.",
    "",
    "## Returns",
    "- A delivered order can be returned within 30 days of delivery; silver customers have",
    "  45 and gold customers 60 days (,). Food cannot be returned unless it was defective or not what was ordered ().",
    "  Nobody can return more than was bought ().",
    "- When the shop is at fault (defective, wrong item, not as described) a return is free. Otherwise an opened item costs",
    "  15 % of what was paid for it, and the label costs",
    "  3.50, which gold customers do not pay. Whoever takes store credit instead of the original method pays no",
    "  restocking fee.",
    "- The parcel must be handed over within 14 days of the request (). A return can be called off",
    "  until then ().",
    "- Money is paid when the shop has received the parcel (), once. The points for the returned goods are taken back.",
    "",
    "## Parcels",
    "A parcel counts as lost when it is more than 5 days late (,). The customer chooses",
    "between a second parcel, if the items are in stock, and all money back.",
    "",
    "## Promotions, vouchers and points",
    "- One promotion an order (). It must exist (), run today",
    "  (), have uses left () and meet its minimum ();",
    "  some are for a first order only (). If changes bring the goods below the minimum, the discount falls away.",
    "- A voucher pays until it expires (), and if it names a holder, only for that customer ().",
    "  An empty voucher cannot be moved to store credit ().",
    "- An order earns 1 point for each full 1.00 of goods after discounts; silver customers earn",
    "  2 and gold customers 3 points. Points become store credit in steps of",
    "  100 (), at least 500 at a time (); each step is worth",
    "  1.00. Nobody spends more points than they have ().",
    "",
    "## Goodwill",
    "For an order that was sent, you may grant store credit of up to 10 % of its total and at most",
    "20.00, once (,,). Do so only when a parcel came late or",
    "was lost.",
    "",
    "## Other",
    "An email address belongs to one customer (). A customer can be told when something is back in stock",
    "(,).",
    "",
  ].join("\n"),
  enums: [
    categoryEnum,
    taxClassEnum,
    tierEnum,
    shippingMethodEnum,
    orderStatusEnum,
    cancelReasonEnum,
    shipmentStatusEnum,
    returnStatusEnum,
    returnReasonEnum,
    refundReasonEnum,
    destinationEnum,
    remedyEnum,
    pointsReasonEnum,
    sortOrderEnum,
  ],
  entities: [
    customerEntity,
    productEntity,
    variantEntity,
    promotionEntity,
    voucherEntity,
    orderEntity,
    paymentEntity,
    refundEntity,
    shipmentEntity,
    rmaEntity,
    lockerHoldEntity,
    pointsEntryEntity,
    stockAlertEntity,
    orderNoteEntity,
  ],
  principal: {
    entity: "Customer",
    description: "The customer in the conversation.",
    owns: {
      Order: ["customer_id"],
      Voucher: ["holder"],
      PointsEntry: ["customer_id"],
      StockAlert: ["customer_id"],
      Payment: ["order_id", "customer_id"],
      Shipment: ["order_id", "customer_id"],
      Rma: ["order_id", "customer_id"],
      LockerHold: ["order_id", "customer_id"],
      Refund: ["payment_id", "order_id", "customer_id"],
    },
    identifiedBy: ["find_customer_by_email", "find_customer_by_name"],
  },
  tools: [
    findCustomerByEmailTool,
    findCustomerByNameTool,
    listOrdersTool,
    getOrderTool,
    trackParcelTool,
    searchProductsTool,
    getProductTool,
    checkPromotionTool,
    checkVoucherTool,
    quoteReturnTool,
    placeOrderTool,
    cancelOrderTool,
    changeOrderAddressTool,
    changeQuantityTool,
    swapVariantTool,
    speedUpShippingTool,
    holdForPickupTool,
    applyPromotionTool,
    requestReturnTool,
    cancelReturnTool,
    handOverReturnTool,
    refundReturnTool,
    reportLostParcelTool,
    confirmDeliveryTool,
    grantGoodwillTool,
    redeemPointsTool,
    redeemVoucherTool,
    updateContactTool,
    watchStockTool,
    addOrderNoteTool,
  ],
};
