/** What an event is called: in a record, which member of it says more, on EventBridge, and in a template.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ses-configurationseteventdestination-eventdestination.html */
export const EVENT_TYPES = {
  SEND: { record: 'Send', member: 'send', detailType: 'Email Sent', template: 'send' },
  REJECT: { record: 'Reject', member: 'reject', detailType: 'Email Rejected', template: 'reject' },
  BOUNCE: { record: 'Bounce', member: 'bounce', detailType: 'Email Bounced', template: 'bounce' },
  COMPLAINT: {
    record: 'Complaint',
    member: 'complaint',
    detailType: 'Email Complaint Received',
    template: 'complaint',
  },
  DELIVERY: { record: 'Delivery', member: 'delivery', detailType: 'Email Delivered', template: 'delivery' },
  OPEN: { record: 'Open', member: 'open', detailType: 'Email Opened', template: 'open' },
  CLICK: { record: 'Click', member: 'click', detailType: 'Email Clicked', template: 'click' },
  RENDERING_FAILURE: {
    record: 'Rendering Failure',
    member: 'failure',
    detailType: 'Email Rendering Failed',
    template: 'renderingFailure',
  },
  DELIVERY_DELAY: {
    record: 'DeliveryDelay',
    member: 'deliveryDelay',
    detailType: 'Email Delivery Delayed',
    template: 'deliveryDelay',
  },
  SUBSCRIPTION: {
    record: 'Subscription',
    member: 'subscription',
    detailType: 'Email Subscribed',
    template: 'subscription',
  },
} as const;

/** An event type as API v2 names it. */
export type EventType = keyof typeof EVENT_TYPES;

/** Every type; those that need somebody to open a mail, follow a link or render a template cannot happen here. */
export const eventTypes = Object.keys(EVENT_TYPES) as readonly EventType[];
