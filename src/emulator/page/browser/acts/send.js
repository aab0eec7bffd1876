import { api } from '../api.js'
import { mentionsIn, toSend, withoutMentions } from '../mentions.js'
import { candidates } from '../people.js'
import { store } from '../store.js'
import { asBase64, detach } from './attach.js'
import { changeComposer, composerKey, composerOf, putDraft } from './draft.js'
import { goToNewest } from './panes.js'
import { tellTrouble } from './toast.js'

/** @import { Speaking } from '../api.js' */
/** @import { Attachment, Side, State } from '../state.js' */

/**
 * Sends what stands in a composer: the words first, then every file. What could not be sent stays there.
 * @param {Side} side
 */
export async function submit(side) {
  const key = composerKey(store.state, side)
  const { text, marks, files, sending } = composerOf(store.state, side)
  const { person } = store.state.route
  const { mentions } = mentionsIn({ text, marks }, candidates(store.state))
  const letter = toSend(text, mentions)
  // Mentions alone go with the pictures, so that whoever is mentioned sees them.
  const isForPictures = withoutMentions(text, mentions) === '' && files.some(({ kind }) => kind === 'image')
  const words = isForPictures ? '' : letter.text
  const total = (words === '' ? 0 : 1) + files.length
  if (sending !== null || person === null || total === 0) return

  const speaking = speakingOn(store.state, side)
  let done = 0
  const proceed = () => changeComposer(key, (composer) => ({ ...composer, sending: { done: ++done, total } }))
  putDraft(key, { text: '', marks: [] })
  try {
    if (words !== '') {
      proceed()
      await api.say(person, { ...speaking, ...letter })
    }
    for (const file of files) {
      proceed()
      await sendFile(person, speaking, letter.mention, file)
      detach(key, file)
    }
    changeComposer(key, (composer) => ({ ...composer, replyTo: null }))
  } catch (error) {
    tellTrouble(error, 'notSent')
    const isUnsent = composerOf(store.state, side).text === '' && (words === '' || done === 1)
    if (isUnsent) putDraft(key, { text, marks })
  } finally {
    changeComposer(key, (composer) => ({ ...composer, sending: null }))
    if (key === composerKey(store.state, side)) goToNewest(side)
  }
}

/**
 * A picture alone can mention nobody; in a post it can (message content page).
 * @param {string} person
 * @param {Speaking} speaking
 * @param {readonly string[]} mention
 * @param {Attachment} attachment
 */
async function sendFile(person, speaking, mention, { file, kind }) {
  const base64 = await asBase64(file)
  if (kind === 'file') return api.sendFile(person, { ...speaking, name: file.name, base64 })
  if (mention.length > 0) return api.sendPost(person, { ...speaking, mention, images: [base64] })
  return api.sendImage(person, { ...speaking, base64 })
}

/**
 * Where a message goes: into the chat, as an answer to another one, or into the thread of its root.
 * @param {State} state
 * @param {Side} side
 * @returns {Speaking}
 */
function speakingOn(state, side) {
  const where = state.route.chat ?? ''
  const { thread } = state.panes
  if (side === 'main') {
    const answered = composerOf(state, side).replyTo
    return answered === null ? { where } : { where, replyTo: answered.id }
  }
  const first = thread?.messages[0]
  const root = thread?.root ?? first?.rootId ?? first?.id ?? ''
  return { where, replyTo: root, inThread: true }
}

/**
 * Takes back a message of one's own.
 * @param {string} message
 */
export async function recall(message) {
  const { person } = store.state.route
  if (person === null) return
  try {
    await api.recall(person, message)
  } catch (error) {
    tellTrouble(error, 'notDone')
  }
}
