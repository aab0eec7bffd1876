/** Why the demonstration cannot start: one sentence in Chinese that says what to do, and its English half. */
export class DemoError extends Error {}
