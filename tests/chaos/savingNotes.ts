import type { FastifyInstance } from "fastify";
import { SAMPLE_USERS } from "../../sandbox/data/users";
import { auditNotes, type Audit, type Saved } from "./auditNotes";
import { Chance } from "./chance";
import { Network, type FaultFigures, type Weather } from "./network";
import { NotesTab } from "./notesTab";

export interface NotesRun {
  readonly server: FastifyInstance;
  readonly chance: Chance;
  readonly notes: number;
  readonly onProgress?: (handedOver: number) => void;
}

/** What a run came to. All that stands in `audit` is a broken promise unless it is nought. */
export interface NotesFigures extends FaultFigures {
  readonly handedOver: number;
  readonly toldSaved: number;
  readonly announcedUnsaved: number;
  readonly requests: number;
  readonly writes: number;
  readonly reloads: number;
  readonly formsReopened: number;
  readonly offlineSpells: number;
  readonly audit: Audit;
}

type State =
  /** Shown as not saved yet in one of the tabs. */
  | "under way"
  /** No longer shown as not saved yet, by a page that was there all the time. */
  | "told saved"
  /** Shown as not saved yet when its page went, which asked before it did. */
  | "announced unsaved";

interface Note {
  readonly text: string;
  tab: number;
  state: State;
}

const weather: Weather = { writes: 0.45, reads: 0.06, hanging: 0.1 };
/** Short lists, so that a run measures saving and not reading. */
const ACCOUNTS = 40;
const MOST_UNDER_WAY = 8;
/** Notes whose requests hang when a page or a form is left. */
const MOST_IN_VAIN = 3;
/** Times that somebody with too many of them under way presses "Try again" before going on. */
const MOST_TURNS = 20;

/**
 * Two tabs of one rep who notes down what was heard, on a connection where everything goes wrong, with reloads, forms
 * left, and spells without any connection; then a calm in which all that is still there is sent.
 */
export async function saveNotes({ server, chance, notes, onProgress }: NotesRun): Promise<NotesFigures> {
  const network = new Network(server, chance.below(2 ** 32), weather);
  const doing = new Chance(chance.below(2 ** 32));
  const sent = new Map<string, Saved>();
  let changedRepeats = 0;
  network.onWrite = ({ id, body }) => {
    const before = sent.get(id);
    if (before === undefined) sent.set(id, { id, body });
    else if (before.body !== body) changedRepeats += 1;
  };

  const accounts = await accountIds(server);
  const tabs = [
    new NotesTab(network, "first tab", accounts),
    new NotesTab(network, "second tab", accounts),
  ] as const;
  const shown = [0, 0];
  const book: Note[] = [];
  const counted = { reloads: 0, formsReopened: 0, offlineSpells: 0, leftUnasked: 0 };
  const underWayIn = (place: number) =>
    book.filter(({ tab, state }) => tab === place && state === "under way");

  const look = (place: number): void => {
    const unsaved = tabs[place]?.unsaved() ?? new Set();
    for (const note of book) {
      if (unsaved.has(note.text)) Object.assign(note, { tab: place, state: "under way" });
      else if (note.tab === place && note.state === "under way") note.state = "told saved";
    }
  };

  const handOver = async (tab: NotesTab, place: number): Promise<void> => {
    const text = noteText(book.length, doing);
    await tab.save(text, doing.is(0.1));
    book.push({ text, tab: place, state: "under way" });
    if (book.length % 100 === 0) onProgress?.(book.length);
  };

  /** Notes that get no answer: they are under way when what comes next comes. */
  const handOverInVain = async (tab: NotesTab, place: number): Promise<void> => {
    network.stalled = tab.name;
    const end = Math.min(book.length + doing.below(MOST_IN_VAIN + 1), notes);
    while (book.length < end) await handOver(tab, place);
    await tab.atRest();
    network.stalled = undefined;
  };

  const reload = async (tab: NotesTab, place: number): Promise<void> => {
    counted.reloads += 1;
    look(place);
    const left = underWayIn(place);
    if ((left.length > 0 || tab.isDraftThere) && !tab.asksBeforeLeaving()) counted.leftUnasked += 1;
    // Whether the host keeps a component's state over a reload is the host's business.
    const isSessionKept = doing.is(0.5);
    for (const note of left) note.state = "announced unsaved";
    shown[place] = doing.is(0.5) ? (shown[place] ?? 0) : doing.below(ACCOUNTS);
    await tab.reload(shown[place] ?? 0, isSessionKept);
    look(place);
  };

  for (const [place, tab] of tabs.entries()) await tab.show((shown[place] = doing.below(ACCOUNTS)));
  while (book.length < notes) {
    const place = doing.below(tabs.length);
    const tab = tabs[place] ?? tabs[0];
    const roll = doing.next();
    // Notes are handed over while others are under way. Whatever else is done waits for them, so that it meets the same ones in
    // every run: those that hang.
    if (roll >= 0.7) await tab.atRest();
    if (roll < 0.7) {
      await handOver(tab, place);
    } else if (roll < 0.72) {
      await handOverInVain(tab, place);
      if (doing.is(0.3)) tab.draft("Begun, and never saved");
      await reload(tab, place);
    } else if (roll < 0.75) {
      counted.formsReopened += 1;
      await handOverInVain(tab, place);
      look(place);
      await tab.reopenForm();
    } else if (roll < 0.78) {
      counted.offlineSpells += 1;
      tab.setOffline(true);
    } else if (roll < 0.86) {
      tab.setOffline(false);
    } else if (roll < 0.95) {
      tab.tryAgain();
    }
    await pause(doing.below(4));
    look(place);
    // A person does not type faster than the service answers for long.
    for (let turns = 0; underWayIn(place).length > MOST_UNDER_WAY && turns < MOST_TURNS; turns += 1) {
      await tab.atRest();
      look(place);
      if (underWayIn(place).length <= MOST_UNDER_WAY) break;
      if (turns > 0) tab.setOffline(false);
      tab.tryAgain();
    }
  }

  for (const tab of tabs) await tab.atRest();
  network.isCalm = true;
  for (const [place, tab] of tabs.entries()) {
    tab.setOffline(false);
    for (let turns = 0; underWayIn(place).length > 0 && turns < 2000; turns += 1) {
      if (turns % 20 === 0) tab.tryAgain();
      await pause(10);
      look(place);
    }
    tab.close();
  }

  const saved = book.filter(({ state }) => state === "told saved").map(({ text }) => text);
  const announced = book.filter(({ state }) => state === "announced unsaved").map(({ text }) => text);
  const audit = await auditNotes(server, [...sent.values()], saved);
  return {
    handedOver: book.length,
    toldSaved: saved.length,
    announcedUnsaved: announced.length,
    requests: network.requests,
    writes: network.writes,
    ...network.faultFigures(),
    reloads: counted.reloads,
    formsReopened: counted.formsReopened,
    offlineSpells: counted.offlineSpells,
    audit: {
      ...audit,
      neitherSavedNorAnnounced: book.length - saved.length - announced.length,
      leftUnasked: counted.leftUnasked,
      changedRepeats,
    },
  };
}

async function accountIds(server: FastifyInstance): Promise<readonly string[]> {
  const { body } = await server.inject({
    url: `/api/data/v9.2/accounts?$select=accountid&$orderby=name&$top=${String(ACCOUNTS)}`,
    headers: { "x-sandbox-user": SAMPLE_USERS.rep.id },
  });
  const { value } = JSON.parse(body) as { readonly value: readonly { readonly accountid: string }[] };
  return value.map(({ accountid }) => accountid);
}

const sentences = [
  "Ready for the data platform, afraid of the migration.",
  "Asks for a training, call back in 3 months.",
  "Call back in two weeks about security.",
  `<img src=x onerror="alert(1)"> ' or 1 eq 1 ]]> {"@odata.bind":1}`,
  "שלום \u202Eabc 👩‍👩‍👧 naïve Ærøskøbing",
  "The competitor was there before us.",
];

/** Told from all others by its number. */
function noteText(number: number, chance: Chance): string {
  const sentence = chance.oneOf(sentences);
  const long = chance.is(0.02) ? ` ${"né ".repeat(3000)}` : "";
  return `chaos ${String(number)}: ${sentence}${long}`.trim();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
