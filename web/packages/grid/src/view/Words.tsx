import { bodyBlocks, type Block, type Run } from '@tropa/model'
import { memo, type ReactNode } from 'react'
import styles from './Words.module.css'

function Piece({ of }: { of: Run }) {
  if ('mention' in of) return <span className={styles.mention}>@{of.label}</span>
  let words: ReactNode = of.text
  if (of.bold) words = <strong>{words}</strong>
  if (of.italic) words = <em>{words}</em>
  if (of.underline) words = <u>{words}</u>
  if (of.link && /^(https?:|mailto:)/.test(of.link)) words = <a href={of.link} target="_blank" rel="noopener noreferrer" tabIndex={-1} onClick={(event) => event.stopPropagation()}>{words}</a>
  return words
}

const line = (block: Block) => block.runs.map((piece, place) => <Piece key={place} of={piece} />)

/** A card's words without an editor: the light markup of its body as plain elements. */
export const Words = memo(function Words({ body, open = '', close = '' }: { body: string; open?: string; close?: string }) {
  if (!/[*_[@\-\\\d]|\n/.test(body)) return <p className={styles.line}>{open}{body}{close}</p>
  const made: ReactNode[] = []
  const blocks = bodyBlocks(body)
  for (let at = 0; at < blocks.length;) {
    const { kind } = blocks[at]!
    const first = at === 0 ? open : ''
    if (kind === 'paragraph') {
      made.push(<p key={at} className={styles.line}>{first}{line(blocks[at]!)}{at === blocks.length - 1 ? close : ''}</p>)
      at += 1
    } else {
      const from = at
      while (blocks[at]?.kind === kind) at += 1
      const List = kind === 'bullet' ? 'ul' : 'ol'
      made.push(<List key={from} className={styles.list}>{blocks.slice(from, at).map((item, place) => <li key={place}>{line(item)}</li>)}</List>)
    }
  }
  return <>{made}</>
})
