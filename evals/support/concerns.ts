/**
 * The concerns a customer message can raise at the bundled home-goods retailer, each with what it means.
 *
 * The embedded networks were trained on these names: after a change here, train them again.
 */
export const concernMeanings = {
  broken_item: "arrived broken, cracked, dented or shattered",
  defective_item: "worked at first or looks fine, but does not work as it should",
  wrong_item: "a different product, colour or size came than the one ordered",
  missing_parts: "the item came without screws, cable, shade, manual or another part of it",
  missing_item: "the parcel came, but one of the ordered items was not in it",
  not_as_described: "colour, material, size or quality differs from the listing or photos",
  safety_hazard: "sparks, smoke, shock, burning smell, sharp edge or an injury",
  late_delivery: "the parcel is later than promised and has not come yet",
  tracking_dispute: "tracking or a delivery photo says one thing, the customer sees another",
  misdelivered_parcel: "left with a neighbour, at another house or in the wrong place",
  courier_conduct: "the driver was rude, careless or did not ring",
  delivery_slot: "asks for another delivery day or a narrower time",
  customs_charge: "duties, import tax or a courier's handling fee were asked for",
  change_address: "the delivery address must be changed or corrected",
  double_charge: "charged twice for one order",
  wrong_amount: "charged a different amount than shown or agreed",
  unauthorised_charge: "a charge or order that the customer did not make",
  payment_declined: "card or payment method is refused at checkout",
  refund_request: "asks for the money back",
  refund_missing: "a refund was promised or is due and has not arrived",
  discount_failed: "a voucher, promotion or discount code was not applied",
  gift_card_problem: "a gift card is not accepted, is empty or did not arrive",
  invoice_request: "asks for an invoice, receipt or VAT document",
  compensation_request: "asks for something beyond repair of the fault: credit, goodwill, free delivery",
  cancel_order: "wants an order cancelled before it ships",
  change_order: "wants another quantity, colour or item in an order not yet shipped",
  return_request: "wants to send an item back or asks how",
  late_return: "the return window has passed or is about to be missed",
  bulk_quote: "asks for a price for many pieces, trade or company orders",
  stock_question: "asks whether or when something is available",
  assembly_help: "does not manage to put it together or install it",
  compatibility_question: "asks whether it fits or works with something else",
  warranty_expired: "the guarantee has run out or the purchase is years old",
  spare_part_request: "wants to buy or get a replacement part for an item long in use",
  login_problem: "cannot sign in, reset a password or receive a code",
  account_takeover: "somebody else seems to be in the account: changed e-mail, foreign orders or log-ins",
  privacy_request: "wants personal data deleted, corrected or sent to them",
  marketing_opt_out: "wants no more newsletters, texts or calls",
  loyalty_points: "points or member benefits are missing, expired or unclear",
  cancel_subscription: "wants a recurring delivery or paid membership stopped",
  repeated_problem: "says that this is not the first time something went wrong",
  event_deadline: "needs it solved before a named day or event",
  legal_threat: "names a lawyer, court, ombudsman, trading standards or a chargeback",
  press_threat: "will post reviews, go to social media or to the press",
  churn_threat: "will never buy again or is leaving for a competitor",
  contact_failed: "nobody answered, long waits, ignored e-mails, cut-off calls",
  vulnerable_customer: "age, illness, disability, a baby or hardship makes this urgent or harder",
  praise: "thanks or compliments something",
} as const;

export type Concern = keyof typeof concernMeanings;

export const concerns = Object.keys(concernMeanings) as [Concern, ...Concern[]];
