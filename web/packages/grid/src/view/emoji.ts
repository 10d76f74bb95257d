/** Emoji that maps use, with the words that find them in three languages. */
export const EMOJI: readonly (readonly [string, string])[] = [
  ['😀', 'smile happy улыбка радость uśmiech radość'], ['😍', 'love люблю восторг zachwyt miłość'], ['🙂', 'fine ok нормально dobrze'],
  ['😐', 'neutral нейтрально obojętnie'], ['😕', 'confused растерян zmieszany'], ['😟', 'worried тревога zmartwiony'], ['😤', 'annoyed раздражение zirytowany'],
  ['😡', 'angry злость гнев złość'], ['😢', 'sad грусть smutek'], ['😱', 'shock ужас шок szok'], ['🤔', 'thinking думаю myślę'], ['😴', 'bored скука nuda'],
  ['🎉', 'party праздник święto'], ['❤️', 'heart сердце serce'], ['👍', 'yes good хорошо dobrze'], ['👎', 'bad плохо źle'], ['⭐', 'star звезда gwiazda'],
  ['🔥', 'fire огонь ogień'], ['💡', 'idea идея pomysł'], ['⚠️', 'warning внимание uwaga'], ['🚫', 'stop нельзя zakaz'], ['✅', 'done готово gotowe'], ['❌', 'no нет nie'],
  ['❓', 'question вопрос pytanie'], ['📱', 'phone телефон telefon mobile'], ['💻', 'computer laptop компьютер komputer'], ['📺', 'tv телевизор telewizor'],
  ['📧', 'email mail почта письмо poczta'], ['💬', 'chat чат сообщение wiadomość'], ['☎️', 'call звонок telefon'], ['🛒', 'cart корзина koszyk'], ['💳', 'card карта оплата płatność karta'],
  ['💰', 'money деньги pieniądze'], ['📦', 'box посылка paczka'], ['🚚', 'delivery доставка dostawa'], ['🏬', 'store магазин sklep'], ['🏠', 'home дом dom'], ['🔍', 'search поиск szukaj'],
  ['⏰', 'time время czas'], ['⌛', 'wait ждать czekać'], ['🔒', 'lock замок безопасность bezpieczeństwo'], ['🎯', 'goal цель cel'], ['📈', 'growth рост wzrost'], ['📉', 'fall падение spadek'],
  ['👤', 'person человек osoba'], ['👥', 'people люди ludzie'], ['🎬', 'film movie фильм'], ['🍿', 'popcorn кино kino'], ['☕', 'coffee кофе kawa'], ['✈️', 'travel поездка podróż'],
]
