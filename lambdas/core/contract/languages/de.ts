import type * as en from './en.ts';
import type { Translation } from './message.ts';

/** How the readers of this language write amounts, dates and names of countries, unless the shop's own locale is in it. */
export const LOCALE = 'de-DE';

/** Said by both the frame of the pages and mails. */
const NO_PAYMENTS = 'Dieser Shop nimmt Bestellungen an, keine Zahlungen: Es wird nichts berechnet.';

/** What mails say, and the pages of orders. */
export const WORDS: Translation<typeof en.WORDS> = {
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
  'change.fewer': '{name}: nur noch {left} auf Lager, bestellt haben Sie {wanted}.',
  'change.gone': '{name} ist nicht mehr erhältlich.',
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
  noPayments: NO_PAYMENTS,
  hello: 'Guten Tag',
  order: 'Bestellung',
  placed: 'Datum',
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
  because: 'Sie erhalten diese E-Mail, weil über ein Konto mit dieser Adresse bei {shop} bestellt wurde.',
};

/** What each page says, in its frame, and the catalogue. */
export const SITE_WORDS: Translation<typeof en.SITE_WORDS> = {
  noPayments: NO_PAYMENTS,
  description: 'Gute Dinge für den Schreibtisch: hier bestellen und die Bestellung bis zum Schluss verfolgen.',
  skip: 'Zum Inhalt springen',
  'nav.main': 'Hauptnavigation',
  'nav.shop': 'Shop',
  'nav.orders': 'Meine Bestellungen',
  'nav.cart': 'Warenkorb',
  'nav.support': 'Support',
  'nav.about': 'Über den Shop',
  'nav.contact': 'Kontakt',
  'nav.imprint': 'Impressum',
  'nav.terms': 'AGB',
  'nav.privacy': 'Datenschutz',
  'nav.language': 'Sprache',
  items: { one: '{count} Artikel', other: '{count} Artikel' },
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  loading: 'Einen Moment …',
  tryAgain: 'Erneut versuchen',
  toShop: 'Zum Shop',
  questions: 'Fragen?',
  otherLanguage: 'Die Texte dieser Sprache konnten nicht geladen werden. Bitte versuchen Sie es gleich noch einmal.',

  'notice.offline':
    'Sie sind offline. Ihr Warenkorb bleibt auf diesem Gerät erhalten, und was Sie bestellen, wartet hier, bis Sie wieder online sind.',
  'notice.signInFailed':
    'Die Anmeldung hat nicht geklappt, sonst hat sich nichts geändert. Bitte versuchen Sie es gleich noch einmal.',
  'notice.waiting': 'Eine Ihrer Bestellungen ist noch nicht bestätigt.',
  'notice.waits': 'Eine Ihrer Bestellungen wartet darauf, gesendet zu werden.',
  'notice.waitingLink': 'Was Sie tun können',
  'notice.sent': 'Ihre Bestellung, die gewartet hat, ist gesendet.',
  'notice.sentLink': 'Wie es um sie steht',
  'notice.refused': 'Ihre Bestellung, die gewartet hat, wurde nicht angenommen. Ihr Warenkorb bleibt erhalten.',
  asOf: 'Preise und Bestand sind vom {time} und können sich seither geändert haben.',

  'notFound.title': 'Diese Seite gibt es nicht',
  'notFound.text': 'Vielleicht ist die Adresse falsch geschrieben, oder die Seite gibt es nicht mehr.',
  'notLoaded.title': 'Diese Seite konnte nicht geladen werden',
  'notLoaded.text': 'Es kam keine Antwort, oder die Website wurde gerade aktualisiert.',
  'notLoaded.again': 'Neu laden',

  'failure.noAnswer':
    'Der Shop hat nicht geantwortet. Bitte prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.',
  'failure.offline':
    'Sie sind offline, und auf Ihrem Gerät ist davon nichts gespeichert. Es wird geladen, sobald Sie wieder online sind.',
  'failure.signedOut': 'Sie sind nicht mehr angemeldet. Bitte melden Sie sich erneut an.',
  'failure.notUnderstood':
    'Der Shop hat etwas geantwortet, das diese Seite nicht versteht. Bitte versuchen Sie es gleich noch einmal.',
  'failure.other': 'Der Shop hat diese Anfrage nicht angenommen.',
  'problem.throttled': 'Im Shop ist gerade sehr viel los. Bitte versuchen Sie es gleich noch einmal.',
  'problem.unavailable': 'Der Shop kann gerade nicht antworten. Bitte versuchen Sie es gleich noch einmal.',
  'problem.internal-error': 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es später noch einmal.',

  'shop.title': 'Gute Dinge für den Schreibtisch',
  'shop.lead':
    'Legen Sie in den Warenkorb, was Sie brauchen, bestellen Sie, und verfolgen Sie Ihre Bestellung bis zum Schluss.',
  'shop.loading': 'Der Katalog wird geladen …',
  'shop.addToCart': 'In den Warenkorb',
  'shop.howMany': 'Menge: {name}',
  'shop.inCart': { one: '{count} im Warenkorb', other: '{count} im Warenkorb' },
  'shop.nowInCart': { one: '{name}: {count} im Warenkorb.', other: '{name}: {count} im Warenkorb.' },
  'shop.left': { one: 'Noch {count} auf Lager', other: 'Noch {count} auf Lager' },
  'room.unavailable': 'Zurzeit nicht erhältlich',
  'room.sold-out': 'Ausverkauft',
  'room.most-per-order': 'Höchstens {most} pro Bestellung',
  'room.all-that-is-left': 'Mehr sind nicht auf Lager',
  'room.cart-full': 'Der Warenkorb ist voll: höchstens {lines} verschiedene Produkte',
  'cartBar.title': 'Ihr Warenkorb',
  'cartBar.checkOut': 'Zur Kasse',

  'search.landmark': 'Produkte',
  'search.field': 'Im Shop suchen',
  'search.available': 'Nur erhältliche Produkte',
  'search.sort': 'Sortierung',
  'search.all': { one: '{count} Produkt.', other: '{count} Produkte.' },
  'search.found': { one: '{found} von {count} Produkt.', other: '{found} von {count} Produkten.' },
  'search.nothingAvailable': 'Zurzeit ist nichts erhältlich.',
  'search.nothingFound': 'Für „{words}“ wurde nichts gefunden. Versuchen Sie es mit weniger oder anderen Wörtern.',
  'search.showAll': 'Alle Produkte zeigen',
  'sort.shop': 'Unsere Reihenfolge',
  'sort.cheapest': 'Günstigste zuerst',
  'sort.dearest': 'Teuerste zuerst',
  'sort.name': 'Nach Namen',
};

/** What all other pages of shoppers say; support's are in English. */
export const LATER_WORDS: Translation<typeof en.LATER_WORDS> = {
  signInAgain: 'Erneut anmelden',
  'signIn.forOrders':
    'Bitte melden Sie sich an, um Ihre Bestellungen zu sehen. Danach kommen Sie auf diese Seite zurück.',
  'signIn.forOrder':
    'Bitte melden Sie sich an, um diese Bestellung zu sehen. Danach kommen Sie auf diese Seite zurück.',
  'signIn.forSupport': 'Bitte melden Sie sich mit einem Support-Konto an. Danach kommen Sie auf diese Seite zurück.',
  toOrders: 'Zu meinen Bestellungen',
  total: 'Gesamtsumme',
  quantity: 'Menge: {count}',
  each: 'je {price}',

  'problem.outcome-unknown': 'Der Shop konnte nicht bestätigen, dass er Ihre Bestellung hat.',
  'problem.email-not-verified':
    'Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse: Dorthin schreiben wir Ihnen wegen Ihrer Bestellung. Melden Sie sich danach erneut an.',
  'problem.record-unreadable': 'Wir können diese Bestellung zurzeit nicht anzeigen. Wir sind benachrichtigt.',
  'problem.email-not-mailable':
    'An Ihre E-Mail-Adresse können wir keine E-Mails senden. Bitte melden Sie sich mit einer anderen an.',
  'problem.order-not-found': 'Sie haben keine Bestellung mit dieser Nummer.',
  'problem.invalid-request':
    'So kann der Shop das nicht annehmen. Bitte laden Sie die Seite neu, und prüfen Sie Ihre Eingaben.',
  'problem.invalid-idempotency-key': 'So kann der Shop das nicht annehmen. Bitte laden Sie die Seite neu.',
  'problem.malformed-json': 'So kann der Shop das nicht annehmen. Bitte laden Sie die Seite neu.',
  'problem.too-large': 'Das ist mehr, als der Shop auf einmal annehmen kann. Bitte bestellen Sie in Teilen.',
  'problem.invalid-cursor': 'Diese Liste hat sich geändert. Bitte laden Sie die Seite neu.',
  'problem.question-answered':
    'Diese Frage wurde bereits beantwortet, vielleicht in einem anderen Tab, und die erste Antwort gilt.',
  'problem.question-expired': 'Die Frist für die Antwort ist abgelaufen, deshalb zählt diese Antwort nicht mehr.',
  'problem.question-changed':
    'Es hat sich noch einmal etwas geändert. Bitte sehen Sie sich die neue Frage an, und beantworten Sie diese.',
  'problem.no-open-question': 'Es gibt nichts mehr zu beantworten. Diese Seite zeigt, wie es um Ihre Bestellung steht.',
  'problem.not-cancellable':
    'Die Bestellung ist nicht storniert: Das ist im Moment nicht möglich oder nicht mehr möglich.',
  'trouble.fields': 'Bitte prüfen Sie die markierten Felder.',
  'trouble.lines': 'Bitte prüfen Sie die Produkte in Ihrem Warenkorb: Nicht alle lassen sich so bestellen.',

  'product.title': 'Produkt',
  'product.lookingUp': 'Das Produkt wird geladen …',
  'product.noSuch': 'Dieses Produkt gibt es nicht',
  'product.gone': 'Vielleicht führen wir es nicht mehr, oder die Adresse ist falsch geschrieben.',
  'product.inStock': 'Auf Lager.',
  'product.onlyLeft': { one: 'Nur noch eines auf Lager.', other: 'Nur noch {count} auf Lager.' },
  'product.soldOut': 'Ausverkauft.',
  'product.soldOutMore': 'Zurzeit ist keines mehr auf Lager.',
  'product.unavailable': 'Zurzeit nicht erhältlich.',
  'product.unavailableMore': 'Wir verkaufen es gerade nicht.',
  'product.atMost': 'Höchstens {most} pro Bestellung.',
  'product.inCart': { one: '{count} im Warenkorb.', other: '{count} im Warenkorb.' },
  'product.toCart': 'Zum Warenkorb',

  'checkout.title': 'Kasse',
  'checkout.empty': 'Ihr Warenkorb ist leer.',
  'checkout.cart': 'Ihr Warenkorb',
  'checkout.order': 'Ihre Bestellung',
  'checkout.lookingUp': 'Der Inhalt Ihres Warenkorbs wird geladen …',
  'checkout.cartKept': {
    one: 'Ihr Warenkorb mit {count} Artikel bleibt erhalten.',
    other: 'Ihr Warenkorb mit {count} Artikeln bleibt erhalten.',
  },
  'checkout.lookingUpPrices': 'Preise werden geladen …',
  'checkout.noPrices': 'Preise nicht bekannt',
  'checkout.writeTo': 'Wir schreiben Ihnen wegen Ihrer Bestellung an {email}.',
  // A shop that charges has to say so here, as in "Zahlungspflichtig bestellen" (§ 312j BGB); where nothing is charged it would be
  // wrong. The terms in cdk/texts/de.json name this button.
  'checkout.place': 'Bestellung absenden',
  'checkout.sending': 'Ihre Bestellung wird gesendet …',
  'checkout.offline':
    'Sie sind offline: Ihre Bestellung wartet auf diesem Gerät und wird gesendet, sobald Sie wieder online sind.',
  'checkout.pricesFirst': 'Sie können bestellen, sobald die Preise geladen sind.',
  'checkout.signIn': 'Anmelden und bestellen',
  'checkout.comeBack': 'Danach kommen Sie auf diese Seite zurück; Ihr Warenkorb und Ihre Eingaben bleiben erhalten.',
  'line.remove': 'Entfernen',
  'line.removedAloud': '{name} entfernt. Sie können das rückgängig machen.',
  'removed.text': '{name} wurde entfernt.',
  'removed.undo': 'Rückgängig',
  'removed.undoes': 'machen: {name} entfernt',
  'removed.undone': '{name} liegt wieder im Warenkorb.',
  'removed.full': '{name} lässt sich nicht zurücklegen: Der Warenkorb ist voll.',
  'line.gone': 'Dieses Produkt gibt es im Shop nicht mehr. Bitte entfernen Sie es.',
  'line.unavailable': 'Dieses Produkt ist zurzeit nicht erhältlich. Bitte entfernen Sie es.',
  'line.other-currency':
    'Der Preis ist in {currency}, die Preise davor sind es nicht. Bitte bestellen Sie dieses Produkt für sich.',
  'line.sold-out': 'Dieses Produkt ist ausverkauft. Bitte entfernen Sie es.',
  'line.too-few-left': {
    one: 'Es ist nur noch eines auf Lager. Bitte verringern Sie die Menge.',
    other: 'Es sind nur noch {count} auf Lager. Bitte verringern Sie die Menge.',
  },
  'line.too-many': 'Höchstens {most} pro Bestellung. Bitte verringern Sie die Menge.',
  'line.fewer': 'Eines weniger: {name}',
  'line.more': 'Eines mehr: {name}',
  'line.quantityOf': 'Menge: {name}',
  'adjusted.noNumber': 'Das ist keine Zahl: Es bleibt bei {taken}.',
  'adjusted.left': {
    one: 'Von {name} nur noch {left} auf Lager: {count} liegt im Warenkorb.',
    other: 'Von {name} nur noch {left} auf Lager: {count} liegen im Warenkorb.',
  },
  'adjusted.most': {
    one: 'Höchstens {most} von {name} pro Bestellung: {count} liegt im Warenkorb.',
    other: 'Höchstens {most} von {name} pro Bestellung: {count} liegen im Warenkorb.',
  },
  'adjusted.least': 'Mindestens 1: Mit „Entfernen“ nehmen Sie {name} heraus.',
  'adjusted.whole': {
    one: 'Nur ganze Zahlen: {count} liegt im Warenkorb.',
    other: 'Nur ganze Zahlen: {count} liegen im Warenkorb.',
  },

  'changed.sinceOrder': 'Seit Ihrer Bestellung hat sich etwas geändert:',
  'changed.gone': '{name} gibt es im Shop nicht mehr und fehlt deshalb.',
  'changed.unavailable': '{name} ist zurzeit nicht erhältlich und fehlt deshalb.',
  'changed.sold-out': '{name} ist ausverkauft und fehlt deshalb.',
  'changed.cart-full': '{name} passt nicht mehr hinein: Der Warenkorb fasst höchstens {lines} verschiedene Produkte.',
  'changed.left': '{name}: {now} statt {ordered}, mehr sind nicht auf Lager.',
  'changed.limit': '{name}: {now} statt {ordered}, mehr sind pro Bestellung nicht möglich.',
  'changed.in-cart': '{name}: {now} lagen schon in Ihrem Warenkorb und bleiben; bestellt hatten Sie {ordered}.',
  'changed.total': 'Es kostet jetzt {now}; bei Ihrer Bestellung waren es {before}.',
  'changed.price': '{name} kostet jetzt {now}; bei Ihrer Bestellung waren es {before}.',
  'changed.sinceFilled': 'Seit Sie Ihren Warenkorb gefüllt haben, hat sich etwas geändert:',
  'changed.accept': 'In Ordnung',
  'filled.gone': '{name} gibt es im Shop nicht mehr.',
  'filled.unavailable': '{name} ist zurzeit nicht erhältlich.',
  'filled.sold-out': '{name} ist inzwischen ausverkauft.',
  'filled.fewer': '{name}: inzwischen nur noch {left} auf Lager, in Ihrem Warenkorb: {wanted}.',
  'filled.price': '{name} kostet jetzt {now}; als Sie es in den Warenkorb gelegt haben, waren es {before}.',
  'again.action': 'Erneut bestellen',
  'again.hint':
    'Wir füllen Ihren Warenkorb mit allem, was noch erhältlich ist, und sagen, was sich seitdem geändert hat.',
  'again.putBack': 'Wieder in den Warenkorb legen',
  'again.busy': 'Aktuelle Preise werden geladen …',
  'again.nothingPut': 'Es wurde nichts in den Warenkorb gelegt.',

  'field.name': 'Ihr Name',
  'field.address': 'Lieferadresse',
  'field.optional': '(freiwillig)',
  'field.choose': 'Bitte wählen',
  'address.name': 'Empfänger, falls abweichend',
  'address.street': 'Straße und Hausnummer',
  'address.extra': 'Adresszusatz: Wohnung, Stockwerk, Firma',
  'address.postalCode': 'Postleitzahl',
  'address.city': 'Ort',
  'address.region': 'Bundesland oder Region',
  'address.country': 'Land',
  'fault.name': 'Bitte geben Sie Ihren Namen ein.',
  'fault.too-long': 'Bitte verwenden Sie höchstens 100 Zeichen.',
  'fault.characters': 'Bitte verwenden Sie nur Buchstaben, Ziffern und übliche Zeichen, in einer Zeile.',
  'fault.country': 'Bitte wählen Sie ein Land, in das wir liefern.',
  'fault.street': 'Bitte geben Sie Straße und Hausnummer ein.',
  'fault.postalCode': 'Bitte geben Sie die Postleitzahl ein.',
  'fault.city': 'Bitte geben Sie den Ort ein.',
  'fault.missing': 'Bitte füllen Sie dieses Feld aus.',

  'waiting.notConfirmed': 'Ihre Bestellung ist nicht bestätigt',
  'waiting.notSent': 'Ihre Bestellung ist nicht gesendet',
  'waiting.mayHaveArrived':
    'Ihre Bestellung wurde gesendet, aber die Antwort des Shops kam nicht zurück. Deshalb lässt sich noch nicht sagen, ob sie angekommen ist. Senden Sie sie erneut: Wie oft sie auch ankommt, es wird eine einzige Bestellung daraus.',
  'waiting.notArrived':
    'Der Shop hat Ihre Bestellung nicht angenommen, und es wurde nichts bestellt. Sie bleibt hier so erhalten, wie Sie sie geschrieben haben: Senden Sie sie erneut.',
  'waiting.waits': 'Ihre Bestellung wartet',
  'waiting.offline':
    'Sie sind offline, deshalb wurde nichts gesendet. Ihre Bestellung bleibt hier so erhalten, wie Sie sie geschrieben haben, und wird von selbst gesendet, sobald Sie wieder online sind und eine Seite des Shops offen ist.',
  'waiting.byItself':
    'Sie wird von selbst gesendet, sobald der Shop zu erreichen ist und eine Seite davon offen ist, immer als dieselbe Bestellung: Nichts wird doppelt bestellt.',
  'waiting.sendNow': 'Jetzt senden',
  'waiting.for': 'Für {name}:',
  'waiting.sendAgain': 'Erneut senden',
  'waiting.lookFirst':
    'Falls Sie sie lieber ändern möchten, sehen Sie zuerst unter {orders} nach: Sollte sie angekommen sein, wäre eine geänderte Bestellung eine zweite.',
  'waiting.orders': 'Meine Bestellungen',
  'waiting.change': 'Bestellung stattdessen ändern',

  'orders.none': 'Sie haben noch nichts bestellt.',
  'orders.lookingUp': 'Ihre Bestellungen werden geladen …',
  'orders.lookingUpMore': 'Weitere werden geladen …',
  'orders.more': 'Mehr zeigen',
  'orders.shown': {
    one: '{count} weitere Bestellung wird gezeigt.',
    other: '{count} weitere Bestellungen werden gezeigt.',
  },
  'orders.unreadable': 'Wir können {orders} zurzeit nicht anzeigen. Wir sind benachrichtigt.',
  'orders.number': 'Bestellung {orderId}',
  'orders.andMore': '{name} + {more} weitere',

  'order.title': 'Bestellung {orderId}',
  'order.lookingUp': 'Ihre Bestellung wird geladen …',
  'order.goOnLooking': 'Wir versuchen es weiter.',
  'asOf.offline':
    'Sie sind offline. Das ist der Stand vom {time} und kann sich seither geändert haben. Sobald Sie wieder online sind, wird er neu geladen.',
  'asOf.noAnswer':
    'Der Shop antwortet nicht. Das ist der Stand vom {time} und kann sich seither geändert haben. Wir versuchen es weiter.',
  'order.details': 'Was Sie bestellt haben',
  'order.orderedBy': 'Bestellt von {name}, {email}',
  'order.totalThen': 'Gesamtsumme bei Ihrer Bestellung',
  'order.totalNow': 'Gesamtsumme jetzt',
  'more.UnderReview': 'Jemand von uns sieht sie sich an; Sie müssen nichts tun.',
  'more.AwaitingCustomer': 'Etwas hat sich geändert; die Frage steht auf dieser Seite.',
  'more.Rejected': 'Die Gründe stehen auf dieser Seite.',
  'rejection.title': 'Warum sie abgelehnt wurde',
  'rejection.text':
    'Es wurde nichts bestellt. Sie können alles, was noch erhältlich ist, wieder in den Warenkorb legen und neu bestellen.',
  'cancelled.text':
    'Es wird nichts geliefert. Sie können alles, was noch erhältlich ist, wieder in den Warenkorb legen und neu bestellen.',

  'step.title': 'Wie es um Ihre Bestellung steht',
  'step.Received': 'Eingegangen',
  'step.Processed': 'Bestätigt',
  'step.Rejected': 'Abgelehnt',
  'step.Cancelled': 'Storniert',
  'step.haveIt': 'Sie liegt uns vor.',
  'step.processing': 'Wird bearbeitet',
  'step.cancelling': 'Wird storniert',
  'step.soon': 'Das dauert ein paar Sekunden. Die Seite aktualisiert sich von selbst.',
  'step.late':
    'Das dauert länger als sonst. Es geht nichts verloren, und Sie müssen hier nicht warten: „Meine Bestellungen“ zeigt, wie es steht.',
  'step.accepted': 'Sie haben die Änderungen angenommen',
  'step.declined': 'Sie haben die Änderungen abgelehnt',
  'step.approved': 'Geprüft und freigegeben',
  'step.rejected': 'Geprüft und nicht freigegeben',
  'step.cancelled': 'Stornierung gewünscht',
  'step.answerBy': 'Etwas hat sich geändert, deshalb fragen wir Sie zuerst. Bitte antworten Sie bis {until}.',
  'step.reviewBy':
    'Bestellungen über {limit} sieht sich jemand von uns an, bevor wir sie bestätigen; Ihre beläuft sich auf {total}. Sie hören bis {until} von uns und müssen nichts tun.',
  'step.unanswered': 'Keine rechtzeitige Antwort',
  'step.unreviewed': 'Nicht rechtzeitig geprüft',
  'step.wasOpen': 'Die Frist lief bis {until}.',

  'mailStep.to': '„{headline}“, an {address}',
  'mailStep.at': '„{headline}“, an {address}, {sentAt}',
  'mailStep.again': '„{headline}“, an {address}, erneut gesendet {sentAt}',
  'mailStep.arrived': ', angekommen {arrivedAt}',
  'mailStep.pending': 'Sie ist noch nicht gesendet. Sie müssen hier nicht darauf warten.',
  'mailStep.delayed':
    'Der E-Mail-Anbieter nimmt sie zurzeit nicht an; einige Stunden lang wird es immer wieder versucht.',
  'mailStep.bounced': 'Der E-Mail-Anbieter hat sie nicht angenommen.',
  'mailStep.bouncedSoftly':
    'Der E-Mail-Anbieter hat sie nicht angenommen: Vielleicht ist das Postfach voll oder vorübergehend gestört.',
  'mailStep.complained': 'Sie ist angekommen und wurde dann als unerwünscht gemeldet.',
  'mailStep.rejected': 'Unser E-Mail-Dienst hat sie zurückgehalten.',
  'mailStep.refused': 'Unser E-Mail-Dienst kann an diese Adresse nicht senden.',
  'mailStep.doubtful':
    'Eine andere E-Mail an diese Adresse hat Sie nicht erreicht, deshalb kommt vielleicht auch diese nicht an.',

  'unreached.title': 'Wir konnten Sie unter {address} nicht erreichen',
  'unreached.suppressed':
    'Frühere E-Mails an diese Adresse kamen zurück, deshalb hat unser E-Mail-Dienst es nicht noch einmal versucht.',
  'unreached.bounced':
    'Der E-Mail-Anbieter hat geantwortet, dass er für diese Adresse keine E-Mails annimmt. Vielleicht fehlt ein Buchstabe oder es ist einer zu viel, oder das Postfach gibt es nicht mehr.',
  'unreached.complained':
    'Unsere E-Mail wurde dort als unerwünscht gemeldet. In E-Mail-Programmen genügt dafür ein Klick, und manche tun es von selbst. Unser E-Mail-Dienst hält vielleicht zurück, was wir Ihnen als Nächstes senden.',
  'unreached.rejected': 'Unser E-Mail-Dienst hat die E-Mail zurückgehalten. Das hat nichts mit Ihrem Postfach zu tun.',
  'unreached.refused': 'Unser E-Mail-Dienst kann an eine Adresse, die so geschrieben ist, nicht senden.',
  'unreached.goesOn':
    'Ihre Bestellung geht trotzdem weiter, und auf dieser Seite steht alles, was in unseren E-Mails stünde.',
  'unreached.contact':
    'Wenn Sie unter einer anderen Adresse erreichbar sein möchten oder eine Frage haben, antwortet Ihnen ein Mensch unter {contact}.',
  'unreached.nextTime': 'Für Ihre nächste Bestellung können Sie sich mit einer anderen Adresse anmelden.',

  'question.title': 'Möchten Sie die Bestellung noch?',
  'question.changed': 'Seit Ihrer Bestellung hat sich etwas geändert:',
  'question.changedNotPrice': 'Seit Ihrer Bestellung hat sich etwas geändert, aber nicht der Preis:',
  'question.proposal': 'Was wir vorschlagen',
  'question.youOrdered': 'Bestellt haben Sie ',
  'question.asOrdered': 'Menge: {count}, wie bestellt',
  'question.nowCount': 'jetzt {count}',
  'question.notToBeHad': 'nicht erhältlich',
  'question.answerBy': 'Bitte antworten Sie bis {until}. Ohne Antwort bis dahin wird nichts bestellt.',
  'question.accept': 'Für {total} annehmen',
  'question.decline': 'Ablehnen und nichts bestellen',
  'question.sending': 'Ihre Antwort wird gesendet …',
  'question.sendAgain': 'Antwort erneut senden',
  'question.neverMore':
    'Sollten sich Preise oder Bestand noch einmal ändern, bevor Ihre Antwort ausgeführt ist, fragen wir Sie wieder: Es kostet nie mehr, als Sie angenommen haben.',

  'cancel.action': 'Diese Bestellung stornieren',
  'cancel.busy': 'Wird storniert …',
  'cancel.again': 'Noch einmal stornieren',
  'cancel.until': 'Möglich bis {until}.',
  'cancel.title': 'Diese Bestellung stornieren?',
  'cancel.text':
    'Die ganze Bestellung {orderId} wird storniert. Das lässt sich nicht rückgängig machen; Sie können neu bestellen.',
  'cancel.confirm': 'Bestellung stornieren',
  'cancel.keep': 'Bestellung behalten',

  'act.accept.noted':
    'Vielen Dank, Ihre Antwort ist notiert: Ihre Bestellung geht wie vorgeschlagen weiter. Diese Seite zeigt, wie es um sie steht.',
  'act.decline.noted':
    'Vielen Dank, Ihre Antwort ist notiert: Es wird nichts bestellt. Diese Seite zeigt, wann das erledigt ist.',
  'act.cancel.noted':
    'Ihr Wunsch ist notiert: Die Bestellung wird storniert. Diese Seite zeigt, wann das erledigt ist.',
  'act.accept.Processed': 'Ihre Bestellung ist so bestätigt, wie Sie sie angenommen haben.',
  'act.accept.Rejected':
    'Ihre Antwort wurde notiert, und doch konnte die Bestellung nicht bestätigt werden. Die Gründe stehen auf dieser Seite.',
  'act.decline.Rejected': 'Wie von Ihnen gewünscht, wurde nichts bestellt.',
  'act.Cancelled': 'Die Bestellung ist storniert.',
  'act.askedAgain': 'Ihre Antwort ist notiert. Falls unten noch eine Frage steht, hat sich noch einmal etwas geändert.',
  'act.safe.answer': 'Sie können dieselbe Antwort unbesorgt noch einmal geben: Sie zählt einmal.',
  'act.safe.cancel': 'Sie können unbesorgt noch einmal stornieren: Es zählt einmal.',
  'act.notCancelled.soon':
    'Die Bestellung ist nicht storniert. Sie wird gerade bearbeitet: Bitte versuchen Sie es gleich noch einmal.',
  'act.notCancelled.late':
    'Die Bestellung ist nicht storniert. Die Frist dafür ist abgelaufen: Bitte wenden Sie sich an uns.',
  'act.notCancelled.rejected':
    'Die Bestellung ist nicht storniert. Sie wurde abgelehnt, deshalb gibt es nichts zu stornieren.',

  'print.action': 'Drucken',
  'print.facts': 'Bestellt am {orderedAt}. {status}.',
  'thanks.heading': 'Vielen Dank für Ihre Bestellung',
  'thanks.next': 'Wie es weitergeht',
  'thanks.Received':
    'Wir prüfen Preise und Bestand, das dauert ein paar Sekunden. Die Seite aktualisiert sich von selbst.',
  'thanks.UnderReview':
    'Jemand von uns sieht sie sich zuerst an, wie jede Bestellung dieser Größe. Sie müssen nichts tun.',
  'thanks.AwaitingCustomer':
    'Etwas hat sich geändert, seit Sie es gesehen haben: Bitte beantworten Sie die Frage auf dieser Seite.',
  'thanks.Processed': 'Sie ist bestätigt: Was Sie bestellt haben, ist für Sie zurückgelegt.',
  'thanks.willMail': 'Sobald darüber entschieden ist, schreiben wir an {email}, meist innerhalb einer Minute.',
  'thanks.mails':
    'Die Bestätigung geht an {email}, meist innerhalb einer Minute. Sehen Sie im Spam-Ordner nach, falls sie nicht kommt.',
  'thanks.goesTo': 'Danach senden wir sie an: {address}.',
  'thanks.cancellable': 'Falls Sie sie doch nicht möchten, können Sie sie auf dieser Seite bis {until} stornieren.',
  'thanks.where': 'Sie finden sie jederzeit unter „Meine Bestellungen“ wieder.',
  'contact.title': 'Kontakt',
  'contact.lead': 'Ein Mensch antwortet Ihnen.',
  'contact.write': 'Schreiben Sie uns an',
  'contact.page': 'Sie erreichen uns unter',
  'contact.none': '[[Wie Kunden jemanden erreichen: -c contact=...]]',
  'contact.order':
    'Geht es um eine Bestellung? Nennen Sie uns bitte ihre Nummer, zum Beispiel 7K3M-9QXT-2V5H-A1BC; sie steht auf der Seite der Bestellung und in jeder E-Mail dazu.',
  'contact.cancel': 'Eine Bestellung können Sie auf ihrer Seite selbst stornieren, solange das möglich ist.',
  'contact.who': 'Wer wir sind',
};
