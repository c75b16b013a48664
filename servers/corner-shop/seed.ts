import {
  addDays,
  addHours,
  addMinutes,
  addMonths,
  addYears,
  atTime,
  copy,
  dateOf,
  daysBetween,
  editIfFound,
  first,
  floor,
  item as itemOf,
  lastOfMonth,
  mention,
  message,
  type SeedCall,
  type SeedOptions,
  type SeedTable,
  type StateDocument,
  seedTables,
  sum,
} from "../../shared/index.js";
import {
  type Customer,
  catalogue,
  type Db,
  type Order,
  type OrderNote,
  type Payment,
  type PointsEntry,
  type Product,
  type Refund,
  type Rma,
  returnTerms,
  type Shipment,
  type StockAlert,
  shipping,
  spec,
  type Variant,
  type Voucher,
} from "./schema.js";
import { orderLines, pointsFor, quoteOf, totalsOf } from "./tools.js";

/** One record of `customers`; null to leave it out. */
function seedCustomer({ draw, today }: SeedCall<Db>, i: number): Partial<Customer> | null {
  const someone = draw.person(i);
  const cards: {
    card_id: string;
    brand: "Visa" | "Mastercard" | "American Express";
    last_four: string;
    expires: string;
  }[] = [
    {
      card_id: `CARD-${2001 + i}`,
      brand: draw.pick(["Visa", "Mastercard", "American Express"]),
      last_four: draw.randomDigits(4),
      expires: lastOfMonth(addMonths(today, draw.randomInt(-2, 48))),
    },
  ];

  return {
    name: someone.name,
    email: someone.email,
    phone: someone.phone,
    address: copy(someone.place),
    tier: draw.weighted({ standard: 6, silver: 3, gold: 1 }),
    points: 0,
    store_credit: draw.chance(0.3) ? draw.randomInt(1, 60) * 100 : 0,
    cards: copy(cards),
    joined: draw.randomDate(addYears(today, -6), addDays(today, -125)),
  };
}

/** One record of `products`; null to leave it out. */
function seedProduct({ draw }: SeedCall<Db>, i: number): Partial<Product> | null {
  const categories: ("kitchen" | "home" | "garden" | "stationery" | "books" | "toys" | "food")[] = [
    "kitchen",
    "home",
    "garden",
    "stationery",
    "books",
    "toys",
    "food",
  ];
  const category = itemOf(categories, i % 7) ?? "home";
  const names = catalogue[category];
  return {
    name: itemOf(names, floor(i / 7) % 7) ?? "Gift Box",
    brand: draw.company(i).name,
    category,
    tax_class: category === "books" ? "zero" : category === "food" ? "reduced" : "standard",
    returnable: category !== "food",
  };
}

/** One record of `variants`; null to leave it out. */
function seedVariant({ db, draw }: SeedCall<Db>, i: number): Partial<Variant> | null {
  const product = itemOf(db.products.all(), floor(i / 3) + 2);
  if (product === null) {
    return null;
  }
  const sibling = first(db.variants.where("product_id", product.product_id));
  const price =
    sibling === null
      ? draw.randomInt(4, 60) * 100 + 95
      : sibling.price + draw.pick([0, 100, 250, 500]);
  const stock = draw.chance(0.12) ? 0 : draw.randomInt(1, 60);
  if (product.category === "books") {
    return {
      product_id: product.product_id,
      options: { format: itemOf(["hardcover", "paperback", "large print"], i % 3) ?? "hardcover" },
      price,
      stock,
    };
  }
  if (product.category === "food") {
    return {
      product_id: product.product_id,
      options: { weight: itemOf(["250 g", "500 g", "1 kg"], i % 3) ?? "250 g" },
      price,
      stock,
    };
  }
  const color: string = itemOf(["white", "forest green", "navy"], i % 3) ?? "white";

  return {
    product_id: product.product_id,
    options: { color, size: draw.pick(["small", "medium", "large"]) },
    price,
    stock,
  };
}

/** One record of `vouchers`; null to leave it out. */
function seedVoucher({ db, draw, today }: SeedCall<Db>, i: number): Partial<Voucher> | null {
  return {
    voucher_id: `GV-${2001 + i}`,
    balance: draw.chance(0.2) ? 0 : draw.randomInt(2, 40) * 250,
    holder: (draw.chance(0.5) ? draw.pick(db.customers.all().slice(2)) : null)?.customer_id ?? null,
    expires: lastOfMonth(addMonths(today, draw.randomInt(-3, 30))),
  };
}

/** One record of `orders`; null to leave it out. */
function seedOrder(call: SeedCall<Db>): Partial<Order> | null {
  const { db, draw, now, today } = call;

  const age = draw.chance(0.3) ? draw.randomInt(0, 3) : draw.randomInt(4, 120);
  const placed_at = addMinutes(now, -(age * 1440 + draw.randomInt(0, 540)));
  const placed_on = dateOf(placed_at);
  const customer = draw.pick(db.customers.all().slice(2));
  const wanted: { variant_id: string; quantity: number }[] = draw
    .pickSome(db.variants.all().slice(4), draw.randomInt(1, 4))
    .map((v) => ({
      variant_id: v.variant_id,
      quantity: draw.chance(0.7) ? 1 : draw.randomInt(2, 4),
    }));

  const lines = orderLines(call, wanted);
  const goods = sum(lines, (l) => l.unit_price * l.quantity);
  const offer = db.promotions.edit(draw.pick(db.promotions.all()));
  const usable =
    draw.chance(0.4) &&
    !offer.first_order_only &&
    offer.max_uses === null &&
    offer.starts <= placed_on &&
    placed_on <= offer.ends &&
    goods >= offer.min_subtotal;

  const promotion = usable ? offer : null;
  const method = draw.weighted({ standard: 6, express: 3, same_day: 1 });
  const costs = totalsOf(call, lines, method, customer.tier, promotion);
  const arrival = addDays(placed_on, 1 + shipping[method].days + draw.randomInt(0, 3));
  const missing = draw.chance(0.06);
  const cancelled = age > 0 && draw.chance(0.08);
  const early = age === 0 || (age === 1 && draw.chance(0.5));
  const sent = arrival <= today && !missing ? "delivered" : "shipped";
  const status = cancelled ? "cancelled" : early ? "open" : age === 1 ? "packing" : sent;
  if (promotion !== null && !cancelled) {
    promotion.uses += 1;
  }
  return {
    customer_id: customer.customer_id,
    placed_at,
    status,
    lines: copy(lines),
    shipping_method: method,
    address: copy(customer.address),
    promotion_id: promotion?.promotion_id ?? null,
    subtotal: costs.subtotal,
    discount: costs.discount,
    shipping_fee: costs.shipping_fee,
    tax: costs.tax,
    total: costs.total,
    points: cancelled ? 0 : pointsFor(costs.subtotal - costs.discount, customer.tier),
    goodwill: null,
    cancel_reason: cancelled
      ? draw.pick(["changed_mind", "ordered_by_mistake", "found_elsewhere", "takes_too_long"])
      : null,
    cancel_fee: cancelled ? 0 : null,
    delivered_on: status === "delivered" ? arrival : null,
  };
}

/** One record of `shipments`; null to leave it out. */
function seedShipment({ db, draw }: SeedCall<Db>, i: number): Partial<Shipment> | null {
  const order = itemOf(db.orders.all(), i + 8);
  if (order === null || (order.status !== "shipped" && order.status !== "delivered")) {
    return null;
  }
  const dispatched_on = addDays(dateOf(order.placed_at), 1);
  return {
    order_id: order.order_id,
    carrier: draw.pick(["Swift Parcels", "Northline", "Pedal Post"]),
    tracking: `SH${draw.randomDigits(10)}`,
    status: order.status === "delivered" ? "delivered" : "in_transit",
    dispatched_on,
    due: addDays(dispatched_on, shipping[order.shipping_method].days),
    delivered_on: order.delivered_on,
  };
}

/** One record of `returns`; null to leave it out. */
function seedRma(call: SeedCall<Db>, i: number): Partial<Rma> | null {
  const { db, draw, today } = call;

  const order = editIfFound(db.orders, itemOf(db.orders.all(), i + 8));
  const delivered_on = order?.delivered_on ?? null;
  const line = order === null ? null : first(order.lines);
  if (order === null || delivered_on === null || line === null || draw.chance(0.7)) {
    return null;
  }
  const requested_on = addDays(delivered_on, draw.randomInt(1, 12));
  const waited = daysBetween(requested_on, today);
  if (waited < 0) {
    return null;
  }
  const reason: "defective" | "wrong_item" | "not_as_described" | "changed_mind" | "wrong_size" =
    db.products.must(db.variants.must(line.variant_id).product_id).returnable
      ? draw.pick(["defective", "wrong_item", "not_as_described", "changed_mind", "wrong_size"])
      : draw.pick(["defective", "wrong_item"]);

  const destination = draw.chance(0.7) ? "original" : "store_credit";
  const items: { line_no: number; quantity: number; opened: boolean }[] = [
    { line_no: line.line_no, quantity: draw.randomInt(1, line.quantity), opened: draw.chance(0.4) },
  ];
  const ended = draw.chance(0.85) ? "refunded" : "cancelled";
  const status =
    waited < 3 ? "requested" : waited < 7 ? "in_transit" : waited < 14 ? "received" : ended;
  const quote = quoteOf(call, order, items, reason, destination);
  if (status === "refunded") {
    order.points -= pointsFor(quote.goods, db.customers.must(order.customer_id).tier);
  }
  return {
    order_id: order.order_id,
    items: copy(items),
    reason,
    destination,
    status,
    goods: quote.goods,
    restocking_fee: quote.restocking_fee,
    label_fee: quote.label_fee,
    refund: quote.refund,
    requested_on,
    hand_over_by: addDays(requested_on, returnTerms.ship_days),
  };
}

/** One record of `payments`; null to leave it out. */
function seedPayment({ db, draw }: SeedCall<Db>, i: number): Partial<Payment> | null {
  const order = itemOf(db.orders.all(), i + 8);
  if (order === null) {
    return null;
  }
  const paid: { order_id: string; amount: number; refunded: number; paid_at: string } = {
    order_id: order.order_id,
    amount: order.total,
    refunded: 0,
    paid_at: order.placed_at,
  };
  const card = first(db.customers.must(order.customer_id).cards);
  if (card === null || draw.chance(0.15)) {
    return {
      order_id: paid.order_id,
      source: { kind: "store_credit" },
      amount: paid.amount,
      refunded: paid.refunded,
      paid_at: paid.paid_at,
    };
  }
  if (draw.chance(0.1)) {
    return {
      order_id: paid.order_id,
      source: { kind: "voucher", voucher_id: draw.pick(db.vouchers.all().slice(4)).voucher_id },
      amount: paid.amount,
      refunded: paid.refunded,
      paid_at: paid.paid_at,
    };
  }

  return {
    order_id: paid.order_id,
    source: { kind: "card", card_id: card.card_id, last_four: card.last_four },
    amount: paid.amount,
    refunded: paid.refunded,
    paid_at: paid.paid_at,
  };
}

/** One record of `refunds`; null to leave it out. */
function seedRefund({ db, now }: SeedCall<Db>, i: number): Partial<Refund> | null {
  const order = itemOf(db.orders.all(), i + 8);
  const payment =
    order === null
      ? null
      : editIfFound(db.payments, first(db.payments.where("order_id", order.order_id)));
  if (order === null || payment === null) {
    return null;
  }
  const rma =
    db.returns.where("order_id", order.order_id).find((r) => r.status === "refunded") ?? null;
  const amount = order.status === "cancelled" ? order.total : (rma?.refund ?? 0);
  if (amount === 0) {
    return null;
  }
  payment.refunded += amount;

  return {
    payment_id: payment.payment_id,
    amount,
    reason: rma === null ? "cancelled" : "returned",
    destination: rma?.destination ?? "original",
    refunded_at:
      rma === null
        ? addHours(order.placed_at, 1)
        : (atTime(addDays(rma.requested_on, 9), "12:00") ?? now),
  };
}

/** One record of `points_entries`; null to leave it out. */
function seedPointsEntry({ db }: SeedCall<Db>, i: number): Partial<PointsEntry> | null {
  const order = itemOf(db.orders.all(), floor(i / 2) + 8);
  if (order === null || order.status === "cancelled") {
    return null;
  }
  const customer = db.customers.edit(db.customers.must(order.customer_id));
  const rma =
    db.returns.where("order_id", order.order_id).find((r) => r.status === "refunded") ?? null;
  if (i % 2 === 0) {
    const earned = pointsFor(order.subtotal - order.discount, customer.tier);
    customer.points += earned;
    return {
      customer_id: customer.customer_id,
      points: earned,
      reason: "order",
      memo: message(`Order `, mention("Order", order.order_id)),
    };
  }

  const taken = rma === null ? 0 : pointsFor(rma.goods, customer.tier);
  if (taken === 0) {
    return null;
  }
  customer.points -= taken;

  return {
    customer_id: customer.customer_id,
    points: -taken,
    reason: "reversal",
    memo: message(`Order `, mention("Order", order.order_id)),
  };
}

/** One record of `stock_alerts`; null to leave it out. */
function seedStockAlert({ db, draw }: SeedCall<Db>, i: number): Partial<StockAlert> | null {
  const customer = itemOf(db.customers.all(), i + 2);
  if (customer === null) {
    return null;
  }
  return {
    customer_id: customer.customer_id,
    variant_id: draw.pick(db.variants.where("stock", 0)).variant_id,
    notified: false,
  };
}

/** One record of `order_notes`; null to leave it out. */
function seedOrderNote({ db, draw }: SeedCall<Db>): Partial<OrderNote> | null {
  const order = draw.pick(db.orders.all().slice(8));
  return {
    order_id: order.order_id,
    remark: draw.pick([
      "Customer asked for plain packaging.",
      "Leave with the neighbour if nobody is at home.",
      "Called about the delivery date.",
      "Gift; no prices on the slip.",
    ]),
    written_at: addMinutes(order.placed_at, draw.randomInt(1, 600)),
  };
}

const tables: readonly SeedTable<Db>[] = [
  {
    entity: "Customer",
    fixed: [
      {
        customer_id: "C0001",
        name: "Nadia Verne",
        email: "nadia.verne@example.org",
        phone: "+44 20 5550 1001",
        address: {
          street: "4 Mill Lane",
          city: "Harlow",
          region: "Essex",
          postal_code: "CM20 1AA",
          country: "United Kingdom",
        },
        tier: "standard",
        points: 638,
        store_credit: 2500,
        cards: [
          { card_id: "CARD-1001", brand: "Visa", last_four: "4242", expires: "2028-09-30" },
          { card_id: "CARD-1002", brand: "Mastercard", last_four: "1881", expires: "2026-03-31" },
        ],
        joined: "2024-11-02",
      },
      {
        customer_id: "C0002",
        name: "Bruno Adeyemi",
        email: "bruno.adeyemi@example.org",
        phone: "+44 20 5550 1002",
        address: {
          street: "18 Quay Road",
          city: "Truro",
          region: "Cornwall",
          postal_code: "TR1 2QX",
          country: "United Kingdom",
        },
        tier: "gold",
        points: 198,
        store_credit: 0,
        cards: [{ card_id: "CARD-1003", brand: "Visa", last_four: "0077", expires: "2029-01-31" }],
        joined: "2022-05-20",
      },
    ],
    count: 110,
    each: seedCustomer,
  },
  {
    entity: "Product",
    fixed: [
      {
        product_id: "P0001",
        name: "Stoneware Mug",
        brand: "Fennel & Daughters",
        category: "kitchen",
        tax_class: "standard",
        returnable: true,
      },
      {
        product_id: "P0002",
        name: "Green Tea",
        brand: "Harbour Teas",
        category: "food",
        tax_class: "reduced",
        returnable: false,
      },
    ],
    count: 49,
    each: seedProduct,
  },
  {
    entity: "Variant",
    fixed: [
      {
        variant_id: "V00001",
        product_id: "P0001",
        options: { color: "blue" },
        price: 1200,
        stock: 10,
      },
      {
        variant_id: "V00002",
        product_id: "P0001",
        options: { color: "green" },
        price: 1500,
        stock: 4,
      },
      {
        variant_id: "V00003",
        product_id: "P0002",
        options: { weight: "250 g" },
        price: 900,
        stock: 20,
      },
      {
        variant_id: "V00004",
        product_id: "P0001",
        options: { color: "red" },
        price: 1200,
        stock: 0,
      },
    ],
    count: 147,
    each: seedVariant,
  },
  {
    entity: "Promotion",
    fixed: [
      {
        promotion_id: "SPRING10",
        title: "10 % off in spring",
        benefit: { kind: "percent", percent: 10 },
        min_subtotal: 2000,
        first_order_only: false,
        starts: "2026-03-01",
        ends: "2026-04-30",
        max_uses: null,
        uses: 1,
      },
      {
        promotion_id: "WELCOME5",
        title: "5.00 off your first order",
        benefit: { kind: "amount", amount: 500 },
        min_subtotal: 2500,
        first_order_only: true,
        starts: "2025-01-01",
        ends: "2026-12-31",
        max_uses: null,
        uses: 0,
      },
      {
        promotion_id: "FREESHIP",
        title: "Free standard shipping",
        benefit: { kind: "free_shipping" },
        min_subtotal: 3000,
        first_order_only: false,
        starts: "2026-01-01",
        ends: "2026-06-30",
        max_uses: null,
        uses: 0,
      },
      {
        promotion_id: "TENOFF",
        title: "10.00 off large baskets",
        benefit: { kind: "amount", amount: 1000 },
        min_subtotal: 8000,
        first_order_only: false,
        starts: "2025-12-01",
        ends: "2026-05-31",
        max_uses: null,
        uses: 0,
      },
      {
        promotion_id: "WINTER25",
        title: "25 % off in winter",
        benefit: { kind: "percent", percent: 25 },
        min_subtotal: 4000,
        first_order_only: false,
        starts: "2025-12-01",
        ends: "2026-02-28",
        max_uses: null,
        uses: 0,
      },
      {
        promotion_id: "FLASH20",
        title: "20 % off for the fastest",
        benefit: { kind: "percent", percent: 20 },
        min_subtotal: 0,
        first_order_only: false,
        starts: "2026-04-10",
        ends: "2026-04-20",
        max_uses: 3,
        uses: 0,
      },
    ],
    scales: false,
  },
  {
    entity: "Voucher",
    fixed: [
      { voucher_id: "GV-1001", balance: 3000, holder: null, expires: "2026-12-31" },
      { voucher_id: "GV-1002", balance: 1500, holder: "C0002", expires: "2027-02-28" },
      { voucher_id: "GV-1003", balance: 2000, holder: null, expires: "2026-03-31" },
      { voucher_id: "GV-1004", balance: 0, holder: "C0001", expires: "2027-01-31" },
    ],
    count: 30,
    each: seedVoucher,
  },
  {
    entity: "Order",
    fixed: [
      {
        order_id: "O10001",
        customer_id: "C0001",
        placed_at: "2026-04-15T08:10:00",
        status: "open",
        lines: [
          { line_no: 1, variant_id: "V00001", quantity: 2, unit_price: 1200 },
          { line_no: 2, variant_id: "V00003", quantity: 1, unit_price: 900 },
        ],
        shipping_method: "standard",
        address: {
          street: "4 Mill Lane",
          city: "Harlow",
          region: "Essex",
          postal_code: "CM20 1AA",
          country: "United Kingdom",
        },
        promotion_id: null,
        subtotal: 3300,
        discount: 0,
        shipping_fee: 495,
        tax: 443,
        total: 3795,
        points: 33,
        goodwill: null,
        cancel_reason: null,
        cancel_fee: null,
        delivered_on: null,
      },
      {
        order_id: "O10002",
        customer_id: "C0001",
        placed_at: "2026-04-14T17:00:00",
        status: "packing",
        lines: [{ line_no: 1, variant_id: "V00002", quantity: 1, unit_price: 1500 }],
        shipping_method: "standard",
        address: {
          street: "4 Mill Lane",
          city: "Harlow",
          region: "Essex",
          postal_code: "CM20 1AA",
          country: "United Kingdom",
        },
        promotion_id: null,
        subtotal: 1500,
        discount: 0,
        shipping_fee: 495,
        tax: 250,
        total: 1995,
        points: 15,
        goodwill: null,
        cancel_reason: null,
        cancel_fee: null,
        delivered_on: null,
      },
      {
        order_id: "O10003",
        customer_id: "C0001",
        placed_at: "2026-04-02T12:30:00",
        status: "shipped",
        lines: [{ line_no: 1, variant_id: "V00001", quantity: 1, unit_price: 1200 }],
        shipping_method: "standard",
        address: {
          street: "4 Mill Lane",
          city: "Harlow",
          region: "Essex",
          postal_code: "CM20 1AA",
          country: "United Kingdom",
        },
        promotion_id: null,
        subtotal: 1200,
        discount: 0,
        shipping_fee: 495,
        tax: 200,
        total: 1695,
        points: 12,
        goodwill: null,
        cancel_reason: null,
        cancel_fee: null,
        delivered_on: null,
      },
      {
        order_id: "O10004",
        customer_id: "C0001",
        placed_at: "2026-03-11T19:45:00",
        status: "delivered",
        lines: [
          { line_no: 1, variant_id: "V00001", quantity: 3, unit_price: 1200 },
          { line_no: 2, variant_id: "V00003", quantity: 1, unit_price: 900 },
        ],
        shipping_method: "standard",
        address: {
          street: "4 Mill Lane",
          city: "Harlow",
          region: "Essex",
          postal_code: "CM20 1AA",
          country: "United Kingdom",
        },
        promotion_id: null,
        subtotal: 4500,
        discount: 0,
        shipping_fee: 495,
        tax: 643,
        total: 4995,
        points: 45,
        goodwill: null,
        cancel_reason: null,
        cancel_fee: null,
        delivered_on: "2026-03-16",
      },
      {
        order_id: "O10005",
        customer_id: "C0002",
        placed_at: "2026-02-05T09:20:00",
        status: "delivered",
        lines: [{ line_no: 1, variant_id: "V00002", quantity: 2, unit_price: 1500 }],
        shipping_method: "standard",
        address: {
          street: "18 Quay Road",
          city: "Truro",
          region: "Cornwall",
          postal_code: "TR1 2QX",
          country: "United Kingdom",
        },
        promotion_id: null,
        subtotal: 3000,
        discount: 0,
        shipping_fee: 0,
        tax: 500,
        total: 3000,
        points: 90,
        goodwill: null,
        cancel_reason: null,
        cancel_fee: null,
        delivered_on: "2026-02-10",
      },
      {
        order_id: "O10006",
        customer_id: "C0002",
        placed_at: "2026-03-31T14:00:00",
        status: "delivered",
        lines: [{ line_no: 1, variant_id: "V00001", quantity: 2, unit_price: 1200 }],
        shipping_method: "standard",
        address: {
          street: "18 Quay Road",
          city: "Truro",
          region: "Cornwall",
          postal_code: "TR1 2QX",
          country: "United Kingdom",
        },
        promotion_id: "SPRING10",
        subtotal: 2400,
        discount: 240,
        shipping_fee: 0,
        tax: 360,
        total: 2160,
        points: 63,
        goodwill: null,
        cancel_reason: null,
        cancel_fee: null,
        delivered_on: "2026-04-05",
      },
      {
        order_id: "O10007",
        customer_id: "C0002",
        placed_at: "2026-04-15T09:05:00",
        status: "open",
        lines: [{ line_no: 1, variant_id: "V00002", quantity: 1, unit_price: 1500 }],
        shipping_method: "pickup",
        address: {
          street: "18 Quay Road",
          city: "Truro",
          region: "Cornwall",
          postal_code: "TR1 2QX",
          country: "United Kingdom",
        },
        promotion_id: null,
        subtotal: 1500,
        discount: 0,
        shipping_fee: 0,
        tax: 250,
        total: 1500,
        points: 45,
        goodwill: null,
        cancel_reason: null,
        cancel_fee: null,
        delivered_on: null,
      },
      {
        order_id: "O10008",
        customer_id: "C0001",
        placed_at: "2026-04-07T11:15:00",
        status: "shipped",
        lines: [{ line_no: 1, variant_id: "V00003", quantity: 2, unit_price: 900 }],
        shipping_method: "express",
        address: {
          street: "4 Mill Lane",
          city: "Harlow",
          region: "Essex",
          postal_code: "CM20 1AA",
          country: "United Kingdom",
        },
        promotion_id: null,
        subtotal: 1800,
        discount: 0,
        shipping_fee: 995,
        tax: 86,
        total: 2795,
        points: 18,
        goodwill: null,
        cancel_reason: null,
        cancel_fee: null,
        delivered_on: null,
      },
    ],
    count: 180,
    each: seedOrder,
  },
  {
    entity: "Shipment",
    fixed: [
      {
        shipment_id: "S00001",
        order_id: "O10003",
        carrier: "Northline",
        tracking: "NL4001",
        status: "in_transit",
        dispatched_on: "2026-04-03",
        due: "2026-04-07",
        delivered_on: null,
      },
      {
        shipment_id: "S00002",
        order_id: "O10004",
        carrier: "Northline",
        tracking: "NL4002",
        status: "delivered",
        dispatched_on: "2026-03-12",
        due: "2026-03-16",
        delivered_on: "2026-03-16",
      },
      {
        shipment_id: "S00003",
        order_id: "O10005",
        carrier: "Northline",
        tracking: "NL4003",
        status: "delivered",
        dispatched_on: "2026-02-06",
        due: "2026-02-10",
        delivered_on: "2026-02-10",
      },
      {
        shipment_id: "S00004",
        order_id: "O10006",
        carrier: "Northline",
        tracking: "NL4004",
        status: "delivered",
        dispatched_on: "2026-04-01",
        due: "2026-04-05",
        delivered_on: "2026-04-05",
      },
      {
        shipment_id: "S00005",
        order_id: "O10008",
        carrier: "Northline",
        tracking: "NL4005",
        status: "in_transit",
        dispatched_on: "2026-04-08",
        due: "2026-04-10",
        delivered_on: null,
      },
    ],
    count: 180,
    each: seedShipment,
  },
  {
    entity: "Rma",
    fixed: [
      {
        rma_id: "R00001",
        order_id: "O10006",
        items: [{ line_no: 1, quantity: 1, opened: true }],
        reason: "changed_mind",
        destination: "original",
        status: "received",
        goods: 1080,
        restocking_fee: 162,
        label_fee: 0,
        refund: 918,
        requested_on: "2026-04-07",
        hand_over_by: "2026-04-21",
      },
    ],
    count: 180,
    each: seedRma,
  },
  {
    entity: "Payment",
    fixed: [
      {
        payment_id: "PAY00001",
        order_id: "O10001",
        source: { kind: "card", card_id: "CARD-1001", last_four: "4242" },
        amount: 3795,
        refunded: 0,
        paid_at: "2026-04-15T08:10:00",
      },
      {
        payment_id: "PAY00002",
        order_id: "O10002",
        source: { kind: "store_credit" },
        amount: 995,
        refunded: 0,
        paid_at: "2026-04-14T17:00:00",
      },
      {
        payment_id: "PAY00003",
        order_id: "O10002",
        source: { kind: "card", card_id: "CARD-1001", last_four: "4242" },
        amount: 1000,
        refunded: 0,
        paid_at: "2026-04-14T17:00:00",
      },
      {
        payment_id: "PAY00004",
        order_id: "O10003",
        source: { kind: "card", card_id: "CARD-1001", last_four: "4242" },
        amount: 1695,
        refunded: 0,
        paid_at: "2026-04-02T12:30:00",
      },
      {
        payment_id: "PAY00005",
        order_id: "O10004",
        source: { kind: "card", card_id: "CARD-1001", last_four: "4242" },
        amount: 4995,
        refunded: 0,
        paid_at: "2026-03-11T19:45:00",
      },
      {
        payment_id: "PAY00006",
        order_id: "O10005",
        source: { kind: "card", card_id: "CARD-1003", last_four: "0077" },
        amount: 3000,
        refunded: 0,
        paid_at: "2026-02-05T09:20:00",
      },
      {
        payment_id: "PAY00007",
        order_id: "O10006",
        source: { kind: "card", card_id: "CARD-1003", last_four: "0077" },
        amount: 2160,
        refunded: 0,
        paid_at: "2026-03-31T14:00:00",
      },
      {
        payment_id: "PAY00008",
        order_id: "O10007",
        source: { kind: "card", card_id: "CARD-1003", last_four: "0077" },
        amount: 1500,
        refunded: 0,
        paid_at: "2026-04-15T09:05:00",
      },
      {
        payment_id: "PAY00009",
        order_id: "O10008",
        source: { kind: "card", card_id: "CARD-1001", last_four: "4242" },
        amount: 2795,
        refunded: 0,
        paid_at: "2026-04-07T11:15:00",
      },
    ],
    count: 180,
    each: seedPayment,
  },
  { entity: "Refund", count: 180, each: seedRefund },
  {
    entity: "LockerHold",
    fixed: [{ locker_id: "L01", order_id: "O10007", until: "2026-04-22" }],
    scales: false,
  },
  {
    entity: "PointsEntry",
    fixed: [
      {
        entry_id: "PT00001",
        customer_id: "C0001",
        points: 515,
        reason: "welcome",
        memo: ["Opening an account"],
      },
      {
        entry_id: "PT00002",
        customer_id: "C0001",
        points: 33,
        reason: "order",
        memo: ["Order O10001"],
      },
      {
        entry_id: "PT00003",
        customer_id: "C0001",
        points: 15,
        reason: "order",
        memo: ["Order O10002"],
      },
      {
        entry_id: "PT00004",
        customer_id: "C0001",
        points: 12,
        reason: "order",
        memo: ["Order O10003"],
      },
      {
        entry_id: "PT00005",
        customer_id: "C0001",
        points: 45,
        reason: "order",
        memo: ["Order O10004"],
      },
      {
        entry_id: "PT00006",
        customer_id: "C0001",
        points: 18,
        reason: "order",
        memo: ["Order O10008"],
      },
      {
        entry_id: "PT00007",
        customer_id: "C0002",
        points: 90,
        reason: "order",
        memo: ["Order O10005"],
      },
      {
        entry_id: "PT00008",
        customer_id: "C0002",
        points: 63,
        reason: "order",
        memo: ["Order O10006"],
      },
      {
        entry_id: "PT00009",
        customer_id: "C0002",
        points: 45,
        reason: "order",
        memo: ["Order O10007"],
      },
    ],
    count: 360,
    each: seedPointsEntry,
  },
  { entity: "StockAlert", count: 24, each: seedStockAlert },
  { entity: "OrderNote", count: 40, each: seedOrderNote },
];

/** The initial state for the options: the same bytes in every process. */
export function seed(options: SeedOptions): StateDocument {
  return seedTables(spec, options, tables);
}
