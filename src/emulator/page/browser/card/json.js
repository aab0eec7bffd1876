/** @import { Json } from './env.js' */

/*
 * A card is whatever a bot has sent: nothing in it is what it should be until it was looked at.
 */

/**
 * @param {unknown} value
 * @returns {value is Json}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * @param {Json | null} node
 * @param {string} key
 * @returns {Json | null} null when there is no object.
 */
export function objectAt(node, key) {
  const value = node?.[key]
  return isObject(value) ? value : null
}

/**
 * @param {Json | null} node
 * @param {string} key
 * @returns {readonly unknown[]} Empty when there is no list.
 */
export function listAt(node, key) {
  const value = node?.[key]
  return Array.isArray(value) ? value : []
}

/**
 * @param {Json | null} node
 * @param {string} key
 * @returns {readonly Json[]} The objects of a list whose places in it do not matter.
 */
export function objectsAt(node, key) {
  return listAt(node, key).filter(isObject)
}

/**
 * @param {Json | null} node
 * @param {string} key
 * @returns {string} '' when there is no text.
 */
export function textAt(node, key) {
  const value = node?.[key]
  return typeof value === 'string' ? value : ''
}

/**
 * @param {Json | null} node
 * @param {string} key
 * @returns {number | null}
 */
export function numberAt(node, key) {
  const value = node?.[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/**
 * @template {string} Word
 * @param {Json | null} node
 * @param {string} key
 * @param {readonly [Word, ...Word[]]} words The first stands for everything else.
 * @returns {Word}
 */
export function oneOfAt(node, key, words) {
  return words.find((word) => word === node?.[key]) ?? words[0]
}
