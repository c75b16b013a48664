import {
  addDays,
  applyChanges,
  type Call,
  containsWords,
  copy,
  count,
  dateOf,
  daysBetween,
  divide,
  editIfFound,
  first,
  floor,
  follow,
  formatMoney,
  type Invariant,
  ifPresent,
  last,
  max,
  mention,
  message,
  min,
  normalize,
  percentOf,
  type Reaction,
  range,
  refuse,
  found as required,
  round,
  scan,
  search,
  sortBy,
  sortByDescending,
  sum,
  type ToolImplementation,
  take,
  zip,
} from "../../shared/index.js";
import {
  type AddOrderNoteArgs,
  type ApplyPromotionArgs,
  type CancelOrderArgs,
  type CancelReason,
  type CancelReturnArgs,
  type Card,
  type Category,
  type ChangeOrderAddressArgs,
  type ChangeQuantityArgs,
  type CheckPromotionArgs,
  type CheckVoucherArgs,
  type ConfirmDeliveryArgs,
  type Customer,
  type CustomerProfile,
  cancel,
  type Db,
  type Destination,
  type FindCustomerByEmailArgs,
  type FindCustomerByNameArgs,
  type GetOrderArgs,
  type GetProductArgs,
  type GrantGoodwillArgs,
  goodwill,
  type HandOverReturnArgs,
  type HoldForPickupArgs,
  type ListOrdersArgs,
  type LockerHold,
  limits,
  lost,
  loyalty,
  type Order,
  type OrderLine,
  type OrderNote,
  type OrderSummary,
  type Payment,
  type PlaceOrderArgs,
  type PointsReason,
  type Product,
  type ProductHit,
  type Promotion,
  type QuoteReturnArgs,
  type RedeemPointsArgs,
  type RedeemVoucherArgs,
  type Refund,
  type RefundReason,
  type RefundReturnArgs,
  type ReportLostParcelArgs,
  type RequestReturnArgs,
  type ReturnItem,
  type ReturnQuote,
  type ReturnReason,
  type Rma,
  returnTerms,
  type SearchProductsArgs,
  type Shipment,
  type ShippingMethod,
  type SpeedUpShippingArgs,
  type StockAlert,
  type SwapVariantArgs,
  shipping,
  type TaxClass,
  type Tier,
  type Totals,
  type TrackParcelArgs,
  tax,
  tiers,
  type UpdateContactArgs,
  type Variant,
  type Voucher,
  type WantedItem,
  type WatchStockArgs,
} from "./schema.js";

/** Find a customer by email address. Try this first. */
export function findCustomerByEmail(
  { db }: Call<Db>,
  args: FindCustomerByEmailArgs,
): CustomerProfile {
  const customer = required(
    first(db.customers.where("email", args.email.trim().toLowerCase(), "lower")),
    "customer_unknown",
    `No customer has the email address ${args.email}.`,
  );
  return asCustomerProfile(customer);
}

/** Find a customer by full name and postal code, when the email address is not at hand. */
export function findCustomerByName(
  { db }: Call<Db>,
  args: FindCustomerByNameArgs,
): CustomerProfile {
  const customer = required(
    db.customers
      .where("name", normalize(args.name), "normalized")
      .find((c) => c.address.postal_code === args.postal_code),
    "customer_unknown",
    `No customer is called ${args.name} with postal code ${args.postal_code}.`,
  );
  return asCustomerProfile(customer);
}

/** Orders of a customer, newest first. The filters can be combined. */
export function listOrders(call: Call<Db>, args: ListOrdersArgs): readonly OrderSummary[] {
  const { db } = call;
  const customer = required(
    db.customers.get(args.customer_id),
    "customer_not_found",
    `No customer has the id "${args.customer_id}".`,
  );
  const product = args.product;
  const found = db.orders
    .where("customer_id", customer.customer_id)
    .filter(
      (o) =>
        (args.status === null || o.status === args.status) &&
        (args.placed_from === null || dateOf(o.placed_at) >= args.placed_from) &&
        (args.placed_to === null || dateOf(o.placed_at) <= args.placed_to) &&
        (product === null ||
          call
            .each(o.lines)
            .some((l) =>
              containsWords(
                db.products.must(db.variants.must(l.variant_id).product_id).name,
                product,
              ),
            )),
    );

  return take(
    sortByDescending(found, (o) => o.placed_at),
    args.limit,
  ).map(asOrderSummary);
}

/** An order with its lines, payments, refunds, parcels and returns. */
export function getOrder(
  { db }: Call<Db>,
  args: GetOrderArgs,
): {
  order: Order;
  payments: readonly Payment[];
  refunds: readonly Refund[];
  shipments: readonly Shipment[];
  returns: readonly Rma[];
  locker: LockerHold | null;
} {
  const order = required(
    db.orders.get(args.order_id),
    "order_not_found",
    `No order has the id "${args.order_id}".`,
  );
  return {
    order,
    payments: db.payments.where("order_id", order.order_id),
    refunds: db.refunds
      .all()
      .filter((r) => db.payments.must(r.payment_id).order_id === order.order_id),
    shipments: db.shipments.where("order_id", order.order_id),
    returns: db.returns.where("order_id", order.order_id),
    locker: first(db.locker_holds.where("order_id", order.order_id)),
  };
}

/** Where the parcels of an order are and how late they are. */
export function trackParcel(
  { db, today }: Call<Db>,
  args: TrackParcelArgs,
): { shipments: readonly Shipment[]; days_late: number; counts_as_lost: boolean } {
  const order = required(
    db.orders.get(args.order_id),
    "order_not_found",
    `No order has the id "${args.order_id}".`,
  );

  const sent = db.shipments.where("order_id", order.order_id);
  const newest = last(sent);
  const late =
    newest === null || newest.status !== "in_transit" ? 0 : max(0, daysBetween(newest.due, today));
  return { shipments: sent, days_late: late, counts_as_lost: late > lost.after_days };
}

/** Search the shop. All filters are optional and can be combined. */
export function searchProducts(call: Call<Db>, args: SearchProductsArgs): readonly ProductHit[] {
  const { db } = call;

  const named = search(db.products.all(), args.query, (p) => `${p.name} ${p.brand}`).filter(
    (p) => args.category === null || p.category === args.category,
  );
  const hits: {
    product_id: string;
    name: string;
    category: Category;
    from_price: number;
    in_stock: boolean;
  }[] = named.map((p) => ({
    product_id: p.product_id,
    name: p.name,
    category: p.category,
    from_price:
      min(
        scan(
          call,
          call.each(scan(call, db.variants.where("product_id", p.product_id))).map((v) => v.price),
        ),
      ) ?? 0,
    in_stock: scan(call, db.variants.where("product_id", p.product_id)).some((v) => v.stock > 0),
  }));

  const fitting = hits.filter(
    (h) =>
      (args.min_price === null || h.from_price >= args.min_price) &&
      (args.max_price === null || h.from_price <= args.max_price) &&
      (!args.in_stock_only || h.in_stock),
  );

  if (args.sort === "price_up") {
    return take(
      sortBy(fitting, (h) => h.from_price),
      args.limit,
    );
  }
  return take(
    args.sort === "price_down" ? sortByDescending(fitting, (h) => h.from_price) : fitting,
    args.limit,
  );
}

/** A product with its variants, prices and stock. */
export function getProduct(
  { db }: Call<Db>,
  args: GetProductArgs,
): { product: Product; variants: readonly Variant[] } {
  const product = required(
    db.products.get(args.product_id),
    "product_not_found",
    `No product has the id "${args.product_id}".`,
  );
  return { product, variants: db.variants.where("product_id", product.product_id) };
}

/** Whether a customer can use a promotion for goods of a value, and what it takes off. */
export function checkPromotion(
  call: Call<Db>,
  args: CheckPromotionArgs,
): { promotion: Promotion; discount: number } {
  const { db } = call;
  const customer = required(
    db.customers.get(args.customer_id),
    "customer_not_found",
    `No customer has the id "${args.customer_id}".`,
  );
  const promotion = requirePromotion(call, args.code, customer, args.subtotal, 0);
  return { promotion, discount: discountOf(promotion, args.subtotal) };
}

/** What is left on a voucher and until when it pays. */
export function checkVoucher({ db }: Call<Db>, args: CheckVoucherArgs): Voucher {
  const voucher = required(
    db.vouchers.get(args.voucher_id),
    "voucher_not_found",
    `No voucher has the id "${args.voucher_id}".`,
  );
  return voucher;
}

/** What a return would bring, and whether it is allowed, without opening it. */
export function quoteReturn(call: Call<Db>, args: QuoteReturnArgs): ReturnQuote {
  const { db } = call;
  const order = required(
    db.orders.get(args.order_id),
    "order_not_found",
    `No order has the id "${args.order_id}".`,
  );
  requireReturnable(call, order, args.items, args.reason);
  return quoteOf(call, order, args.items, args.reason, args.destination);
}

/** Order items for a customer. A voucher pays first, then store credit if wanted, then the card. */
export function placeOrder(call: Call<Db>, args: PlaceOrderArgs): Order {
  const { db, now, today } = call;
  const customer = db.customers.edit(
    required(
      db.customers.get(args.customer_id),
      "customer_not_found",
      `No customer has the id "${args.customer_id}".`,
    ),
  );
  const voucher = ifPresent(args.voucher_id, (id) =>
    db.vouchers.edit(
      required(db.vouchers.get(id), "voucher_not_found", `No voucher has the id "${id}".`),
    ),
  );

  for (const item of call.each(args.items)) {
    const variant = db.variants.edit(db.variants.must(item.variant_id));
    if (variant.stock < item.quantity) {
      refuse(
        "out_of_stock",
        `There are ${variant.stock} pieces of ${db.products.must(variant.product_id).name} left.`,
      );
    }
    variant.stock -= item.quantity;
  }
  const lines = orderLines(call, args.items);
  const subtotal = sum(lines, (l) => l.unit_price * l.quantity);
  const promotion =
    args.promotion_code === null
      ? null
      : db.promotions.edit(requirePromotion(call, args.promotion_code, customer, subtotal, 0));
  const costs = totalsOf(call, lines, args.shipping_method, customer.tier, promotion);
  const order = db.orders.create({
    customer_id: customer.customer_id,
    placed_at: now,
    status: "open",
    lines: copy(lines),
    shipping_method: args.shipping_method,
    address: copy(customer.address),
    promotion_id: promotion?.promotion_id ?? null,
    subtotal: costs.subtotal,
    discount: costs.discount,
    shipping_fee: costs.shipping_fee,
    tax: costs.tax,
    total: costs.total,
    points: pointsFor(costs.subtotal - costs.discount, customer.tier),
    goodwill: null,
    cancel_reason: null,
    cancel_fee: null,
    delivered_on: null,
  });

  let due = costs.total;
  if (voucher !== null) {
    if (voucher.expires < today) {
      refuse("voucher_expired", `Voucher ${voucher.voucher_id} expired on ${voucher.expires}.`);
    }
    if (voucher.holder !== null && voucher.holder !== customer.customer_id) {
      refuse("voucher_of_other", `Voucher ${voucher.voucher_id} belongs to another customer.`);
    }
    const part = min(due, voucher.balance);
    if (part > 0) {
      voucher.balance -= part;
      db.payments.create({
        order_id: order.order_id,
        source: { kind: "voucher", voucher_id: voucher.voucher_id },
        amount: part,
        refunded: 0,
        paid_at: now,
      });
      due -= part;
    }
  }
  if (args.use_store_credit && min(due, customer.store_credit) > 0) {
    const part = min(due, customer.store_credit);
    customer.store_credit -= part;
    db.payments.create({
      order_id: order.order_id,
      source: { kind: "store_credit" },
      amount: part,
      refunded: 0,
      paid_at: now,
    });
    due -= part;
  }
  if (due > 0) {
    chargeCard(call, order, due, args.card_id);
  }
  if (promotion !== null) {
    promotion.uses += 1;
  }
  if (args.shipping_method === "pickup") {
    takeLocker(call, order);
  }
  addPoints(call, customer, order.points, "order", order);
  return order;
}

/** Cancel an order that is not shipped and give the money back. It cannot be undone. */
export function cancelOrder(call: Call<Db>, args: CancelOrderArgs): Order {
  const { db } = call;
  const order = db.orders.edit(
    required(
      db.orders.get(args.order_id),
      "order_not_found",
      `No order has the id "${args.order_id}".`,
    ),
  );

  if (order.status !== "open" && order.status !== "packing") {
    refuse("too_late_to_cancel", `Order ${order.order_id} is ${order.status}.`);
  }
  if (args.reason === "lost") {
    refuse("reason_reserved", "Only a report of a lost parcel gives this reason.");
  }

  const fee = order.status === "packing" ? min(cancel.packing_fee, order.total) : 0;

  for (const line of call.each(order.lines)) {
    const variant = db.variants.edit(db.variants.must(line.variant_id));
    variant.stock += line.quantity;
  }

  giveBack(call, order, order.total - fee, "cancelled", "original");
  order.cancel_fee = fee;
  callOff(call, order, args.reason);

  return order;
}

/** Send an open order to another address. */
export function changeOrderAddress({ db }: Call<Db>, args: ChangeOrderAddressArgs): Order {
  const order = db.orders.edit(
    required(
      db.orders.get(args.order_id),
      "order_not_found",
      `No order has the id "${args.order_id}".`,
    ),
  );

  if (order.status !== "open") {
    refuse("order_not_open", `Order ${order.order_id} is ${order.status}.`);
  }
  order.address = copy(args.address);
  return order;
}

/** Change how many pieces of a line are ordered; 0 takes the line out. The price follows. */
export function changeQuantity(call: Call<Db>, args: ChangeQuantityArgs): Order {
  const { db } = call;
  const order = db.orders.edit(
    required(
      db.orders.get(args.order_id),
      "order_not_found",
      `No order has the id "${args.order_id}".`,
    ),
  );

  if (order.status !== "open") {
    refuse("order_not_open", `Order ${order.order_id} is ${order.status}.`);
  }
  const line = required(
    order.lines.find((l) => l.line_no === args.line_no),
    "line_unknown",
    `Order ${order.order_id} has no line ${args.line_no}.`,
  );

  const variant = db.variants.edit(db.variants.must(line.variant_id));
  const more = args.quantity - line.quantity;
  if (variant.stock < more) {
    refuse(
      "out_of_stock",
      `There are ${variant.stock} more pieces of ${db.products.must(variant.product_id).name} left.`,
    );
  }

  variant.stock -= more;
  if (args.quantity === 0) {
    if (order.lines.length <= 1) {
      refuse("last_line", `Line ${args.line_no} is the only one; cancel the order instead.`);
    }
    order.lines = copy(order.lines.filter((l) => l.line_no !== args.line_no));
  } else {
    line.quantity = args.quantity;
  }

  reprice(call, order, args.card_id);

  return order;
}

/** Replace the variant of a line by another variant of the same product. The price follows. */
export function swapVariant(call: Call<Db>, args: SwapVariantArgs): Order {
  const { db } = call;
  const order = db.orders.edit(
    required(
      db.orders.get(args.order_id),
      "order_not_found",
      `No order has the id "${args.order_id}".`,
    ),
  );
  const variant = db.variants.edit(
    required(
      db.variants.get(args.variant_id),
      "variant_not_found",
      `No variant has the id "${args.variant_id}".`,
    ),
  );

  if (order.status !== "open") {
    refuse("order_not_open", `Order ${order.order_id} is ${order.status}.`);
  }
  const line = required(
    order.lines.find((l) => l.line_no === args.line_no),
    "line_unknown",
    `Order ${order.order_id} has no line ${args.line_no}.`,
  );

  const former = db.variants.edit(db.variants.must(line.variant_id));
  if (former.product_id !== variant.product_id) {
    refuse(
      "other_product",
      `${variant.variant_id} is not a variant of ${db.products.must(former.product_id).name}.`,
    );
  }

  former.stock += line.quantity;
  if (variant.stock < line.quantity) {
    refuse("out_of_stock", `There are ${variant.stock} pieces of ${variant.variant_id} left.`);
  }

  variant.stock -= line.quantity;
  line.variant_id = variant.variant_id;
  line.unit_price = variant.price;
  reprice(call, order, args.card_id);

  return order;
}

/** Ship an order faster, as long as it has not left. The difference is charged. */
export function speedUpShipping(call: Call<Db>, args: SpeedUpShippingArgs): Order {
  const { db } = call;
  const order = db.orders.edit(
    required(
      db.orders.get(args.order_id),
      "order_not_found",
      `No order has the id "${args.order_id}".`,
    ),
  );

  if (order.status !== "open" && order.status !== "packing") {
    refuse("already_shipped", `Order ${order.order_id} is ${order.status}.`);
  }
  if (
    order.shipping_method === "pickup" ||
    shipping[args.shipping_method].speed <= shipping[order.shipping_method].speed
  ) {
    refuse("not_faster", `${args.shipping_method} is not faster than ${order.shipping_method}.`);
  }

  order.shipping_method = args.shipping_method;
  reprice(call, order, args.card_id);

  return order;
}

/** Let a customer collect an open order from a locker instead; the shipping fee is refunded. */
export function holdForPickup(
  call: Call<Db>,
  args: HoldForPickupArgs,
): { order: Order; locker: LockerHold } {
  const { db } = call;
  const order = db.orders.edit(
    required(
      db.orders.get(args.order_id),
      "order_not_found",
      `No order has the id "${args.order_id}".`,
    ),
  );

  if (order.status !== "open") {
    refuse("order_not_open", `Order ${order.order_id} is ${order.status}.`);
  }
  if (order.shipping_method === "pickup") {
    refuse("already_pickup", `Order ${order.order_id} is collected already.`);
  }

  order.shipping_method = "pickup";
  const locker = takeLocker(call, order);
  reprice(call, order, null);

  return { order, locker };
}

/** Use a promotion for an open order that has none; what becomes cheaper is refunded. */
export function applyPromotion(call: Call<Db>, args: ApplyPromotionArgs): Order {
  const { db } = call;
  const order = db.orders.edit(
    required(
      db.orders.get(args.order_id),
      "order_not_found",
      `No order has the id "${args.order_id}".`,
    ),
  );

  if (order.status !== "open") {
    refuse("order_not_open", `Order ${order.order_id} is ${order.status}.`);
  }
  if (order.promotion_id !== null) {
    refuse("promotion_taken", `Order ${order.order_id} has a promotion already.`);
  }

  const promotion = db.promotions.edit(
    requirePromotion(call, args.code, db.customers.must(order.customer_id), order.subtotal, 1),
  );
  order.promotion_id = promotion.promotion_id;
  promotion.uses += 1;
  reprice(call, order, null);

  return order;
}

/** Open a return for items of a delivered order. Money is paid when the shop has received them. */
export function requestReturn(call: Call<Db>, args: RequestReturnArgs): Rma {
  const { db, today } = call;
  const order = required(
    db.orders.get(args.order_id),
    "order_not_found",
    `No order has the id "${args.order_id}".`,
  );

  requireReturnable(call, order, args.items, args.reason);
  const quote = quoteOf(call, order, args.items, args.reason, args.destination);
  return db.returns.create({
    order_id: order.order_id,
    items: copy(args.items),
    reason: args.reason,
    destination: args.destination,
    status: "requested",
    goods: quote.goods,
    restocking_fee: quote.restocking_fee,
    label_fee: quote.label_fee,
    refund: quote.refund,
    requested_on: today,
    hand_over_by: addDays(today, returnTerms.ship_days),
  });
}

/** Call a return off before the parcel is handed over. It cannot be undone. */
export function cancelReturn({ db }: Call<Db>, args: CancelReturnArgs): Rma {
  const rma = db.returns.edit(
    required(db.returns.get(args.rma_id), "rma_not_found", `No rma has the id "${args.rma_id}".`),
  );

  if (rma.status !== "requested") {
    refuse("return_not_requested", `Return ${rma.rma_id} is ${rma.status}.`);
  }
  rma.status = "cancelled";
  return rma;
}

/** Hand the parcel of a return over to the carrier. */
export function handOverReturn({ db, today }: Call<Db>, args: HandOverReturnArgs): Rma {
  const rma = db.returns.edit(
    required(db.returns.get(args.rma_id), "rma_not_found", `No rma has the id "${args.rma_id}".`),
  );

  if (rma.status !== "requested") {
    refuse("return_not_requested", `Return ${rma.rma_id} is ${rma.status}.`);
  }
  if (today > rma.hand_over_by) {
    refuse(
      "return_expired",
      `The parcel of return ${rma.rma_id} had to be handed over by ${rma.hand_over_by}.`,
    );
  }
  rma.status = "in_transit";
  return rma;
}

/** Pay the refund of a return that the shop has received. It cannot be undone. */
export function refundReturn(call: Call<Db>, args: RefundReturnArgs): Rma {
  const { db } = call;
  const rma = db.returns.edit(
    required(db.returns.get(args.rma_id), "rma_not_found", `No rma has the id "${args.rma_id}".`),
  );

  if (rma.status !== "received") {
    refuse("return_not_received", `Return ${rma.rma_id} is ${rma.status}.`);
  }

  const order = db.orders.edit(db.orders.must(rma.order_id));
  if (rma.refund > 0) {
    giveBack(call, order, rma.refund, "returned", rma.destination);
  }
  const taken = min(pointsFor(rma.goods, db.customers.must(order.customer_id).tier), order.points);
  addPoints(call, db.customers.must(order.customer_id), -taken, "reversal", order);
  order.points -= taken;
  rma.status = "refunded";

  return rma;
}

/** Give up a parcel that counts as lost, and send a second one or pay all money back. */
export function reportLostParcel(
  call: Call<Db>,
  args: ReportLostParcelArgs,
): { order: Order; shipments: readonly Shipment[] } {
  const { db, today } = call;
  const shipment = db.shipments.edit(
    required(
      db.shipments.get(args.shipment_id),
      "shipment_not_found",
      `No shipment has the id "${args.shipment_id}".`,
    ),
  );

  if (shipment.status !== "in_transit") {
    refuse("parcel_not_under_way", `Parcel ${shipment.shipment_id} is ${shipment.status}.`);
  }
  if (daysBetween(shipment.due, today) <= lost.after_days) {
    refuse("parcel_not_late", `Parcel ${shipment.shipment_id} was due on ${shipment.due}.`);
  }

  const order = db.orders.edit(db.orders.must(shipment.order_id));
  shipment.status = "lost";
  if (args.remedy === "reship") {
    for (const line of call.each(order.lines)) {
      const variant = db.variants.edit(db.variants.must(line.variant_id));
      if (variant.stock < line.quantity) {
        refuse(
          "out_of_stock",
          `There are ${variant.stock} pieces of ${db.products.must(variant.product_id).name} left.`,
        );
      }
      variant.stock -= line.quantity;
    }
    db.shipments.create({
      order_id: order.order_id,
      carrier: shipment.carrier,
      tracking: null,
      status: "label",
      dispatched_on: today,
      due: addDays(today, shipping[order.shipping_method].days),
      delivered_on: null,
    });
  } else {
    giveBack(call, order, order.total, "lost", "original");
    order.cancel_fee = 0;
    callOff(call, order, "lost");
  }

  return { order, shipments: db.shipments.where("order_id", order.order_id) };
}

/** Confirm that a parcel has arrived. */
export function confirmDelivery({ db, today }: Call<Db>, args: ConfirmDeliveryArgs): Shipment {
  const shipment = db.shipments.edit(
    required(
      db.shipments.get(args.shipment_id),
      "shipment_not_found",
      `No shipment has the id "${args.shipment_id}".`,
    ),
  );

  if (shipment.status !== "in_transit") {
    refuse("parcel_not_under_way", `Parcel ${shipment.shipment_id} is ${shipment.status}.`);
  }
  shipment.status = "delivered";
  shipment.delivered_on = today;
  return shipment;
}

/** Give store credit as an apology for an order that was sent. */
export function grantGoodwill({ db }: Call<Db>, args: GrantGoodwillArgs): Order {
  const order = db.orders.edit(
    required(
      db.orders.get(args.order_id),
      "order_not_found",
      `No order has the id "${args.order_id}".`,
    ),
  );

  if (order.status !== "shipped" && order.status !== "delivered") {
    refuse("order_not_sent", `Order ${order.order_id} is ${order.status}.`);
  }
  if (order.goodwill !== null) {
    refuse("goodwill_given", `Goodwill was granted for order ${order.order_id} before.`);
  }

  const most = min(percentOf(order.total, goodwill.percent), goodwill.cap);
  if (args.amount > most) {
    refuse(
      "goodwill_too_high",
      `At most ${formatMoney(most)} can be granted for order ${order.order_id}.`,
    );
  }

  order.goodwill = args.amount;
  const customer = db.customers.edit(db.customers.must(order.customer_id));
  customer.store_credit += args.amount;

  return order;
}

/** Turn loyalty points into store credit. It cannot be undone. */
export function redeemPoints({ db }: Call<Db>, args: RedeemPointsArgs): CustomerProfile {
  const customer = db.customers.edit(
    required(
      db.customers.get(args.customer_id),
      "customer_not_found",
      `No customer has the id "${args.customer_id}".`,
    ),
  );

  if (args.points < loyalty.least) {
    refuse("points_too_few", `At least ${loyalty.least} points are needed.`);
  }
  if (args.points % loyalty.step !== 0) {
    refuse("points_step", `Points are turned in steps of ${loyalty.step}.`);
  }
  if (customer.points < args.points) {
    refuse("points_missing", `${customer.name} has ${customer.points} points.`);
  }

  customer.points -= args.points;
  db.points_entries.create({
    customer_id: customer.customer_id,
    points: -args.points,
    reason: "redeemed",
    memo: message("Points turned into store credit"),
  });
  customer.store_credit += floor(args.points / loyalty.step) * loyalty.step_value;

  return asCustomerProfile(customer);
}

/** Move all that is left on a voucher to a customer's store credit. It cannot be undone. */
export function redeemVoucher({ db, today }: Call<Db>, args: RedeemVoucherArgs): CustomerProfile {
  const customer = db.customers.edit(
    required(
      db.customers.get(args.customer_id),
      "customer_not_found",
      `No customer has the id "${args.customer_id}".`,
    ),
  );
  const voucher = db.vouchers.edit(
    required(
      db.vouchers.get(args.voucher_id),
      "voucher_not_found",
      `No voucher has the id "${args.voucher_id}".`,
    ),
  );

  if (voucher.expires < today) {
    refuse("voucher_expired", `Voucher ${voucher.voucher_id} expired on ${voucher.expires}.`);
  }
  if (voucher.holder !== null && voucher.holder !== customer.customer_id) {
    refuse("voucher_of_other", `Voucher ${voucher.voucher_id} belongs to another customer.`);
  }
  if (voucher.balance <= 0) {
    refuse("voucher_empty", `Nothing is left on voucher ${voucher.voucher_id}.`);
  }

  customer.store_credit += voucher.balance;
  voucher.balance = 0;

  return asCustomerProfile(customer);
}

/** Change how a customer can be reached. Only what is given changes. */
export function updateContact({ db }: Call<Db>, args: UpdateContactArgs): CustomerProfile {
  const customer = db.customers.edit(
    required(
      db.customers.get(args.customer_id),
      "customer_not_found",
      `No customer has the id "${args.customer_id}".`,
    ),
  );

  const email = args.changes.email ?? null;
  if (
    email !== null &&
    db.customers
      .where("email", email.toLowerCase(), "lower")
      .some((c) => c.customer_id !== customer.customer_id)
  ) {
    refuse("email_taken", "Another customer has this email address.");
  }
  applyChanges(customer, args.changes, "email", "phone", "address");
  return asCustomerProfile(customer);
}

/** Tell a customer when a variant that is sold out can be ordered again. */
export function watchStock({ db }: Call<Db>, args: WatchStockArgs): StockAlert {
  const customer = required(
    db.customers.get(args.customer_id),
    "customer_not_found",
    `No customer has the id "${args.customer_id}".`,
  );
  const variant = required(
    db.variants.get(args.variant_id),
    "variant_not_found",
    `No variant has the id "${args.variant_id}".`,
  );

  if (variant.stock !== 0) {
    refuse("in_stock", `There are ${variant.stock} pieces of ${variant.variant_id}.`);
  }
  if (
    db.stock_alerts
      .where("customer_id", customer.customer_id)
      .some((a) => a.variant_id === variant.variant_id)
  ) {
    refuse("already_watching", `${customer.name} is going to be told about ${variant.variant_id}.`);
  }
  return db.stock_alerts.create({
    customer_id: customer.customer_id,
    variant_id: variant.variant_id,
    notified: false,
  });
}

/** Leave a remark on an order for colleagues. */
export function addOrderNote({ db, now }: Call<Db>, args: AddOrderNoteArgs): OrderNote {
  const order = required(
    db.orders.get(args.order_id),
    "order_not_found",
    `No order has the id "${args.order_id}".`,
  );
  return db.order_notes.create({ order_id: order.order_id, remark: args.remark, written_at: now });
}

/** What a promotion takes off goods of this value. */
export function discountOf(promotion: Readonly<Promotion>, subtotal: number): number {
  if (subtotal < promotion.min_subtotal) {
    return 0;
  }
  const benefit = promotion.benefit;
  if (benefit.kind === "percent") {
    return percentOf(subtotal, benefit.percent);
  }
  return benefit.kind === "amount" ? min(benefit.amount, subtotal) : 0;
}

/** What shipping costs for goods of this value after discounts. */
export function shippingFeeOf(
  method: ShippingMethod,
  goods: number,
  tier: Tier,
  free: boolean,
): number {
  if (
    method === "standard" &&
    (free || tiers[tier].free_standard || goods >= limits.free_shipping_from)
  ) {
    return 0;
  }
  return shipping[method].fee;
}

/** The part of an amount that is left when a discount on the whole is spread evenly. */
export function afterDiscount(amount: number, subtotal: number, discount: number): number {
  return round(divide(amount * (subtotal - discount), subtotal) ?? 0);
}

/** The tax that an amount contains. */
export function taxIn(amount: number, rate: TaxClass): number {
  return round(divide(amount * tax[rate], 100 + tax[rate]) ?? 0);
}

/** Lines for the wanted items, numbered from 1, at today's prices. */
export function orderLines(call: Call<Db>, wanted: WantedItem[]): OrderLine[] {
  const { db } = call;
  return call.bounded(
    call.each(zip(scan(call, range(1, wanted.length + 1)), wanted)).map((p) => ({
      line_no: p.first,
      variant_id: p.second.variant_id,
      quantity: p.second.quantity,
      unit_price: db.variants.must(p.second.variant_id).price,
    })),
  );
}

/** What these lines cost for a customer of this tier. */
export function totalsOf(
  call: Call<Db>,
  lines: OrderLine[],
  method: ShippingMethod,
  tier: Tier,
  promotion: Readonly<Promotion> | null,
): Totals {
  const { db } = call;
  call.spend(1);

  const subtotal = sum(scan(call, lines), (l) => l.unit_price * l.quantity);
  const discount = promotion === null ? 0 : discountOf(promotion, subtotal);
  const free =
    promotion !== null &&
    promotion.benefit.kind === "free_shipping" &&
    subtotal >= promotion.min_subtotal;
  const shipping_fee = shippingFeeOf(method, subtotal - discount, tier, free);
  const contained = sum(scan(call, lines), (l) =>
    taxIn(
      afterDiscount(l.unit_price * l.quantity, subtotal, discount),
      db.products.must(db.variants.must(l.variant_id).product_id).tax_class,
    ),
  );

  return {
    subtotal,
    discount,
    shipping_fee,
    tax: contained,
    total: subtotal - discount + shipping_fee,
  };
}

/** The points that goods of this value earn. */
export function pointsFor(goods: number, tier: Tier): number {
  return floor(goods / loyalty.per) * tiers[tier].points;
}

/** Adds points for an order to a customer, or takes some when negative, and keeps a record of it. */
export function addPoints(
  { db }: Call<Db>,
  row: Readonly<Customer>,
  amount: number,
  reason: PointsReason,
  order: Readonly<Order>,
): void {
  const customer = db.customers.edit(row);
  const change = max(amount, -customer.points);
  if (change !== 0) {
    customer.points += change;
    db.points_entries.create({
      customer_id: customer.customer_id,
      points: change,
      reason,
      memo: message(`Order `, mention("Order", order.order_id)),
    });
  }
}

/** The customer's card of that id; refuses if there is none that can be charged. */
export function requireCard(
  call: Call<Db>,
  customer: Readonly<Customer>,
  card_id: string | null,
): Card {
  const { today } = call;

  if (card_id === null) {
    refuse("card_required", "Something has to be paid and no card was named.");
  }
  const card = required(
    call.each(customer.cards).find((c) => c.card_id === card_id),
    "card_unknown",
    `${customer.name} has no card ${card_id}.`,
  );
  if (card.expires < today) {
    refuse("card_expired", `Card ${card_id} expired on ${card.expires}.`);
  }
  return card;
}

/** Charges an amount for an order to a card of its customer. */
export function chargeCard(
  call: Call<Db>,
  order: Readonly<Order>,
  amount: number,
  card_id: string | null,
): void {
  const { db, now } = call;
  call.spend(1);
  const card = requireCard(call, db.customers.must(order.customer_id), card_id);
  db.payments.create({
    order_id: order.order_id,
    source: { kind: "card", card_id: card.card_id, last_four: card.last_four },
    amount,
    refunded: 0,
    paid_at: now,
  });
}

/** Gives an amount back out of the payments of an order, oldest payment first. */
export function giveBack(
  call: Call<Db>,
  order: Readonly<Order>,
  amount: number,
  reason: RefundReason,
  destination: Destination,
): void {
  const { db, now } = call;
  let left = amount;
  for (const row of call.each(scan(call, db.payments.where("order_id", order.order_id)))) {
    const payment = db.payments.edit(row);
    const part = min(left, payment.amount - payment.refunded);
    if (part > 0) {
      const source = payment.source;
      payment.refunded += part;
      if (destination === "store_credit" || source.kind === "store_credit") {
        const customer = db.customers.edit(db.customers.must(order.customer_id));
        customer.store_credit += part;
      } else if (source.kind === "voucher") {
        const voucher = db.vouchers.edit(db.vouchers.must(source.voucher_id));
        voucher.balance += part;
      }
      db.refunds.create({
        payment_id: payment.payment_id,
        amount: part,
        reason,
        destination,
        refunded_at: now,
      });
      left -= part;
    }
  }
}

/** Computes an order anew after a change, and charges or gives back the difference. */
export function reprice(call: Call<Db>, row: Readonly<Order>, card_id: string | null): void {
  const { db } = call;
  call.spend(1);
  const order = db.orders.edit(row);

  const before = order.total;
  const costs = totalsOf(
    call,
    order.lines,
    order.shipping_method,
    db.customers.must(order.customer_id).tier,
    follow(db.promotions, order.promotion_id),
  );
  order.subtotal = costs.subtotal;
  order.discount = costs.discount;
  order.shipping_fee = costs.shipping_fee;
  order.tax = costs.tax;
  order.total = costs.total;
  const earned = pointsFor(
    costs.subtotal - costs.discount,
    db.customers.must(order.customer_id).tier,
  );
  addPoints(
    call,
    db.customers.must(order.customer_id),
    earned - order.points,
    earned < order.points ? "reversal" : "order",
    order,
  );
  order.points = earned;
  if (costs.total > before) {
    chargeCard(call, order, costs.total - before, card_id);
  }
  if (costs.total < before) {
    giveBack(call, order, before - costs.total, "corrected", "original");
  }
}

/** The promotion of a code; refuses if the customer cannot use it for goods of this value. */
export function requirePromotion(
  call: Call<Db>,
  code: string,
  customer: Readonly<Customer>,
  subtotal: number,
  earlier_orders: number,
): Readonly<Promotion> {
  const { db, today } = call;

  const promotion = required(
    db.promotions.get(code.trim().toUpperCase()),
    "promotion_unknown",
    `There is no promotion ${code}.`,
  );
  if (promotion.starts > today || today > promotion.ends) {
    refuse(
      "promotion_not_running",
      `${promotion.promotion_id} runs from ${promotion.starts} to ${promotion.ends}.`,
    );
  }
  if (promotion.max_uses !== null && promotion.uses >= promotion.max_uses) {
    refuse("promotion_used_up", `${promotion.promotion_id} has been used up.`);
  }
  if (subtotal < promotion.min_subtotal) {
    refuse(
      "promotion_below_minimum",
      `${promotion.promotion_id} needs goods of ${formatMoney(promotion.min_subtotal)}.`,
    );
  }
  if (
    promotion.first_order_only &&
    count(
      scan(call, db.orders.where("customer_id", customer.customer_id)),
      (o) => o.status !== "cancelled",
    ) > earlier_orders
  ) {
    refuse("promotion_first_order", `${promotion.promotion_id} is for a first order.`);
  }

  return promotion;
}

/** How many pieces of an order line have come back or are on their way. */
export function returnedQuantity(call: Call<Db>, order: Readonly<Order>, line_no: number): number {
  const { db } = call;
  const live = scan(call, db.returns.where("order_id", order.order_id)).filter(
    (r) => r.status !== "cancelled",
  );
  return sum(scan(call, live), (r) =>
    sum(
      scan(
        call,
        call.each(r.items).filter((i) => i.line_no === line_no),
      ),
      (i) => i.quantity,
    ),
  );
}

/** Whether a reason for a return is the shop's fault. */
export function shopAtFault(reason: ReturnReason): boolean {
  return reason === "defective" || reason === "wrong_item" || reason === "not_as_described";
}

/** What was paid for some pieces of an order line. */
export function goodsOf(
  call: Call<Db>,
  order: Readonly<Order>,
  line_no: number,
  quantity: number,
): number {
  call.spend(1);
  const line = call.each(order.lines).find((l) => l.line_no === line_no) ?? null;
  return line === null
    ? 0
    : afterDiscount(line.unit_price * quantity, order.subtotal, order.discount);
}

/** What a return brings. */
export function quoteOf(
  call: Call<Db>,
  order: Readonly<Order>,
  items: ReturnItem[],
  reason: ReturnReason,
  destination: Destination,
): ReturnQuote {
  const { db } = call;
  call.spend(1);

  const fault = shopAtFault(reason);
  const goods = sum(scan(call, items), (i) => goodsOf(call, order, i.line_no, i.quantity));
  const opened = sum(
    scan(
      call,
      call.each(items).filter((i) => i.opened),
    ),
    (i) => goodsOf(call, order, i.line_no, i.quantity),
  );
  const restocking_fee =
    fault || destination === "store_credit" ? 0 : percentOf(opened, returnTerms.restocking_percent);
  const wanted_label =
    fault || tiers[db.customers.must(order.customer_id).tier].free_label
      ? 0
      : returnTerms.label_fee;
  const label_fee = min(wanted_label, goods - restocking_fee);

  return { goods, restocking_fee, label_fee, refund: goods - restocking_fee - label_fee };
}

/** Refuses unless these items of the order can come back for this reason today. */
export function requireReturnable(
  call: Call<Db>,
  order: Readonly<Order>,
  items: ReturnItem[],
  reason: ReturnReason,
): void {
  const { db, today } = call;
  call.spend(1);

  const delivered_on = order.delivered_on;
  if (order.status !== "delivered" || delivered_on === null) {
    refuse("order_not_delivered", `Order ${order.order_id} has not been delivered.`);
  }

  const last_day = addDays(
    delivered_on,
    tiers[db.customers.must(order.customer_id).tier].return_days,
  );
  if (today > last_day) {
    refuse("return_too_late", `Order ${order.order_id} could be returned until ${last_day}.`);
  }

  for (const item of call.each(items)) {
    const line = required(
      call.each(order.lines).find((l) => l.line_no === item.line_no),
      "line_unknown",
      `Order ${order.order_id} has no line ${item.line_no}.`,
    );
    if (
      !db.products.must(db.variants.must(line.variant_id).product_id).returnable &&
      !shopAtFault(reason)
    ) {
      refuse(
        "not_returnable",
        `${db.products.must(db.variants.must(line.variant_id).product_id).name} can be returned only if the shop is at fault.`,
      );
    }
    const asked = sum(
      scan(
        call,
        call.each(items).filter((i) => i.line_no === item.line_no),
      ),
      (i) => i.quantity,
    );
    if (returnedQuantity(call, order, item.line_no) + asked > line.quantity) {
      refuse(
        "too_many_returned",
        `Line ${item.line_no} of order ${order.order_id} has ${line.quantity} pieces.`,
      );
    }
  }
}

/** Ends an order; its promotion, points and locker become free. */
export function callOff(call: Call<Db>, row: Readonly<Order>, reason: CancelReason): void {
  const { db } = call;
  call.spend(1);
  const order = db.orders.edit(row);

  const promotion = editIfFound(db.promotions, follow(db.promotions, order.promotion_id));
  if (promotion !== null) {
    promotion.uses -= 1;
  }
  const hold = first(scan(call, db.locker_holds.where("order_id", order.order_id)));
  if (hold !== null) {
    db.locker_holds.remove(hold);
  }
  addPoints(call, db.customers.must(order.customer_id), -order.points, "reversal", order);
  order.points = 0;
  order.status = "cancelled";
  order.cancel_reason = reason;
}

/** Reserves a locker for an order; refuses when all are taken. */
export function takeLocker({ db, today }: Call<Db>, order: Readonly<Order>): Readonly<LockerHold> {
  if (db.locker_holds.all().length >= limits.lockers) {
    refuse("lockers_full", "All lockers are taken.");
  }
  return db.locker_holds.create({
    order_id: order.order_id,
    until: addDays(today, limits.locker_days),
  });
}

function asCustomerProfile(record: Readonly<Customer>): CustomerProfile {
  return {
    customer_id: record.customer_id,
    name: record.name,
    email: record.email,
    phone: record.phone,
    address: record.address,
    tier: record.tier,
    points: record.points,
    store_credit: record.store_credit,
    cards: record.cards,
  };
}

function asOrderSummary(record: Readonly<Order>): OrderSummary {
  return {
    order_id: record.order_id,
    placed_at: record.placed_at,
    status: record.status,
    shipping_method: record.shipping_method,
    total: record.total,
  };
}

/** When a variant is back in stock, whoever waits for it is told. */
export function tellWatchers(call: Call<Db>, variant: Readonly<Variant>): void {
  const { db } = call;
  if (variant.stock > 0) {
    for (const row of call.each(
      scan(call, db.stock_alerts.where("variant_id", variant.variant_id)).filter(
        (a) => !a.notified,
      ),
    )) {
      const alert = db.stock_alerts.edit(row);
      alert.notified = true;
    }
  }
}

/** An order is delivered when its parcel is; its locker becomes free. */
export function completeOrder(call: Call<Db>, shipment: Readonly<Shipment>): void {
  const { db } = call;
  const order = db.orders.edit(db.orders.must(shipment.order_id));
  if (shipment.status === "delivered" && order.status === "shipped") {
    order.status = "delivered";
    order.delivered_on = shipment.delivered_on;
    const hold = first(scan(call, db.locker_holds.where("order_id", order.order_id)));
    if (hold !== null) {
      db.locker_holds.remove(hold);
    }
  }
}

/** An order costs its lines less the discount plus shipping. */
export function totalsAddUp(call: Call<Db>): boolean {
  const { db } = call;
  return db.orders
    .all()
    .every(
      (o) =>
        o.subtotal === sum(scan(call, o.lines), (l) => l.unit_price * l.quantity) &&
        o.discount <= o.subtotal &&
        o.total === o.subtotal - o.discount + o.shipping_fee,
    );
}

/** Payments less corrections are what the order costs. */
export function paymentsCoverTotal(call: Call<Db>): boolean {
  const { db } = call;
  return db.orders.all().every(
    (o) =>
      sum(scan(call, scan(call, db.payments.where("order_id", o.order_id))), (p) => p.amount) -
        sum(
          scan(
            call,
            scan(call, db.refunds.where("reason", "corrected")).filter(
              (r) => db.payments.must(r.payment_id).order_id === o.order_id,
            ),
          ),
          (r) => r.amount,
        ) ===
      o.total,
  );
}

/** What was given back of a payment is the sum of its refunds and never more than was paid. */
export function refundsAddUp(call: Call<Db>): boolean {
  const { db } = call;
  return db.payments
    .all()
    .every(
      (p) =>
        p.refunded <= p.amount &&
        p.refunded ===
          sum(
            scan(call, scan(call, db.refunds.where("payment_id", p.payment_id))),
            (r) => r.amount,
          ),
    );
}

/** A cancelled order is given back except for its fee. */
export function cancelledIsRefunded(call: Call<Db>): boolean {
  const { db } = call;
  return db.orders
    .all()
    .every(
      (o) =>
        o.status !== "cancelled" ||
        sum(
          scan(call, scan(call, db.payments.where("order_id", o.order_id))),
          (p) => p.amount - p.refunded,
        ) === (o.cancel_fee ?? 0),
    );
}

/**
 * A parcel exists exactly for orders that were sent, and one that arrived for orders that were
 * delivered.
 */
export function sentOrdersHaveParcels(call: Call<Db>): boolean {
  const { db } = call;
  return db.orders.all().every(
    (o) =>
      o.status === "cancelled" ||
      (scan(call, db.shipments.where("order_id", o.order_id)).length > 0 ===
        (o.status === "shipped" || o.status === "delivered") &&
        (o.delivered_on !== null) === (o.status === "delivered") &&
        (o.status !== "delivered" ||
          scan(
            call,
            db.shipments.where("order_id", o.order_id).filter((s) => s.status === "delivered"),
          ).length > 0)),
  );
}

/** A customer has the points that the entries add up to. */
export function pointsMatchEntries(call: Call<Db>): boolean {
  const { db } = call;
  return db.customers
    .all()
    .every(
      (c) =>
        c.points ===
        sum(
          scan(call, scan(call, db.points_entries.where("customer_id", c.customer_id))),
          (e) => e.points,
        ),
    );
}

/** A promotion's uses are the orders that use it, and no more than allowed. */
export function promotionsWithinUses(call: Call<Db>): boolean {
  const { db } = call;
  return db.promotions
    .all()
    .every(
      (p) =>
        p.uses ===
          count(
            scan(call, db.orders.where("promotion_id", p.promotion_id)),
            (o) => o.status !== "cancelled",
          ) &&
        (p.max_uses === null || p.uses <= p.max_uses),
    );
}

/** A pickup order that is not with the customer yet has one locker; no other order has any. */
export function pickupHasLocker(call: Call<Db>): boolean {
  const { db } = call;
  return db.orders
    .all()
    .every(
      (o) =>
        scan(call, db.locker_holds.where("order_id", o.order_id)).length ===
        (o.shipping_method === "pickup" && o.status !== "delivered" && o.status !== "cancelled"
          ? 1
          : 0),
    );
}

/** No more comes back of a line than was bought. */
export function returnsWithinOrder(call: Call<Db>): boolean {
  const { db } = call;
  return db.returns
    .all()
    .every((r) =>
      call
        .each(r.items)
        .every((i) =>
          call
            .each(db.orders.must(r.order_id).lines)
            .some(
              (l) =>
                l.line_no === i.line_no &&
                returnedQuantity(call, db.orders.must(r.order_id), i.line_no) <= l.quantity,
            ),
        ),
    );
}

/** A return brings what was paid for its goods less the fees. */
export function returnAmountsAddUp({ db }: Call<Db>): boolean {
  return db.returns.all().every((r) => r.refund === r.goods - r.restocking_fee - r.label_fee);
}

export const tools: Readonly<Record<string, ToolImplementation>> = {
  find_customer_by_email: { run: findCustomerByEmail },
  find_customer_by_name: { run: findCustomerByName },
  list_orders: { run: listOrders },
  get_order: { run: getOrder },
  track_parcel: { run: trackParcel },
  search_products: { run: searchProducts },
  get_product: { run: getProduct },
  check_promotion: { run: checkPromotion },
  check_voucher: { run: checkVoucher },
  quote_return: { run: quoteReturn },
  place_order: { run: placeOrder },
  cancel_order: { run: cancelOrder },
  change_order_address: { run: changeOrderAddress },
  change_quantity: { run: changeQuantity },
  swap_variant: { run: swapVariant },
  speed_up_shipping: { run: speedUpShipping },
  hold_for_pickup: { run: holdForPickup },
  apply_promotion: { run: applyPromotion },
  request_return: { run: requestReturn },
  cancel_return: { run: cancelReturn },
  hand_over_return: { run: handOverReturn },
  refund_return: { run: refundReturn },
  report_lost_parcel: { run: reportLostParcel },
  confirm_delivery: { run: confirmDelivery },
  grant_goodwill: { run: grantGoodwill },
  redeem_points: { run: redeemPoints },
  redeem_voucher: { run: redeemVoucher },
  update_contact: { run: updateContact },
  watch_stock: { run: watchStock },
  add_order_note: { run: addOrderNote },
};

/** What follows after every call, in this order. */
export const reactions: readonly Reaction[] = [
  { name: "tell_watchers", entity: "Variant", run: tellWatchers },
  { name: "complete_order", entity: "Shipment", run: completeOrder },
];

/** What holds in every state. */
export const invariants: readonly Invariant[] = [
  {
    name: "totals_add_up",
    description: "An order costs its lines less the discount plus shipping.",
    holds: totalsAddUp,
  },
  {
    name: "payments_cover_total",
    description: "Payments less corrections are what the order costs.",
    holds: paymentsCoverTotal,
  },
  {
    name: "refunds_add_up",
    description:
      "What was given back of a payment is the sum of its refunds and never more than was paid.",
    holds: refundsAddUp,
  },
  {
    name: "cancelled_is_refunded",
    description: "A cancelled order is given back except for its fee.",
    holds: cancelledIsRefunded,
  },
  {
    name: "sent_orders_have_parcels",
    description:
      "A parcel exists exactly for orders that were sent, and one that arrived for orders that were delivered.",
    holds: sentOrdersHaveParcels,
  },
  {
    name: "points_match_entries",
    description: "A customer has the points that the entries add up to.",
    holds: pointsMatchEntries,
  },
  {
    name: "promotions_within_uses",
    description: "A promotion's uses are the orders that use it, and no more than allowed.",
    holds: promotionsWithinUses,
  },
  {
    name: "pickup_has_locker",
    description:
      "A pickup order that is not with the customer yet has one locker; no other order has any.",
    holds: pickupHasLocker,
  },
  {
    name: "returns_within_order",
    description: "No more comes back of a line than was bought.",
    holds: returnsWithinOrder,
  },
  {
    name: "return_amounts_add_up",
    description: "A return brings what was paid for its goods less the fees.",
    holds: returnAmountsAddUp,
  },
];
