import type {
  DomainSpec,
  EntitySpec,
  EnumSpec,
  FieldSpec,
  Table,
  ToolSpec,
  TypeSpec,
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

const addressType: TypeSpec = {
  kind: "record",
  name: "Address",
  fields: [
    { name: "street", type: { kind: "string", minLength: 1 }, description: "Street and number." },
    { name: "city", type: { kind: "string", minLength: 1 }, description: "City." },
    { name: "region", type: { kind: "string" }, description: "State or region." },
    { name: "postal_code", type: { kind: "string", minLength: 1 }, description: "Postal code." },
    { name: "country", type: { kind: "string" }, description: "Country." },
  ],
};

const tierType: TypeSpec = { kind: "enum", name: "Tier", values: ["standard", "silver", "gold"] };

const cardType: TypeSpec = {
  kind: "record",
  name: "Card",
  fields: [
    { name: "card_id", type: { kind: "string" }, description: "Id of the card in the account." },
    { name: "brand", type: { kind: "string" }, description: "Who issued the card." },
    { name: "last_four", type: { kind: "string" }, description: "The last four digits." },
    {
      name: "expires",
      type: { kind: "date" },
      description: "The last day on which it can be charged.",
    },
  ],
};

const customerFields: readonly FieldSpec[] = [
  {
    name: "customer_id",
    type: { kind: "id", entity: "Customer" },
    description: "The id of the customer.",
  },
  { name: "name", type: { kind: "string" }, description: "Full name.", known: "owner" },
  {
    name: "email",
    type: { kind: "string" },
    description: "Email address.",
    compare: "normalized",
    known: "owner",
  },
  {
    name: "phone",
    type: { kind: "string" },
    description: "Phone number.",
    compare: "normalized",
    known: "owner",
  },
  {
    name: "address",
    type: addressType,
    description: "Where orders go unless told otherwise.",
    known: "owner",
  },
  { name: "tier", type: tierType, description: "Loyalty tier.", known: "owner" },
  {
    name: "points",
    type: { kind: "int", min: 0 },
    description: "Loyalty points.",
    known: "never",
    derived: true,
  },
  {
    name: "store_credit",
    type: { kind: "money", min: 0 },
    description: "Credit that can pay for orders.",
    known: "never",
  },
  {
    name: "cards",
    type: { kind: "list", of: cardType },
    description: "Cards in the account.",
    known: "never",
  },
  {
    name: "joined",
    type: { kind: "date" },
    description: "When the account was opened.",
    known: "never",
  },
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

const categoryType: TypeSpec = {
  kind: "enum",
  name: "Category",
  values: ["kitchen", "home", "garden", "stationery", "books", "toys", "food"],
};

const taxClassType: TypeSpec = {
  kind: "enum",
  name: "TaxClass",
  values: ["standard", "reduced", "zero"],
};

const productFields: readonly FieldSpec[] = [
  {
    name: "product_id",
    type: { kind: "id", entity: "Product" },
    description: "The id of the product.",
  },
  { name: "name", type: { kind: "string" }, description: "Name.", known: "public" },
  { name: "brand", type: { kind: "string" }, description: "Who makes it.", known: "public" },
  {
    name: "category",
    type: categoryType,
    description: "Where it stands in the shop.",
    known: "public",
  },
  { name: "tax_class", type: taxClassType, description: "How it is taxed.", known: "never" },
  {
    name: "returnable",
    type: { kind: "bool" },
    description: "Whether it can be returned without a fault.",
    known: "public",
  },
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

const variantFields: readonly FieldSpec[] = [
  {
    name: "variant_id",
    type: { kind: "id", entity: "Variant" },
    description: "The id of the variant.",
  },
  {
    name: "product_id",
    type: { kind: "ref", entity: "Product" },
    description: "The product.",
    known: "never",
  },
  {
    name: "options",
    type: { kind: "map", key: { kind: "string" }, value: { kind: "string" } },
    description: "What sets it apart, such as color or size.",
    known: "public",
  },
  {
    name: "price",
    type: { kind: "money", min: 1 },
    description: "Price of one piece in cents; tax included.",
    known: "public",
  },
  {
    name: "stock",
    type: { kind: "int", min: 0 },
    description: "Pieces that can be sold.",
    known: "never",
  },
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

const benefitType: TypeSpec = {
  kind: "union",
  name: "Benefit",
  tag: "kind",
  variants: [
    {
      value: "percent",
      description: "Part of the price of the goods.",
      fields: [
        {
          name: "percent",
          type: { kind: "int", min: 1, max: 100 },
          description: "Percent taken off.",
        },
      ],
    },
    {
      value: "amount",
      description: "A fixed amount.",
      fields: [
        { name: "amount", type: { kind: "money", min: 1 }, description: "Cents taken off." },
      ],
    },
    { value: "free_shipping", description: "Standard shipping without a fee.", fields: [] },
  ],
};

const promotionFields: readonly FieldSpec[] = [
  {
    name: "promotion_id",
    type: { kind: "id", entity: "Promotion" },
    description: "The id of the promotion.",
  },
  { name: "title", type: { kind: "string" }, description: "What it says.", known: "public" },
  { name: "benefit", type: benefitType, description: "What it gives.", known: "public" },
  {
    name: "min_subtotal",
    type: { kind: "money", min: 0 },
    description: "Least goods in cents.",
    known: "public",
  },
  {
    name: "first_order_only",
    type: { kind: "bool" },
    description: "Whether it is for a customer's first order only.",
    known: "public",
  },
  { name: "starts", type: { kind: "date" }, description: "First day.", known: "public" },
  { name: "ends", type: { kind: "date" }, description: "Last day.", known: "public" },
  {
    name: "max_uses",
    type: { kind: "nullable", of: { kind: "int" } },
    description: "How many orders can use it; null for any number.",
    known: "never",
  },
  {
    name: "uses",
    type: { kind: "int", min: 0 },
    description: "How many orders use it.",
    known: "never",
    derived: true,
  },
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

const voucherFields: readonly FieldSpec[] = [
  {
    name: "voucher_id",
    type: { kind: "id", entity: "Voucher" },
    description: "The id of the voucher.",
  },
  {
    name: "balance",
    type: { kind: "money", min: 0 },
    description: "What is left in cents.",
    known: "owner",
  },
  {
    name: "holder",
    type: { kind: "nullable", of: { kind: "ref", entity: "Customer" } },
    description: "The only customer who can use it; null for anybody.",
    known: "never",
  },
  {
    name: "expires",
    type: { kind: "date" },
    description: "The last day on which it pays.",
    known: "owner",
  },
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

const orderStatusType: TypeSpec = {
  kind: "enum",
  name: "OrderStatus",
  values: ["open", "packing", "shipped", "delivered", "cancelled"],
};

const orderLineType: TypeSpec = {
  kind: "record",
  name: "OrderLine",
  fields: [
    {
      name: "line_no",
      type: { kind: "int", min: 1 },
      description: "Number of the line in its order.",
    },
    {
      name: "variant_id",
      type: { kind: "ref", entity: "Variant" },
      description: "What was ordered.",
    },
    { name: "quantity", type: { kind: "int", min: 1 }, description: "How many pieces." },
    {
      name: "unit_price",
      type: { kind: "money", min: 0 },
      description: "Price of one piece in cents; tax included.",
    },
  ],
};

const shippingMethodType: TypeSpec = {
  kind: "enum",
  name: "ShippingMethod",
  values: ["standard", "express", "same_day", "pickup"],
};

const cancelReasonType: TypeSpec = {
  kind: "enum",
  name: "CancelReason",
  values: ["changed_mind", "ordered_by_mistake", "found_elsewhere", "takes_too_long", "lost"],
};

const orderFields: readonly FieldSpec[] = [
  { name: "order_id", type: { kind: "id", entity: "Order" }, description: "The id of the order." },
  {
    name: "customer_id",
    type: { kind: "ref", entity: "Customer" },
    description: "Who ordered.",
    known: "never",
  },
  {
    name: "placed_at",
    type: { kind: "datetime" },
    description: "When it was placed.",
    known: "owner",
  },
  { name: "status", type: orderStatusType, description: "Where it stands.", known: "never" },
  {
    name: "lines",
    type: { kind: "list", of: orderLineType, minItems: 1 },
    description: "What was ordered.",
    known: "owner",
  },
  {
    name: "shipping_method",
    type: shippingMethodType,
    description: "How it reaches the customer.",
    known: "owner",
  },
  { name: "address", type: addressType, description: "Where it goes.", known: "owner" },
  {
    name: "promotion_id",
    type: { kind: "nullable", of: { kind: "ref", entity: "Promotion" } },
    description: "The promotion in use.",
    known: "owner",
  },
  {
    name: "subtotal",
    type: { kind: "money", min: 0 },
    description: "Goods before discounts in cents.",
    known: "never",
  },
  {
    name: "discount",
    type: { kind: "money", min: 0 },
    description: "Taken off by the promotion.",
    known: "never",
  },
  {
    name: "shipping_fee",
    type: { kind: "money", min: 0 },
    description: "Price of shipping.",
    known: "never",
  },
  {
    name: "tax",
    type: { kind: "money", min: 0 },
    description: "Tax contained in the goods.",
    known: "never",
  },
  {
    name: "total",
    type: { kind: "money", min: 0 },
    description: "What the order costs.",
    known: "owner",
  },
  {
    name: "points",
    type: { kind: "int", min: 0 },
    description: "Points that it earned.",
    known: "never",
    derived: true,
  },
  {
    name: "goodwill",
    type: { kind: "nullable", of: { kind: "money" } },
    description: "Store credit that was granted for it.",
    known: "never",
  },
  {
    name: "cancel_reason",
    type: { kind: "nullable", of: cancelReasonType },
    description: "Why it was called off.",
    known: "owner",
  },
  {
    name: "cancel_fee",
    type: { kind: "nullable", of: { kind: "money" } },
    description: "What was kept when it was called off.",
    known: "never",
  },
  {
    name: "delivered_on",
    type: { kind: "nullable", of: { kind: "date" } },
    description: "When the customer got it.",
    known: "owner",
  },
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

const paymentSourceType: TypeSpec = {
  kind: "union",
  name: "PaymentSource",
  tag: "kind",
  variants: [
    {
      value: "card",
      description: "A card.",
      fields: [
        {
          name: "card_id",
          type: { kind: "string" },
          description: "Id of the card in the account.",
        },
        { name: "last_four", type: { kind: "string" }, description: "The last four digits." },
      ],
    },
    { value: "store_credit", description: "The customer's store credit.", fields: [] },
    {
      value: "voucher",
      description: "A gift voucher.",
      fields: [
        {
          name: "voucher_id",
          type: { kind: "ref", entity: "Voucher" },
          description: "The voucher.",
        },
      ],
    },
  ],
};

const paymentFields: readonly FieldSpec[] = [
  {
    name: "payment_id",
    type: { kind: "id", entity: "Payment" },
    description: "The id of the payment.",
  },
  {
    name: "order_id",
    type: { kind: "ref", entity: "Order" },
    description: "The order.",
    known: "never",
  },
  { name: "source", type: paymentSourceType, description: "What paid.", known: "owner" },
  {
    name: "amount",
    type: { kind: "money", min: 1 },
    description: "How much in cents.",
    known: "owner",
  },
  {
    name: "refunded",
    type: { kind: "money", min: 0 },
    description: "How much of it was given back.",
    known: "never",
    derived: true,
  },
  { name: "paid_at", type: { kind: "datetime" }, description: "When it was paid.", known: "never" },
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

const refundReasonType: TypeSpec = {
  kind: "enum",
  name: "RefundReason",
  values: ["cancelled", "corrected", "returned", "lost"],
};

const destinationType: TypeSpec = {
  kind: "enum",
  name: "Destination",
  values: ["original", "store_credit"],
};

const refundFields: readonly FieldSpec[] = [
  {
    name: "refund_id",
    type: { kind: "id", entity: "Refund" },
    description: "The id of the refund.",
  },
  {
    name: "payment_id",
    type: { kind: "ref", entity: "Payment" },
    description: "The payment that is given back.",
    known: "never",
  },
  {
    name: "amount",
    type: { kind: "money", min: 1 },
    description: "How much in cents.",
    known: "owner",
  },
  { name: "reason", type: refundReasonType, description: "What for.", known: "owner" },
  { name: "destination", type: destinationType, description: "Where it went.", known: "owner" },
  {
    name: "refunded_at",
    type: { kind: "datetime" },
    description: "When it was given back.",
    known: "never",
  },
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

const shipmentStatusType: TypeSpec = {
  kind: "enum",
  name: "ShipmentStatus",
  values: ["label", "in_transit", "delivered", "lost"],
};

const shipmentFields: readonly FieldSpec[] = [
  {
    name: "shipment_id",
    type: { kind: "id", entity: "Shipment" },
    description: "The id of the shipment.",
  },
  {
    name: "order_id",
    type: { kind: "ref", entity: "Order" },
    description: "The order.",
    known: "never",
  },
  { name: "carrier", type: { kind: "string" }, description: "Who carries it.", known: "never" },
  {
    name: "tracking",
    type: { kind: "nullable", of: { kind: "string" } },
    description: "The carrier's number; null before it is handed over.",
    known: "never",
  },
  { name: "status", type: shipmentStatusType, description: "Where it is.", known: "never" },
  {
    name: "dispatched_on",
    type: { kind: "date" },
    description: "When it left the shop.",
    known: "never",
  },
  { name: "due", type: { kind: "date" }, description: "When it should arrive.", known: "owner" },
  {
    name: "delivered_on",
    type: { kind: "nullable", of: { kind: "date" } },
    description: "When it arrived.",
    known: "owner",
  },
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

const returnItemType: TypeSpec = {
  kind: "record",
  name: "ReturnItem",
  fields: [
    {
      name: "line_no",
      type: { kind: "int", min: 1 },
      description: "Number of the line in its order.",
    },
    { name: "quantity", type: { kind: "int", min: 1, max: 20 }, description: "How many pieces." },
    { name: "opened", type: { kind: "bool" }, description: "Whether the packaging was opened." },
  ],
};

const returnReasonType: TypeSpec = {
  kind: "enum",
  name: "ReturnReason",
  values: ["defective", "wrong_item", "not_as_described", "changed_mind", "wrong_size"],
};

const returnStatusType: TypeSpec = {
  kind: "enum",
  name: "ReturnStatus",
  values: ["requested", "in_transit", "received", "refunded", "cancelled"],
};

const rmaFields: readonly FieldSpec[] = [
  { name: "rma_id", type: { kind: "id", entity: "Rma" }, description: "The id of the rma." },
  {
    name: "order_id",
    type: { kind: "ref", entity: "Order" },
    description: "The order.",
    known: "never",
  },
  {
    name: "items",
    type: { kind: "list", of: returnItemType, minItems: 1 },
    description: "What comes back.",
    known: "owner",
  },
  { name: "reason", type: returnReasonType, description: "Why.", known: "owner" },
  {
    name: "destination",
    type: destinationType,
    description: "Where the refund goes.",
    known: "owner",
  },
  { name: "status", type: returnStatusType, description: "Where it stands.", known: "never" },
  {
    name: "goods",
    type: { kind: "money", min: 0 },
    description: "What was paid for the goods in cents.",
    known: "never",
  },
  {
    name: "restocking_fee",
    type: { kind: "money", min: 0 },
    description: "Kept for opened goods.",
    known: "never",
  },
  {
    name: "label_fee",
    type: { kind: "money", min: 0 },
    description: "Kept for the label.",
    known: "never",
  },
  {
    name: "refund",
    type: { kind: "money", min: 0 },
    description: "What is paid out.",
    known: "never",
  },
  {
    name: "requested_on",
    type: { kind: "date" },
    description: "When it was opened.",
    known: "owner",
  },
  {
    name: "hand_over_by",
    type: { kind: "date" },
    description: "The last day to hand the parcel over.",
    known: "never",
  },
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

const lockerHoldFields: readonly FieldSpec[] = [
  {
    name: "locker_id",
    type: { kind: "id", entity: "LockerHold" },
    description: "The id of the locker hold.",
  },
  {
    name: "order_id",
    type: { kind: "ref", entity: "Order" },
    description: "The order inside.",
    known: "never",
  },
  {
    name: "until",
    type: { kind: "date" },
    description: "The last day to collect it.",
    known: "owner",
  },
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

const pointsReasonType: TypeSpec = {
  kind: "enum",
  name: "PointsReason",
  values: ["order", "reversal", "redeemed", "welcome"],
};

const pointsEntryFields: readonly FieldSpec[] = [
  {
    name: "entry_id",
    type: { kind: "id", entity: "PointsEntry" },
    description: "The id of the points entry.",
  },
  {
    name: "customer_id",
    type: { kind: "ref", entity: "Customer" },
    description: "Whose points.",
    known: "never",
  },
  {
    name: "points",
    type: { kind: "int" },
    description: "How many; negative when they were taken.",
    known: "never",
  },
  { name: "reason", type: pointsReasonType, description: "Why.", known: "never" },
  { name: "memo", type: { kind: "message" }, description: "What they were for.", known: "never" },
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

const stockAlertFields: readonly FieldSpec[] = [
  {
    name: "alert_id",
    type: { kind: "id", entity: "StockAlert" },
    description: "The id of the stock alert.",
  },
  {
    name: "customer_id",
    type: { kind: "ref", entity: "Customer" },
    description: "Who wants to know.",
    known: "never",
  },
  {
    name: "variant_id",
    type: { kind: "ref", entity: "Variant" },
    description: "What is out of stock.",
    known: "owner",
  },
  {
    name: "notified",
    type: { kind: "bool" },
    description: "Whether the customer has been told.",
    known: "never",
  },
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

const orderNoteFields: readonly FieldSpec[] = [
  {
    name: "note_id",
    type: { kind: "id", entity: "OrderNote" },
    description: "The id of the order note.",
  },
  {
    name: "order_id",
    type: { kind: "ref", entity: "Order" },
    description: "The order.",
    known: "never",
  },
  {
    name: "remark",
    type: { kind: "text" },
    description: "What colleagues should know.",
    known: "never",
  },
  {
    name: "written_at",
    type: { kind: "datetime" },
    description: "When it was written.",
    known: "never",
  },
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

const customerProfileType: TypeSpec = {
  kind: "record",
  name: "Customer.profile",
  fields: [
    {
      name: "customer_id",
      type: { kind: "id", entity: "Customer" },
      description: "The id of the customer.",
    },
    { name: "name", type: { kind: "string" }, description: "Full name.", known: "owner" },
    {
      name: "email",
      type: { kind: "string" },
      description: "Email address.",
      compare: "normalized",
      known: "owner",
    },
    {
      name: "phone",
      type: { kind: "string" },
      description: "Phone number.",
      compare: "normalized",
      known: "owner",
    },
    {
      name: "address",
      type: addressType,
      description: "Where orders go unless told otherwise.",
      known: "owner",
    },
    { name: "tier", type: tierType, description: "Loyalty tier.", known: "owner" },
    {
      name: "points",
      type: { kind: "int", min: 0 },
      description: "Loyalty points.",
      known: "never",
      derived: true,
    },
    {
      name: "store_credit",
      type: { kind: "money", min: 0 },
      description: "Credit that can pay for orders.",
      known: "never",
    },
    {
      name: "cards",
      type: { kind: "list", of: cardType },
      description: "Cards in the account.",
      known: "never",
    },
  ],
};

const findCustomerByEmailTool: ToolSpec = {
  name: "find_customer_by_email",
  title: "Find customer by email",
  description: "Find a customer by email address. Try this first.",
  actor: "agent",
  params: [
    {
      name: "email",
      type: { kind: "string" },
      description: "Email address; case does not matter.",
      required: true,
    },
  ],
  result: customerProfileType,
  effects: {
    reads: ["customers"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "customer_unknown", description: "No customer has this email address." }],
  refusalsAs: "raised",
};

const findCustomerByNameTool: ToolSpec = {
  name: "find_customer_by_name",
  title: "Find customer by name",
  description:
    "Find a customer by full name and postal code, when the email address is not at hand.",
  actor: "agent",
  params: [
    {
      name: "name",
      type: { kind: "string" },
      description: "Full name; case does not matter.",
      required: true,
    },
    {
      name: "postal_code",
      type: { kind: "string" },
      description: "Postal code of the customer's address.",
      required: true,
    },
  ],
  result: customerProfileType,
  effects: {
    reads: ["customers"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [
    { code: "customer_unknown", description: "No customer has this name and postal code." },
  ],
  refusalsAs: "raised",
};

const orderSummaryType: TypeSpec = {
  kind: "record",
  name: "Order.summary",
  fields: [
    {
      name: "order_id",
      type: { kind: "id", entity: "Order" },
      description: "The id of the order.",
    },
    {
      name: "placed_at",
      type: { kind: "datetime" },
      description: "When it was placed.",
      known: "owner",
    },
    { name: "status", type: orderStatusType, description: "Where it stands.", known: "never" },
    {
      name: "shipping_method",
      type: shippingMethodType,
      description: "How it reaches the customer.",
      known: "owner",
    },
    {
      name: "total",
      type: { kind: "money", min: 0 },
      description: "What the order costs.",
      known: "owner",
    },
  ],
};

const listOrdersTool: ToolSpec = {
  name: "list_orders",
  title: "List orders",
  description: "Orders of a customer, newest first. The filters can be combined.",
  actor: "agent",
  params: [
    {
      name: "customer_id",
      type: { kind: "ref", entity: "Customer" },
      description: "The customer.",
      required: true,
    },
    {
      name: "status",
      type: { kind: "nullable", of: orderStatusType },
      description: "Only orders in this status.",
      required: false,
    },
    {
      name: "placed_from",
      type: { kind: "nullable", of: { kind: "date" } },
      description: "Only orders placed on this day or later.",
      required: false,
    },
    {
      name: "placed_to",
      type: { kind: "nullable", of: { kind: "date" } },
      description: "Only orders placed on this day or earlier.",
      required: false,
    },
    {
      name: "product",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "Only orders with a product whose name holds these words.",
      required: false,
    },
    {
      name: "limit",
      type: { kind: "int", min: 1, max: 50 },
      description: "How many orders at most.",
      required: false,
      default: 10,
    },
  ],
  result: { kind: "list", of: orderSummaryType },
  effects: {
    reads: ["customers", "products", "variants", "orders"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "customer_not_found", description: "There is no customer with this id." }],
  refusalsAs: "raised",
};

const orderType: TypeSpec = { kind: "record", name: "Order", fields: orderFields };

const paymentType: TypeSpec = { kind: "record", name: "Payment", fields: paymentFields };

const refundType: TypeSpec = { kind: "record", name: "Refund", fields: refundFields };

const shipmentType: TypeSpec = { kind: "record", name: "Shipment", fields: shipmentFields };

const rmaType: TypeSpec = { kind: "record", name: "Rma", fields: rmaFields };

const lockerHoldType: TypeSpec = { kind: "record", name: "LockerHold", fields: lockerHoldFields };

const getOrderTool: ToolSpec = {
  name: "get_order",
  title: "Get order",
  description: "An order with its lines, payments, refunds, parcels and returns.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "order", type: orderType, description: "The order." },
      { name: "payments", type: { kind: "list", of: paymentType }, description: "What was paid." },
      {
        name: "refunds",
        type: { kind: "list", of: refundType },
        description: "What was given back.",
      },
      { name: "shipments", type: { kind: "list", of: shipmentType }, description: "Its parcels." },
      { name: "returns", type: { kind: "list", of: rmaType }, description: "Its returns." },
      {
        name: "locker",
        type: { kind: "nullable", of: lockerHoldType },
        description: "The locker where it waits.",
      },
    ],
  },
  effects: {
    reads: ["orders", "payments", "refunds", "shipments", "returns", "locker_holds"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "order_not_found", description: "There is no order with this id." }],
  refusalsAs: "raised",
};

const trackParcelTool: ToolSpec = {
  name: "track_parcel",
  title: "Track parcel",
  description: "Where the parcels of an order are and how late they are.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      {
        name: "shipments",
        type: { kind: "list", of: shipmentType },
        description: "Its parcels; oldest first.",
      },
      {
        name: "days_late",
        type: { kind: "int" },
        description: "Days since the newest parcel was due; 0 when it is not late.",
      },
      {
        name: "counts_as_lost",
        type: { kind: "bool" },
        description: "Whether the newest parcel can be reported as lost.",
      },
    ],
  },
  effects: {
    reads: ["orders", "shipments"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "order_not_found", description: "There is no order with this id." }],
  refusalsAs: "raised",
};

const sortOrderType: TypeSpec = {
  kind: "enum",
  name: "SortOrder",
  values: ["relevance", "price_up", "price_down"],
};

const productHitType: TypeSpec = {
  kind: "record",
  name: "ProductHit",
  fields: [
    { name: "product_id", type: { kind: "ref", entity: "Product" }, description: "The product." },
    { name: "name", type: { kind: "string" }, description: "Name of the product." },
    { name: "category", type: categoryType, description: "Where it stands in the shop." },
    {
      name: "from_price",
      type: { kind: "money" },
      description: "Price of the cheapest variant in cents.",
    },
    { name: "in_stock", type: { kind: "bool" }, description: "Whether any variant is in stock." },
  ],
};

const searchProductsTool: ToolSpec = {
  name: "search_products",
  title: "Search products",
  description: "Search the shop. All filters are optional and can be combined.",
  actor: "agent",
  params: [
    {
      name: "query",
      type: { kind: "string" },
      description: "Words in the name or brand; empty for all.",
      required: false,
      default: "",
    },
    {
      name: "category",
      type: { kind: "nullable", of: categoryType },
      description: "Only this category.",
      required: false,
    },
    {
      name: "min_price",
      type: { kind: "nullable", of: { kind: "money" } },
      description: "Least price in cents of the cheapest variant.",
      required: false,
    },
    {
      name: "max_price",
      type: { kind: "nullable", of: { kind: "money" } },
      description: "Highest price in cents of the cheapest variant.",
      required: false,
    },
    {
      name: "in_stock_only",
      type: { kind: "bool" },
      description: "Leave out what is sold out.",
      required: false,
      default: false,
    },
    {
      name: "sort",
      type: sortOrderType,
      description: "The order of the results.",
      required: false,
      default: "relevance",
    },
    {
      name: "limit",
      type: { kind: "int", min: 1, max: 20 },
      description: "How many products at most.",
      required: false,
      default: 10,
    },
  ],
  result: { kind: "list", of: productHitType },
  effects: {
    reads: ["products", "variants"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [],
  refusalsAs: "raised",
};

const productType: TypeSpec = { kind: "record", name: "Product", fields: productFields };

const variantType: TypeSpec = { kind: "record", name: "Variant", fields: variantFields };

const getProductTool: ToolSpec = {
  name: "get_product",
  title: "Get product",
  description: "A product with its variants, prices and stock.",
  actor: "agent",
  params: [
    {
      name: "product_id",
      type: { kind: "ref", entity: "Product" },
      description: "The product.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "product", type: productType, description: "The product." },
      {
        name: "variants",
        type: { kind: "list", of: variantType },
        description: "What can be ordered.",
      },
    ],
  },
  effects: {
    reads: ["products", "variants"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "product_not_found", description: "There is no product with this id." }],
  refusalsAs: "raised",
};

const promotionType: TypeSpec = { kind: "record", name: "Promotion", fields: promotionFields };

const checkPromotionTool: ToolSpec = {
  name: "check_promotion",
  title: "Check promotion",
  description:
    "Whether a customer can use a promotion for goods of a value, and what it takes off.",
  actor: "agent",
  params: [
    {
      name: "customer_id",
      type: { kind: "ref", entity: "Customer" },
      description: "The customer.",
      required: true,
    },
    {
      name: "code",
      type: { kind: "string" },
      description: "The promotion's code.",
      required: true,
    },
    {
      name: "subtotal",
      type: { kind: "money", min: 0 },
      description: "Value of the goods in cents.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "promotion", type: promotionType, description: "The promotion." },
      { name: "discount", type: { kind: "money" }, description: "What it takes off in cents." },
    ],
  },
  effects: {
    reads: ["customers", "promotions", "orders"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [
    { code: "customer_not_found", description: "There is no customer with this id." },
    { code: "promotion_unknown", description: "There is no such promotion." },
    { code: "promotion_not_running", description: "The promotion does not run today." },
    {
      code: "promotion_used_up",
      description: "The promotion has been used as often as it may be.",
    },
    {
      code: "promotion_below_minimum",
      description: "The goods do not reach the promotion's minimum.",
    },
    { code: "promotion_first_order", description: "The promotion is for a first order only." },
  ],
  refusalsAs: "raised",
};

const voucherType: TypeSpec = { kind: "record", name: "Voucher", fields: voucherFields };

const checkVoucherTool: ToolSpec = {
  name: "check_voucher",
  title: "Check voucher",
  description: "What is left on a voucher and until when it pays.",
  actor: "agent",
  params: [
    {
      name: "voucher_id",
      type: { kind: "ref", entity: "Voucher" },
      description: "The voucher's code.",
      required: true,
    },
  ],
  result: voucherType,
  effects: {
    reads: ["vouchers"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [{ code: "voucher_not_found", description: "There is no voucher with this id." }],
  refusalsAs: "raised",
};

const returnQuoteType: TypeSpec = {
  kind: "record",
  name: "ReturnQuote",
  fields: [
    { name: "goods", type: { kind: "money" }, description: "What was paid for the goods." },
    { name: "restocking_fee", type: { kind: "money" }, description: "Kept for opened goods." },
    { name: "label_fee", type: { kind: "money" }, description: "Kept for the label." },
    { name: "refund", type: { kind: "money" }, description: "What is paid out." },
  ],
};

const quoteReturnTool: ToolSpec = {
  name: "quote_return",
  title: "Quote return",
  description: "What a return would bring, and whether it is allowed, without opening it.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
    {
      name: "items",
      type: { kind: "list", of: returnItemType, minItems: 1, maxItems: 20 },
      description: "What comes back.",
      required: true,
    },
    { name: "reason", type: returnReasonType, description: "Why.", required: true },
    {
      name: "destination",
      type: destinationType,
      description: "Where the refund goes.",
      required: false,
      default: "original",
    },
  ],
  result: returnQuoteType,
  effects: {
    reads: ["customers", "products", "variants", "orders", "returns"],
    creates: [],
    updates: [],
    removes: [],
    advances: false,
    idempotent: true,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "order_not_delivered", description: "The order has not been delivered." },
    { code: "return_too_late", description: "The return period is over." },
    { code: "line_unknown", description: "The order has no such line." },
    { code: "not_returnable", description: "The item cannot be returned for this reason." },
    { code: "too_many_returned", description: "More would come back than was bought." },
  ],
  refusalsAs: "raised",
};

const wantedItemType: TypeSpec = {
  kind: "record",
  name: "WantedItem",
  fields: [
    { name: "variant_id", type: { kind: "ref", entity: "Variant" }, description: "The variant." },
    { name: "quantity", type: { kind: "int", min: 1, max: 20 }, description: "How many pieces." },
  ],
};

const placeOrderTool: ToolSpec = {
  name: "place_order",
  title: "Place order",
  description:
    "Order items for a customer. A voucher pays first, then store credit if wanted, then the card.\n",
  actor: "agent",
  params: [
    {
      name: "customer_id",
      type: { kind: "ref", entity: "Customer" },
      description: "Who orders.",
      required: true,
    },
    {
      name: "items",
      type: { kind: "list", of: wantedItemType, minItems: 1, maxItems: 20 },
      description: "What is ordered.",
      required: true,
    },
    {
      name: "shipping_method",
      type: shippingMethodType,
      description: "How it reaches the customer.",
      required: false,
      default: "standard",
    },
    {
      name: "promotion_code",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "Code of a promotion.",
      required: false,
    },
    {
      name: "voucher_id",
      type: { kind: "nullable", of: { kind: "ref", entity: "Voucher" } },
      description: "A voucher that pays as much as it can.",
      required: false,
    },
    {
      name: "use_store_credit",
      type: { kind: "bool" },
      description: "Whether store credit pays what it can.",
      required: false,
      default: false,
    },
    {
      name: "card_id",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "The customer's card that pays the rest.",
      required: false,
    },
  ],
  result: orderType,
  effects: {
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
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "customer_not_found", description: "There is no customer with this id." },
    { code: "voucher_not_found", description: "There is no voucher with this id." },
    { code: "out_of_stock", description: "There are not enough pieces in stock." },
    { code: "voucher_expired", description: "The voucher has expired." },
    { code: "voucher_of_other", description: "The voucher belongs to another customer." },
    { code: "promotion_unknown", description: "There is no such promotion." },
    { code: "promotion_not_running", description: "The promotion does not run today." },
    {
      code: "promotion_used_up",
      description: "The promotion has been used as often as it may be.",
    },
    {
      code: "promotion_below_minimum",
      description: "The goods do not reach the promotion's minimum.",
    },
    { code: "promotion_first_order", description: "The promotion is for a first order only." },
    { code: "card_required", description: "Something has to be charged and no card was named." },
    { code: "card_unknown", description: "The customer has no such card." },
    { code: "card_expired", description: "The card has expired." },
    { code: "lockers_full", description: "All lockers are taken." },
  ],
  refusalsAs: "raised",
};

const cancelOrderTool: ToolSpec = {
  name: "cancel_order",
  title: "Cancel order",
  description: "Cancel an order that is not shipped and give the money back. It cannot be undone.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
    {
      name: "reason",
      type: cancelReasonType,
      description: "Why. `lost` is for lost parcels only and is set by their report.",
      required: true,
    },
  ],
  result: orderType,
  effects: {
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
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "too_late_to_cancel", description: "The order has been shipped or has ended." },
    { code: "reason_reserved", description: "The reason is for lost parcels only." },
  ],
  refusalsAs: "raised",
};

const changeOrderAddressTool: ToolSpec = {
  name: "change_order_address",
  title: "Change order address",
  description: "Send an open order to another address.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
    { name: "address", type: addressType, description: "Where it goes.", required: true },
  ],
  result: orderType,
  effects: {
    reads: ["orders"],
    creates: [],
    updates: ["orders"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "order_not_open", description: "The order is no longer open." },
  ],
  refusalsAs: "raised",
};

const changeQuantityTool: ToolSpec = {
  name: "change_quantity",
  title: "Change quantity",
  description:
    "Change how many pieces of a line are ordered; 0 takes the line out. The price follows.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order; it must be open.",
      required: true,
    },
    {
      name: "line_no",
      type: { kind: "int", min: 1 },
      description: "Number of the line.",
      required: true,
    },
    {
      name: "quantity",
      type: { kind: "int", min: 0, max: 20 },
      description: "How many pieces from now on.",
      required: true,
    },
    {
      name: "card_id",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "The card that pays what becomes dearer.",
      required: false,
    },
  ],
  result: orderType,
  effects: {
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
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "order_not_open", description: "The order is no longer open." },
    { code: "line_unknown", description: "The order has no such line." },
    { code: "out_of_stock", description: "There are not enough pieces in stock." },
    { code: "last_line", description: "An order needs at least one line." },
    { code: "card_required", description: "Something has to be charged and no card was named." },
    { code: "card_unknown", description: "The customer has no such card." },
    { code: "card_expired", description: "The card has expired." },
  ],
  refusalsAs: "raised",
};

const swapVariantTool: ToolSpec = {
  name: "swap_variant",
  title: "Swap variant",
  description:
    "Replace the variant of a line by another variant of the same product. The price follows.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order; it must be open.",
      required: true,
    },
    {
      name: "line_no",
      type: { kind: "int", min: 1 },
      description: "Number of the line.",
      required: true,
    },
    {
      name: "variant_id",
      type: { kind: "ref", entity: "Variant" },
      description: "The new variant.",
      required: true,
    },
    {
      name: "card_id",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "The card that pays what becomes dearer.",
      required: false,
    },
  ],
  result: orderType,
  effects: {
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
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "variant_not_found", description: "There is no variant with this id." },
    { code: "order_not_open", description: "The order is no longer open." },
    { code: "line_unknown", description: "The order has no such line." },
    { code: "other_product", description: "The new variant is of another product." },
    { code: "out_of_stock", description: "There are not enough pieces in stock." },
    { code: "card_required", description: "Something has to be charged and no card was named." },
    { code: "card_unknown", description: "The customer has no such card." },
    { code: "card_expired", description: "The card has expired." },
  ],
  refusalsAs: "raised",
};

const speedUpShippingTool: ToolSpec = {
  name: "speed_up_shipping",
  title: "Speed up shipping",
  description: "Ship an order faster, as long as it has not left. The difference is charged.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order; open or being packed.",
      required: true,
    },
    {
      name: "shipping_method",
      type: shippingMethodType,
      description: "The faster method.",
      required: true,
    },
    {
      name: "card_id",
      type: { kind: "nullable", of: { kind: "string" } },
      description: "The card that pays the difference.",
      required: false,
    },
  ],
  result: orderType,
  effects: {
    reads: ["customers", "products", "variants", "promotions", "vouchers", "orders", "payments"],
    creates: ["payments", "refunds", "points_entries"],
    updates: ["customers", "vouchers", "orders", "payments"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "already_shipped", description: "The order has left the shop or has ended." },
    { code: "not_faster", description: "The method is not faster than the present one." },
    { code: "card_required", description: "Something has to be charged and no card was named." },
    { code: "card_unknown", description: "The customer has no such card." },
    { code: "card_expired", description: "The card has expired." },
  ],
  refusalsAs: "raised",
};

const holdForPickupTool: ToolSpec = {
  name: "hold_for_pickup",
  title: "Hold for pickup",
  description:
    "Let a customer collect an open order from a locker instead; the shipping fee is refunded.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order; it must be open.",
      required: true,
    },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "order", type: orderType, description: "The order." },
      { name: "locker", type: lockerHoldType, description: "The locker." },
    ],
  },
  effects: {
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
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "order_not_open", description: "The order is no longer open." },
    { code: "already_pickup", description: "The order is collected already." },
    { code: "lockers_full", description: "All lockers are taken." },
    { code: "card_required", description: "Something has to be charged and no card was named." },
    { code: "card_unknown", description: "The customer has no such card." },
    { code: "card_expired", description: "The card has expired." },
  ],
  refusalsAs: "raised",
};

const applyPromotionTool: ToolSpec = {
  name: "apply_promotion",
  title: "Apply promotion",
  description: "Use a promotion for an open order that has none; what becomes cheaper is refunded.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order; it must be open.",
      required: true,
    },
    {
      name: "code",
      type: { kind: "string" },
      description: "The promotion's code.",
      required: true,
    },
  ],
  result: orderType,
  effects: {
    reads: ["customers", "products", "variants", "promotions", "vouchers", "orders", "payments"],
    creates: ["payments", "refunds", "points_entries"],
    updates: ["customers", "promotions", "vouchers", "orders", "payments"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "order_not_open", description: "The order is no longer open." },
    { code: "promotion_taken", description: "The order has a promotion already." },
    { code: "promotion_unknown", description: "There is no such promotion." },
    { code: "promotion_not_running", description: "The promotion does not run today." },
    {
      code: "promotion_used_up",
      description: "The promotion has been used as often as it may be.",
    },
    {
      code: "promotion_below_minimum",
      description: "The goods do not reach the promotion's minimum.",
    },
    { code: "promotion_first_order", description: "The promotion is for a first order only." },
    { code: "card_required", description: "Something has to be charged and no card was named." },
    { code: "card_unknown", description: "The customer has no such card." },
    { code: "card_expired", description: "The card has expired." },
  ],
  refusalsAs: "raised",
};

const requestReturnTool: ToolSpec = {
  name: "request_return",
  title: "Request return",
  description:
    "Open a return for items of a delivered order. Money is paid when the shop has received them.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
    {
      name: "items",
      type: { kind: "list", of: returnItemType, minItems: 1, maxItems: 20 },
      description: "What comes back.",
      required: true,
    },
    { name: "reason", type: returnReasonType, description: "Why.", required: true },
    {
      name: "destination",
      type: destinationType,
      description: "Where the refund goes.",
      required: false,
      default: "original",
    },
  ],
  result: rmaType,
  effects: {
    reads: ["customers", "products", "variants", "orders", "returns"],
    creates: ["returns"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "order_not_delivered", description: "The order has not been delivered." },
    { code: "return_too_late", description: "The return period is over." },
    { code: "line_unknown", description: "The order has no such line." },
    { code: "not_returnable", description: "The item cannot be returned for this reason." },
    { code: "too_many_returned", description: "More would come back than was bought." },
  ],
  refusalsAs: "raised",
};

const cancelReturnTool: ToolSpec = {
  name: "cancel_return",
  title: "Cancel return",
  description: "Call a return off before the parcel is handed over. It cannot be undone.",
  actor: "agent",
  params: [
    {
      name: "rma_id",
      type: { kind: "ref", entity: "Rma" },
      description: "The return.",
      required: true,
    },
  ],
  result: rmaType,
  effects: {
    reads: ["returns"],
    creates: [],
    updates: ["returns"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "rma_not_found", description: "There is no rma with this id." },
    {
      code: "return_not_requested",
      description: "The parcel has been handed over or the return has ended.",
    },
  ],
  refusalsAs: "raised",
};

const handOverReturnTool: ToolSpec = {
  name: "hand_over_return",
  title: "Hand over return",
  description: "Hand the parcel of a return over to the carrier.",
  actor: "user",
  params: [
    {
      name: "rma_id",
      type: { kind: "ref", entity: "Rma" },
      description: "The return.",
      required: true,
    },
  ],
  result: rmaType,
  effects: {
    reads: ["returns"],
    creates: [],
    updates: ["returns"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "rma_not_found", description: "There is no rma with this id." },
    {
      code: "return_not_requested",
      description: "The parcel has been handed over or the return has ended.",
    },
    { code: "return_expired", description: "The last day to hand the parcel over has passed." },
  ],
  refusalsAs: "raised",
};

const refundReturnTool: ToolSpec = {
  name: "refund_return",
  title: "Refund return",
  description: "Pay the refund of a return that the shop has received. It cannot be undone.",
  actor: "agent",
  params: [
    {
      name: "rma_id",
      type: { kind: "ref", entity: "Rma" },
      description: "The return.",
      required: true,
    },
  ],
  result: rmaType,
  effects: {
    reads: ["customers", "vouchers", "orders", "payments", "returns"],
    creates: ["refunds", "points_entries"],
    updates: ["customers", "vouchers", "orders", "payments", "returns"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "rma_not_found", description: "There is no rma with this id." },
    {
      code: "return_not_received",
      description: "The shop has not received the parcel or has paid already.",
    },
  ],
  refusalsAs: "raised",
};

const remedyType: TypeSpec = { kind: "enum", name: "Remedy", values: ["reship", "refund"] };

const reportLostParcelTool: ToolSpec = {
  name: "report_lost_parcel",
  title: "Report lost parcel",
  description: "Give up a parcel that counts as lost, and send a second one or pay all money back.",
  actor: "agent",
  params: [
    {
      name: "shipment_id",
      type: { kind: "ref", entity: "Shipment" },
      description: "The parcel.",
      required: true,
    },
    { name: "remedy", type: remedyType, description: "What the customer chose.", required: true },
  ],
  result: {
    kind: "record",
    name: null,
    fields: [
      { name: "order", type: orderType, description: "The order." },
      {
        name: "shipments",
        type: { kind: "list", of: shipmentType },
        description: "Its parcels; oldest first.",
      },
    ],
  },
  effects: {
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
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "shipment_not_found", description: "There is no shipment with this id." },
    { code: "parcel_not_under_way", description: "The parcel is not with the carrier." },
    { code: "parcel_not_late", description: "The parcel is not late enough." },
    { code: "out_of_stock", description: "There are not enough pieces in stock." },
  ],
  refusalsAs: "raised",
};

const confirmDeliveryTool: ToolSpec = {
  name: "confirm_delivery",
  title: "Confirm delivery",
  description: "Confirm that a parcel has arrived.",
  actor: "user",
  params: [
    {
      name: "shipment_id",
      type: { kind: "ref", entity: "Shipment" },
      description: "The parcel.",
      required: true,
    },
  ],
  result: shipmentType,
  effects: {
    reads: ["orders", "shipments", "locker_holds"],
    creates: [],
    updates: ["orders", "shipments"],
    removes: ["locker_holds"],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "shipment_not_found", description: "There is no shipment with this id." },
    { code: "parcel_not_under_way", description: "The parcel is not with the carrier." },
  ],
  refusalsAs: "raised",
};

const grantGoodwillTool: ToolSpec = {
  name: "grant_goodwill",
  title: "Grant goodwill",
  description: "Give store credit as an apology for an order that was sent.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
    {
      name: "amount",
      type: { kind: "money", min: 1 },
      description: "How much in cents.",
      required: true,
    },
  ],
  result: orderType,
  effects: {
    reads: ["customers", "orders"],
    creates: [],
    updates: ["customers", "orders"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "order_not_found", description: "There is no order with this id." },
    { code: "order_not_sent", description: "The order has not been sent." },
    { code: "goodwill_given", description: "Goodwill has been granted for the order before." },
    { code: "goodwill_too_high", description: "The amount is above what may be granted." },
  ],
  refusalsAs: "raised",
};

const redeemPointsTool: ToolSpec = {
  name: "redeem_points",
  title: "Redeem points",
  description: "Turn loyalty points into store credit. It cannot be undone.",
  actor: "agent",
  params: [
    {
      name: "customer_id",
      type: { kind: "ref", entity: "Customer" },
      description: "The customer.",
      required: true,
    },
    {
      name: "points",
      type: { kind: "int", min: 1 },
      description: "How many points.",
      required: true,
    },
  ],
  result: customerProfileType,
  effects: {
    reads: ["customers"],
    creates: ["points_entries"],
    updates: ["customers"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "customer_not_found", description: "There is no customer with this id." },
    { code: "points_too_few", description: "Fewer points than can be turned at a time." },
    { code: "points_step", description: "The points are not a whole number of steps." },
    { code: "points_missing", description: "The customer does not have so many points." },
  ],
  refusalsAs: "raised",
};

const redeemVoucherTool: ToolSpec = {
  name: "redeem_voucher",
  title: "Redeem voucher",
  description:
    "Move all that is left on a voucher to a customer's store credit. It cannot be undone.",
  actor: "agent",
  params: [
    {
      name: "customer_id",
      type: { kind: "ref", entity: "Customer" },
      description: "The customer.",
      required: true,
    },
    {
      name: "voucher_id",
      type: { kind: "ref", entity: "Voucher" },
      description: "The voucher's code.",
      required: true,
    },
  ],
  result: customerProfileType,
  effects: {
    reads: ["customers", "vouchers"],
    creates: [],
    updates: ["customers", "vouchers"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "customer_not_found", description: "There is no customer with this id." },
    { code: "voucher_not_found", description: "There is no voucher with this id." },
    { code: "voucher_expired", description: "The voucher has expired." },
    { code: "voucher_of_other", description: "The voucher belongs to another customer." },
    { code: "voucher_empty", description: "Nothing is left on the voucher." },
  ],
  refusalsAs: "raised",
};

const updateContactTool: ToolSpec = {
  name: "update_contact",
  title: "Update contact",
  description: "Change how a customer can be reached. Only what is given changes.",
  actor: "agent",
  params: [
    {
      name: "customer_id",
      type: { kind: "ref", entity: "Customer" },
      description: "The customer.",
      required: true,
    },
    {
      name: "changes",
      type: {
        kind: "changes",
        entity: "Customer",
        fields: [
          {
            name: "email",
            type: { kind: "string" },
            description: "Email address.",
            compare: "normalized",
            known: "owner",
          },
          {
            name: "phone",
            type: { kind: "string" },
            description: "Phone number.",
            compare: "normalized",
            known: "owner",
          },
          {
            name: "address",
            type: addressType,
            description: "Where orders go unless told otherwise.",
            known: "owner",
          },
        ],
      },
      description: "What changes.",
      required: true,
    },
  ],
  result: customerProfileType,
  effects: {
    reads: ["customers"],
    creates: [],
    updates: ["customers"],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "customer_not_found", description: "There is no customer with this id." },
    { code: "email_taken", description: "Another customer has this email address." },
  ],
  refusalsAs: "raised",
};

const stockAlertType: TypeSpec = { kind: "record", name: "StockAlert", fields: stockAlertFields };

const watchStockTool: ToolSpec = {
  name: "watch_stock",
  title: "Watch stock",
  description: "Tell a customer when a variant that is sold out can be ordered again.",
  actor: "agent",
  params: [
    {
      name: "customer_id",
      type: { kind: "ref", entity: "Customer" },
      description: "The customer.",
      required: true,
    },
    {
      name: "variant_id",
      type: { kind: "ref", entity: "Variant" },
      description: "What is sold out.",
      required: true,
    },
  ],
  result: stockAlertType,
  effects: {
    reads: ["customers", "variants", "stock_alerts"],
    creates: ["stock_alerts"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [
    { code: "customer_not_found", description: "There is no customer with this id." },
    { code: "variant_not_found", description: "There is no variant with this id." },
    { code: "in_stock", description: "The variant can be ordered now." },
    { code: "already_watching", description: "The customer is going to be told already." },
  ],
  refusalsAs: "raised",
};

const orderNoteType: TypeSpec = { kind: "record", name: "OrderNote", fields: orderNoteFields };

const addOrderNoteTool: ToolSpec = {
  name: "add_order_note",
  title: "Add order note",
  description: "Leave a remark on an order for colleagues.",
  actor: "agent",
  params: [
    {
      name: "order_id",
      type: { kind: "ref", entity: "Order" },
      description: "The order.",
      required: true,
    },
    {
      name: "remark",
      type: { kind: "text", minLength: 1 },
      description: "What colleagues should know.",
      required: true,
    },
  ],
  result: orderNoteType,
  effects: {
    reads: ["orders"],
    creates: ["order_notes"],
    updates: [],
    removes: [],
    advances: false,
    idempotent: false,
  },
  refusals: [{ code: "order_not_found", description: "There is no order with this id." }],
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
    "  45 and gold customers 60 days (,",
    "). Food cannot be returned unless it was defective or not what was ordered ().",
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
