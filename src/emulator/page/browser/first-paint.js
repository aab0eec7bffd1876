/*
 * The colours and the language of the last visit, before anything is drawn: modules come too late for that, and the policy
 * allows no script in the document.
 */
try {
  const { theme, language } = Object(JSON.parse(localStorage.getItem('duibiao.page') ?? '{}'))
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  if (language === 'en_us') document.documentElement.lang = 'en'
} catch {
  // Nothing was kept.
}
