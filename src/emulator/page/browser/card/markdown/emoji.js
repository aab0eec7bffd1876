/** Codes of the platform's own emoji that have a like in Unicode; the others are shown as they are written. */
const signs = new Map([
  ['OK', '👌'],
  ['THUMBSUP', '👍'],
  ['ThumbsDown', '👎'],
  ['THANKS', '🙏'],
  ['MUSCLE', '💪'],
  ['FINGERHEART', '🫰'],
  ['APPLAUSE', '👏'],
  ['CLAP', '👏'],
  ['FISTBUMP', '👊'],
  ['JIAYI', '➕'],
  ['DONE', '✅'],
  ['Yes', '✅'],
  ['CheckMark', '✔️'],
  ['No', '❌'],
  ['CrossMark', '❌'],
  ['SMILE', '🙂'],
  ['LAUGH', '😄'],
  ['JOYFUL', '😂'],
  ['BLUSH', '😊'],
  ['WINK', '😉'],
  ['CRY', '😢'],
  ['THINKING', '🤔'],
  ['LOVE', '😍'],
  ['HEART', '❤️'],
  ['PARTY', '🎉'],
  ['Fire', '🔥'],
  ['ROSE', '🌹'],
  ['BOMB', '💣'],
  ['Trophy', '🏆'],
  ['Alarm', '⏰'],
  ['Pin', '📌'],
])

/**
 * @param {string} code Without its colons.
 * @returns {string | null}
 */
export function emojiOf(code) {
  return signs.get(code) ?? null
}
