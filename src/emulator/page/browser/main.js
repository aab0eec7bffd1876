import { html, render } from 'lit-html'

render(html`<p>对标</p>`, /** @type {HTMLElement} */ (document.querySelector('#app')))
