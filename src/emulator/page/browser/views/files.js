import { html } from 'lit-html'
import { fileAddress } from '../api.js'
import { store } from '../store.js'
import { icons } from './icons.js'

/** @import { PageFile } from '../../contract.ts' */
/** @import { Words } from '../words.js' */

/**
 * A file of a message: a picture to be looked at, everything else to be saved.
 * @param {PageFile} file
 * @param {Words} words
 */
export function fileOf(file, words) {
  if (file.kind === 'image') return photo(file, words)
  return html`
    <a class="file" href=${fileAddress(file.key)} download=${file.name}>
      ${icons.file}<span class="file-name">${file.name}</span>
      <span class="file-size">${sizeText(file.size)}</span><span class="visually-hidden">${words.download}</span>
    </a>
  `
}

/**
 * The size of a file as people say it.
 * @param {number} bytes
 */
export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/**
 * @param {PageFile} file
 * @param {Words} words
 */
function photo({ key, name }, words) {
  // A picture without a name is called by its key, which tells nobody anything.
  const alt = name === key ? words.picture : name
  return html`
    <button
      class="photo"
      type="button"
      aria-haspopup="dialog"
      title=${words.openPicture}
      @click=${() => store.change({ picture: { key, name: alt } })}
    >
      <img src=${fileAddress(key)} alt=${alt} loading="lazy" decoding="async" />
    </button>
  `
}
