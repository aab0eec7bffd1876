/**
 * What a card asks of the page it stands on.
 *
 * @typedef {object} Env
 * @property {'zh_cn' | 'en_us'} language Of the reader: chooses among the card's own languages and the page's words.
 * @property {string=} timeZone Of the reader, for `<local_datetime>` and dates in tables; the browser's when absent.
 * @property {(id: string) => { readonly name: string, readonly isBot: boolean } | null} nameOf
 *   Whose open_id, user_id or union_id this is; null when nobody's.
 * @property {() => readonly { readonly openId: string, readonly name: string }[]} members
 *   The people of the chat: whom a control for people offers when none of its own options is anybody.
 * @property {(key: string) => string} imageUrl
 * @property {boolean} alive False for a card past its fourteen days: nothing on it can be used.
 * @property {boolean} open False where the reader cannot write: nothing on it can be used, and the card says nothing of it.
 * @property {string | null} busy The path of the control whose press is being answered.
 * @property {(ask: CardPress) => void} press Called only for what a phone would send.
 * @property {(dialog: { readonly title: string, readonly text: string }) => Promise<boolean>} ask
 *   Shows a confirm dialog (`askConfirm` in confirm.js); true when the reader goes on.
 */

/**
 * One press. Paths as in `body.elements[2].columns[0].elements[1]`; pickers without their offset, as in `2026-03-01`.
 *
 * @typedef {{ readonly button: string, readonly form?: FormValues }
 *   | { readonly control: string, readonly value: FieldValue }} CardPress
 * @typedef {string | boolean | readonly string[]} FieldValue
 * @typedef {Readonly<Record<string, FieldValue>>} FormValues By the names of the controls.
 */

/** @typedef {Readonly<Record<string, unknown>>} Json */

export {}
