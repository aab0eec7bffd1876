const dark = matchMedia('(prefers-color-scheme: dark)')

/**
 * Whether an element stands on a dark ground, as tokens.css has it.
 *
 * @param {Element} element
 * @returns {boolean}
 */
export function isDark(element) {
  return getComputedStyle(element).colorScheme === 'dark'
}

/**
 * @param {() => void} tell Called when the system or the page turns dark or light.
 * @returns {() => void} Ends it.
 */
export function whenThemeChanges(tell) {
  const observer = new MutationObserver(tell)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  dark.addEventListener('change', tell)
  return () => {
    observer.disconnect()
    dark.removeEventListener('change', tell)
  }
}
