// Reads calendars with ical.js, the parser of Thunderbird and Nextcloud: [text] in, [[[uid, start, end]]] out.
import ICAL from "ical.js";

const MOST = 2000;
const word = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString().slice(0, 16));

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  const found = [];
  for (const event of events.filter((one) => !one.isRecurrenceException())) {
    for (const other of events) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    if (!event.isRecurring()) {
      found.push([event.uid, word(event.startDate), word(event.endDate)]);
      continue;
    }
    const dates = event.iterator();
    for (let next = dates.next(), seen = 0; next && seen < MOST; next = dates.next(), seen += 1) {
      const one = event.getOccurrenceDetails(next);
      found.push([event.uid, word(one.startDate), word(one.endDate)]);
    }
  }
  return found;
}

let input = "";
for await (const part of process.stdin) input += part;
process.stdout.write(JSON.stringify(JSON.parse(input).map(read)));
