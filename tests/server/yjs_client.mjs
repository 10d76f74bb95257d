// A browser's side of a room: Yjs and y-websocket as the studio uses them. Types into a card and sets a field.
// node yjs_client.mjs <folder with node_modules> <ws address> <headers as JSON> <card>
import { createRequire } from 'node:module'

const [folder, address, headers, card] = process.argv.slice(2)
const load = createRequire(`${folder}/package.json`)
const Y = load('yjs')
const { WebsocketProvider } = load('y-websocket')
const { WebSocket } = load('ws')

class Socket extends WebSocket {
  constructor(url) {
    super(url, { headers: JSON.parse(headers) })
  }
}

const doc = new Y.Doc()
const provider = new WebsocketProvider(address, 'room', doc, { WebSocketPolyfill: Socket, disableBc: true })
provider.awareness.setLocalState({ user: { name: 'The boss' }, editing: true })
provider.once('sync', () => {
  const held = doc.getMap('cards').get(card)
  const body = held.get('body')
  const words = new Y.XmlText()
  const paragraph = new Y.XmlElement('paragraph')
  doc.transact(() => {
    held.set('detail', 'set by yjs')
    body.insert(body.length, [paragraph])
    paragraph.insert(0, [words])
    words.insert(0, 'typed 🎬 ')
    words.insert(words.length, 'boldly', { bold: {} })
    body.get(0).get(0).insert(0, 'Очень ')
  })
  provider.messageHandlers[0] = ((usual) => (encoder, decoder, ...rest) => {
    const answered = decoder.arr[decoder.pos] === 1
    usual(encoder, decoder, ...rest)
    if (answered) process.stdout.write(`${JSON.stringify({ title: doc.getMap('map').get('title'), body: body.toString() })}\n`)
  })(provider.messageHandlers[0])
  provider.ws.send(new Uint8Array([0, 0, 1, 0])) // sync step 1 with an empty state vector: asks for everything
})
process.stdin.on('end', () => process.exit(0)).resume()
