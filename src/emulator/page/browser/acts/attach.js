import { store } from '../store.js'
import { wordsIn } from '../words.js'
import { changeComposer, composerKey } from './draft.js'
import { toast } from './toast.js'

/** @import { Attachment, Side } from '../state.js' */

const mb = 1024 * 1024
const most = { image: 10 * mb, file: 100 * mb }
/** What the platform takes as a picture (image page); anything else goes as a file. */
const pictures = ['jpeg', 'png', 'gif', 'webp', 'bmp', 'tiff', 'heic', 'x-icon', 'vnd.microsoft.icon']
let last = 0

/**
 * Puts picked, dropped or pasted files beside the message; what is too large is left out, with a word.
 * @param {Side} side
 * @param {Iterable<File>} files
 */
export function attach(side, files) {
  const taken = [...files].filter(isFit).map(toAttachment)
  if (taken.length === 0) return
  changeComposer(composerKey(store.state, side), (composer) => ({ ...composer, files: [...composer.files, ...taken] }))
}

/**
 * Takes a file away again, because it was sent or shall not be.
 * @param {string} key of the composer
 * @param {Attachment} attachment
 */
export function detach(key, { id, address }) {
  if (address !== null) URL.revokeObjectURL(address)
  changeComposer(key, (composer) => ({ ...composer, files: composer.files.filter((each) => each.id !== id) }))
}

/**
 * The bytes of a file as the control interface takes them.
 * @param {File} file
 * @returns {Promise<string>}
 */
export function asBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

/** @param {File} file */
function kindOf({ type }) {
  const [kind, subtype = ''] = type.split('/')
  return kind === 'image' && pictures.includes(subtype) ? 'image' : 'file'
}

/** @param {File} file */
function isFit(file) {
  const words = wordsIn(store.state.language)
  const kind = kindOf(file)
  if (file.size === 0) toast('warning', words.fileEmpty(file.name))
  else if (file.size > most[kind]) toast('warning', words[kind === 'image' ? 'photoTooBig' : 'fileTooBig'](file.name))
  else return true
  return false
}

/**
 * @param {File} file
 * @returns {Attachment}
 */
function toAttachment(file) {
  const kind = kindOf(file)
  return { id: ++last, file, kind, address: kind === 'image' ? URL.createObjectURL(file) : null }
}
