import type * as en from './en.ts';
import type { Translation } from './message.ts';

/** How the readers of this language write amounts, dates and names of countries, unless the shop's own locale is in it. */
export const LOCALE = 'de-DE';

/** What pages and mails both say. */
export const WORDS: Translation<typeof en.WORDS> = {
  'language.name': 'Deutsch',

  'status.Received': 'Eingegangen, in Bearbeitung',
  'status.UnderReview': 'Wird geprüft',
  'status.AwaitingCustomer': 'Wartet auf Ihre Antwort',
  'status.Processed': 'Bestätigt',
  'status.Rejected': 'Abgelehnt',
  'status.Cancelled': 'Storniert',

  'headline.Received': 'Ihre Bestellung ist eingegangen und wird bearbeitet',
  'headline.UnderReview': 'Ihre Bestellung wird geprüft',
  'headline.AwaitingCustomer': 'Ihre Bestellung wartet auf Ihre Antwort',
  'headline.Processed': 'Ihre Bestellung ist bestätigt',
  'headline.Rejected': 'Ihre Bestellung ist abgelehnt',
  'headline.Cancelled': 'Ihre Bestellung ist storniert',

  'mail.pending': 'E-Mail unterwegs',
  'mail.sent': 'E-Mail gesendet',
  'mail.delayed': 'E-Mail verzögert',
  'mail.delivered': 'E-Mail zugestellt',
  'mail.bounced': 'E-Mail konnte nicht zugestellt werden',
  'mail.complained': 'E-Mail wurde als unerwünscht gemeldet',
  'mail.rejected': 'E-Mail konnte nicht gesendet werden',
  'mail.refused': 'E-Mail konnte nicht gesendet werden',

  'cancelled.customer': 'Sie haben diese Bestellung storniert',
  'cancelled.support': 'Wir haben diese Bestellung storniert',
  'cancelReason.customer': 'Ihr Grund',
  'cancelReason.support': 'Unser Grund',

  'change.price': 'Ihre Bestellung kostet jetzt {total}; angezeigt wurden Ihnen {seenTotal}.',
  'change.fewer': '{name}: Es sind nur noch {left} da, bestellt haben Sie {wanted}.',
  'change.gone': '{name} ist nicht mehr erhältlich.',

  noPayments: 'Dieser Shop nimmt Bestellungen an, keine Zahlungen: Es wird nichts berechnet.',
};

/** Why an order is rejected, by the code of the reason. */
export const REASONS: Translation<typeof en.REASONS> = {
  'unknown-product': 'Ein Produkt „{name}“ gibt es in diesem Shop nicht.',
  'not-available': '„{name}“ ist zurzeit nicht erhältlich.',
  'sold-out': '„{name}“ ist ausverkauft.',
  'too-many': 'Von „{name}“ können Sie höchstens {most} auf einmal bestellen; in dieser Bestellung sind es {wanted}.',
  'several-currencies':
    'Diese Produkte werden in verschiedenen Währungen verkauft: Bitte bestellen Sie sie getrennt voneinander.',
  'sold-meanwhile':
    'Was Sie bestellt haben, wurde immer wieder an andere verkauft, während wir Ihre Bestellung bearbeitet haben.',
  declined: 'Sie haben unseren Vorschlag abgelehnt, deshalb wurde nichts bestellt.',
  'not-approved': 'Wir können diese Bestellung nicht annehmen: {said}',
  'customer-silent': 'Sie haben nicht rechtzeitig geantwortet, deshalb wurde nichts bestellt.',
  'reviewer-silent':
    'Es tut uns leid: Niemand konnte sich Ihre Bestellung rechtzeitig ansehen. Bitte bestellen Sie noch einmal, oder wenden Sie sich an uns.',
};

/** What mails alone say. */
export const MAIL_WORDS: Translation<typeof en.MAIL_WORDS> = {
  hello: 'Guten Tag',
  order: 'Bestellung',
  placed: 'Aufgegeben',
  total: 'Gesamtsumme',
  'subject.UnderReview': 'Ihre Bestellung {orderId} wird geprüft',
  'subject.AwaitingCustomer': 'Ihre Bestellung {orderId} wartet auf Ihre Antwort',
  'subject.Processed': 'Ihre Bestellung {orderId} ist bestätigt',
  'subject.Rejected': 'Ihre Bestellung {orderId} ist abgelehnt',
  'subject.Cancelled': 'Ihre Bestellung {orderId} ist storniert',
  'subject.again': '{subject} (erneut gesendet)',
  again: 'Wir senden Ihnen diese E-Mail noch einmal: Sie wurde bereits am {sentAt} verschickt.',
  why: 'Warum',
  whatChanged: 'Was sich geändert hat',
  next: 'Wie es weitergeht',
  ordered: 'Was Sie bestellt haben',
  offered: 'Was wir vorschlagen',
  quantity: 'Menge',
  unpriced: 'ohne Preis',
  deliveredTo: 'Lieferadresse',
  wasToBeDeliveredTo: 'Von Ihnen angegebene Lieferadresse',
  seeOrder: 'Bestellung ansehen',
  answer: 'Annehmen oder ablehnen',
  'processed.opening': 'Vielen Dank. Wir haben Ihre Bestellung angenommen und bearbeitet.',
  'processed.toAddress': 'Wir senden sie an die unten stehende Lieferadresse.',
  'processed.noAddress': 'Sie wurde ohne Lieferadresse aufgegeben: Bitte teilen Sie uns mit, wohin wir liefern sollen.',
  'processed.nothingToDo':
    'Sie müssen nichts weiter tun. Sie hören nur dann wieder von uns, wenn sich an der Bestellung etwas ändert.',
  'processed.cancellable':
    'Falls Sie sie doch nicht möchten: Auf der Seite der Bestellung können Sie sie bis {until} stornieren.',
  'rejected.opening': 'Es tut uns leid: Wir können Ihre Bestellung nicht annehmen.',
  'rejected.declined': 'Wie von Ihnen gewünscht, wurde nichts bestellt.',
  'rejected.nothing': 'Nichts davon wurde bestellt. Es wird nichts an Sie versandt und nichts berechnet.',
  'rejected.again':
    'Sie können neu bestellen: Auf der Seite Ihrer Bestellung legen Sie alles, was noch erhältlich ist, wieder in den Warenkorb und können es dort ändern.',
  'cancelled.byCustomer': 'Sie haben diese Bestellung storniert.',
  'cancelled.bySupport': 'Wir haben diese Bestellung storniert, und das tut uns leid.',
  'cancelled.nothing': 'Es wird nichts davon an Sie versandt und nichts berechnet.',
  'cancelled.kept':
    'Was wir für Sie zurückgelegt hatten, steht wieder zum Verkauf. Falls Sie es noch möchten, bestellen Sie bitte neu.',
  'cancelled.notKept':
    'Für Sie war noch nichts zurückgelegt. Falls Sie die Produkte noch möchten, bestellen Sie bitte neu.',
  'question.opening':
    'Ihre Bestellung ist so, wie Sie sie aufgegeben haben, nicht möglich. Deshalb fragen wir Sie zuerst.',
  'question.answer':
    'Bitte nehmen Sie unseren Vorschlag bis {until} auf der Seite Ihrer Bestellung an, oder lehnen Sie ihn ab.',
  'question.accepted':
    'Wenn Sie ihn annehmen, wird Ihre Bestellung für insgesamt {total} ausgeführt. Sie kostet nie mehr, als Sie angenommen haben: Sollte sich noch einmal etwas ändern, fragen wir Sie wieder.',
  'question.declined':
    'Wenn Sie ihn ablehnen oder bis dahin nicht antworten, wird nichts bestellt und nichts berechnet.',
  'review.opening':
    'Vielen Dank. Ihre Bestellung beläuft sich auf {total}, und Bestellungen über {limit} sieht sich jemand von uns an, bevor wir sie bestätigen.',
  'review.until': 'Sie hören bis {until} von uns. Sie müssen nichts tun.',
  'review.meanwhile':
    'Bis dahin wird nichts versandt und nichts berechnet, und Sie können die Bestellung auf ihrer Seite stornieren.',
  'review.late': 'Falls niemand rechtzeitig dazu kommt, wird die Bestellung abgelehnt, und wir benachrichtigen Sie.',
  contact: 'Fragen? Ein Mensch antwortet Ihnen unter',
  byReply: 'oder antworten Sie einfach auf diese E-Mail.',
  noReplies: 'Antworten auf diese E-Mail werden nicht gelesen.',
  because:
    'Sie erhalten diese E-Mail, weil bei {shop} eine Bestellung von einer Person aufgegeben wurde, die sich mit dieser Adresse angemeldet hat.',
};
