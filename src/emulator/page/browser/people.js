import { remembered } from './memo.js'
import { wordsIn } from './words.js'

/** @import { Conversation, Town, TownPerson } from '../contract.ts' */
/** @import { Candidate } from './mentions.js' */
/** @import { State } from './state.js' */
/** @import { Language } from './words.js' */

/**
 * The person one is; null before the town is known.
 * @param {State} state
 * @returns {TownPerson | null}
 */
export function me({ town, route }) {
  return town?.people.find((person) => person.id === route.person) ?? null
}

/**
 * What a person is in the school: their post and departments.
 * @param {TownPerson} person
 */
export function describe({ jobTitle, departments }) {
  return [jobTitle, departments.join('、')].filter((part) => part !== '').join(' · ')
}

/** Everybody by any of their ids, as cards name them. */
export const everybody = remembered((/** @type {Town | null} */ town) => {
  /** @type {Map<string, { name: string, isBot: boolean }>} */
  const found = new Map()
  for (const { id, name, openIds } of town?.people ?? []) {
    for (const each of [id, ...Object.values(openIds)]) found.set(each, { name, isBot: false })
  }
  for (const { id, botName, botOpenId } of town?.apps ?? []) {
    for (const each of [id, botOpenId]) found.set(each, { name: botName, isBot: true })
  }
  return found
})

/**
 * The people of a chat as an app knows them.
 * @param {State} state
 * @param {string} app
 */
export function membersFor({ town, panes }, app) {
  const members = new Set(panes.main?.info?.members)
  const people = (town?.people ?? []).filter((person) => members.has(person.id))
  return people.map(({ name, openIds }) => ({ openId: openIds[app] ?? '', name }))
}

/**
 * Whom one can mention in the chat that is open: its bots first, oneself not at all. Nobody in a private chat: there the bot
 * hears everything.
 * @param {State} state
 */
export function candidates({ town, panes, route, language }) {
  return candidatesOf(town, panes.main?.info ?? null, route.person, language)
}

const candidatesOf = remembered(
  /**
   * @param {Town | null} town
   * @param {Conversation['chat'] | null} chat
   * @param {string | null} self
   * @param {Language} language
   * @returns {readonly Candidate[]}
   */
  (town, chat, self, language) => {
    if (town === null || chat === null || chat.kind === 'private') return []
    const words = wordsIn(language)
    const inside = new Set([...chat.members, ...chat.apps])
    const bots = town.apps.filter(({ id }) => inside.has(id))
    const people = town.people.filter(({ id }) => inside.has(id) && id !== self)
    return [
      ...bots.map(({ id, botName }) => /** @type {const} */ ({ id, name: botName, detail: words.bot, kind: 'bot' })),
      ...people.map(
        (each) => /** @type {const} */ ({ id: each.id, name: each.name, detail: describe(each), kind: 'person' }),
      ),
      /** @type {const} */ ({ id: 'all', name: words.everybody, detail: words.everybodyHint, kind: 'all' }),
    ]
  },
)

/**
 * The names that can stand behind an `@` in the chat that is open, longest first.
 * @param {State} state
 */
export function namesIn({ town, panes }) {
  return namesOf(town, panes.main?.info ?? null)
}

const namesOf = remembered(
  /**
   * @param {Town | null} town
   * @param {Conversation['chat'] | null} chat
   */
  (town, chat) => {
    const inside = new Set([...(chat?.members ?? []), ...(chat?.apps ?? [])])
    const people = (town?.people ?? []).filter(({ id }) => inside.has(id)).map(({ name }) => name)
    const bots = (town?.apps ?? []).filter(({ id }) => inside.has(id)).map(({ botName }) => botName)
    return [...new Set([...people, ...bots, '所有人'])].toSorted((a, b) => b.length - a.length)
  },
)

/**
 * The time of the world and the zone it is read in.
 * @param {State} state
 */
export function clockOf({ clock }) {
  return { now: new Date(clock?.now ?? Date.now()), timeZone: clock?.timeZone ?? 'Asia/Shanghai' }
}
