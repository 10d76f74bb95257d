"""Words of the example map: an online cinema seen by people who come home tired. (Russian, Polish, English)."""

Triple = tuple[str, str, str]

HEAD: dict[str, Triple] = {
    "title": ("Я выбираю, что посмотреть вечером", "Wybieram, co obejrzeć wieczorem", "I choose what to watch tonight"),
    "goal": (
        "Найти и убрать то, что мешает дойти до первого просмотра",
        "Znaleźć i usunąć to, co przeszkadza dojść do pierwszego seansu",
        "Find and remove what stands between people and their first film",
    ),
    "company": ("Кинотеатр «Лампа»", "Kino „Lampa”", "Lampa Cinema"),
    "name": ("Анна, вечера после работы", "Anna, wieczory po pracy", "Anna, evenings after work"),
    "segment": ("Смотрят по будням после 20:00", "Oglądają w dni robocze po 20:00", "Watch on weekdays after 8 pm"),
    "quote": (
        "У меня есть полтора часа, и я не хочу потратить час на выбор",
        "Mam półtorej godziny i nie chcę stracić godziny na wybieranie",
        "I have an hour and a half, and I don't want to spend an hour choosing",
    ),
    "goal_1": ("Отдохнуть без лишних решений", "Odpocząć bez podejmowania decyzji", "Unwind without more decisions"),
    "fear_1": ("Платить за то, что не смотрю", "Płacić za coś, czego nie oglądam", "Paying for what I don't watch"),
    "trait_name": ("Устройство", "Urządzenie", "Device"),
    "trait_value": ("телевизор, 71 % просмотров", "telewizor, 71% seansów", "television, 71% of viewing"),
    "trait_source": ("журнал просмотров", "dziennik odtworzeń", "viewing log"),
    "crm": ("опрос после просмотра", "ankieta po seansie", "survey after viewing"),
    "reviews": ("отзывы в магазине приложений", "opinie w sklepie z aplikacjami", "app store reviews"),
    "support": ("обращения в поддержку", "zgłoszenia do pomocy", "support tickets"),
    "staff": ("оператор поддержки", "konsultant pomocy", "support agent"),
}

STAGES: dict[str, Triple] = {
    "need": ("Хочу отдохнуть", "Chcę odpocząć", "I want to unwind"),
    "search": ("Ищу фильм", "Szukam filmu", "I look for a film"),
    "pay": ("Оформляю подписку", "Kupuję abonament", "I subscribe"),
    "watch": ("Смотрю", "Oglądam", "I watch"),
    "after": ("Остаюсь или ухожу", "Zostaję albo odchodzę", "I stay or leave"),
}

LANES: dict[str, Triple] = {
    "actions": ("Действия", "Działania", "Actions"),
    "thoughts": ("Мысли", "Myśli", "Thoughts"),
    "emotion": ("Эмоции", "Emocje", "Emotion"),
    "barriers": ("Барьеры", "Bariery", "Barriers"),
    "opportunities": ("Возможности", "Szanse", "Opportunities"),
    "solutions": ("Решения", "Rozwiązania", "Solutions"),
    "touchpoints": ("Точки контакта", "Punkty styku", "Touchpoints"),
    "channels": ("Каналы", "Kanały", "Channels"),
    "metrics": ("Показатели", "Wskaźniki", "Metrics"),
    "backstage": ("За кулисами", "Zaplecze", "Backstage"),
}

CURVE: dict[str, Triple] = {
    "need": ("Наконец-то вечер", "Wreszcie wieczór", "Evening at last"),
    "search": (
        "Сорок минут листаю и так ничего и не включила",
        "Czterdzieści minut przewijam i nic nie włączyłam",
        "Forty minutes of scrolling and I still put nothing on",
    ),
    "pay": ("", "", ""),
    "watch": (
        "Картинка отличная, включилось с того же места",
        "Świetny obraz i od razu w tym miejscu, gdzie skończyłam",
        "Great picture, and it started right where I left off",
    ),
    "after": (
        "Списали деньги, а я месяц не заходила",
        "Pobrali opłatę, a miesiąc tu nie zaglądałam",
        "They charged me, and I hadn't opened it for a month",
    ),
}

CARDS: dict[str, Triple] = {
    "a_need": (
        "Возвращается домой и включает телевизор",
        "Wraca do domu i włącza telewizor",
        "Comes home and switches on the TV",
    ),
    "a_search": (
        "Листает подборки, смотрит трейлеры, спрашивает подругу",
        "Przegląda polecane, ogląda zwiastuny, pyta koleżankę",
        "Scrolls through picks, plays trailers, asks a friend",
    ),
    "a_search_2": (
        "Возвращается к поиску ещё дважды за вечер",
        "Wraca do wyszukiwania jeszcze dwa razy tego wieczoru",
        "Comes back to search twice more that evening",
    ),
    "a_pay": (
        "Вводит карту и код из СМС",
        "Wpisuje kartę i kod z SMS-a",
        "Types in the card and the code from the text",
    ),
    "a_watch": (
        "Смотрит серию, останавливает, досматривает назавтра",
        "Ogląda odcinek, zatrzymuje, kończy nazajutrz",
        "Watches an episode, pauses, finishes it the next day",
    ),
    "a_after": (
        "Проверяет списание и решает, оставить ли подписку",
        "Sprawdza opłatę i decyduje, czy zostawić abonament",
        "Checks the charge and decides whether to keep it",
    ),
    "t_need": (
        "Сегодня хочется чего-нибудь лёгкого",
        "Dziś chcę czegoś lekkiego",
        "Something light tonight, please",
    ),
    "t_search": (
        "Опять одно и то же в рекомендациях. Половину я уже видела, а другая не для меня",
        "W polecanych ciągle to samo. Połowę widziałam, a reszta nie jest dla mnie",
        "The same recommendations again. Half I've seen, the other half isn't for me",
    ),
    "t_search_staff": (
        "Спрашивают, как убрать просмотренное из ленты. Никак.",
        "Pytają, jak ukryć obejrzane. Nie da się.",
        "They ask how to hide what they've seen. You can't.",
    ),
    "t_pay": (
        "Почему для пробной недели нужна карта?",
        "Dlaczego do próbnego tygodnia potrzebna jest karta?",
        "Why does a free week need my card?",
    ),
    "t_watch": (
        "Качество супер, ни разу не зависло",
        "Jakość super, ani razu się nie zacięło",
        "Superb quality, it never froze once",
    ),
    "t_after": (
        "Отменить подписку нашла только с третьей попытки",
        "Rezygnację znalazłam dopiero za trzecim razem",
        "Took me three tries to find how to cancel",
    ),
    "p_need": ("Уведомление о новинке", "Powiadomienie o nowości", "New release notification"),
    "p_need_2": ("Совет знакомых", "Polecenie znajomych", "A friend's advice"),
    "p_search": ("Подборка на главной", "Polecane na głównej", "Picks on the home screen"),
    "p_search_2": ("Поиск по названию", "Wyszukiwanie po tytule", "Title search"),
    "p_search_3": ("Трейлер", "Zwiastun", "Trailer"),
    "p_pay": ("Страница оплаты", "Strona płatności", "Payment page"),
    "p_watch": ("Плеер", "Odtwarzacz", "Player"),
    "p_after": ("Письмо о списании", "E-mail o opłacie", "Charge e-mail"),
    "p_after_2": ("Звонок в поддержку", "Telefon do pomocy", "Call to support"),
    "c_need": ("Push, мессенджеры", "Push, komunikatory", "Push, messengers"),
    "c_search": ("Приложение на ТВ, сайт", "Aplikacja TV, strona", "TV app, website"),
    "c_pay": ("Сайт", "Strona", "Website"),
    "c_watch": ("Приложение на ТВ", "Aplikacja TV", "TV app"),
    "c_after": ("Почта, колл-центр", "E-mail, infolinia", "E-mail, call centre"),
    "b_search": (
        "Просмотренное не исчезает из рекомендаций",
        "Obejrzane nie znika z polecanych",
        "What I've seen never leaves the recommendations",
    ),
    "b_search_2": (
        "Нельзя отобрать фильмы по длительности",
        "Nie można wybrać filmów według długości",
        "No way to filter by length",
    ),
    "b_pay": (
        "Код из СМС приходит с опозданием, форма сбрасывается",
        "Kod SMS przychodzi z opóźnieniem, formularz się czyści",
        "The text code comes late and the form resets",
    ),
    "b_after": (
        "Кнопка отмены спрятана в третьем меню",
        "Przycisk rezygnacji ukryty w trzecim menu",
        "Cancelling is hidden three menus deep",
    ),
    "o_search": (
        "Лента, которая помнит, что уже видели",
        "Lista, która pamięta, co już widziałam",
        "A feed that remembers what you've seen",
    ),
    "o_search_2": ("«У меня есть полтора часа»", "„Mam półtorej godziny”", "“I have an hour and a half”"),
    "o_pay": (
        "Пробная неделя без карты",
        "Próbny tydzień bez karty",
        "A free week without a card",
    ),
    "o_after": (
        "Пауза вместо отмены",
        "Pauza zamiast rezygnacji",
        "A pause instead of cancelling",
    ),
    "s_search": (
        "Кнопка «Уже смотрела» на карточке фильма",
        "Przycisk „Już widziałam” na karcie filmu",
        "A “Seen it” button on every title",
    ),
    "s_pay": (
        "Проверить на 10 % новых: оплата через СБП без СМС",
        "Sprawdzić na 10% nowych: płatność BLIK-iem bez SMS-a",
        "Test on 10% of newcomers: wallet payment, no text code",
    ),
    "s_after": (
        "Письмо «Вы месяц не заходили, поставить на паузу?»",
        "E-mail „Nie było Cię miesiąc. Włączyć pauzę?”",
        "An e-mail: “You've been away a month. Pause?”",
    ),
    "m_need": ("Доходят до поиска", "Docierają do wyszukiwania", "Reach the search"),
    "m_search": (
        "Включают фильм в тот же вечер",
        "Włączają film tego samego wieczoru",
        "Start a film the same evening",
    ),
    "m_search_2": ("Время до выбора, медиана", "Czas do wyboru, mediana", "Time to choose, median"),
    "m_pay": ("Завершают оплату", "Kończą płatność", "Complete the payment"),
    "m_watch": ("Досматривают до конца", "Oglądają do końca", "Finish what they start"),
    "m_after": ("Продлевают на второй месяц", "Przedłużają na drugi miesiąc", "Renew for a second month"),
    "m_after_2": ("Готовность советовать (NPS)", "Skłonność do polecania (NPS)", "Would recommend (NPS)"),
    "k_search": (
        "Рекомендации пересчитываются раз в неделю",
        "Rekomendacje liczone są raz w tygodniu",
        "Recommendations are rebuilt once a week",
    ),
    "k_pay": ("Платёжный шлюз, антифрод", "Bramka płatnicza, antyfraud", "Payment gateway, fraud checks"),
    "k_watch": ("Сеть доставки видео", "Sieć dostarczania wideo", "Video delivery network"),
    "k_after": (
        "Поддержка с 9 до 18, вечером никого",
        "Pomoc 9–18, wieczorem nikogo",
        "Support 9 to 6, nobody in the evening",
    ),
}

DEFINITIONS: dict[str, Triple] = {
    "reach": (
        "доля клиентов сегмента, которые встретили эту точку контакта хотя бы раз за период",
        "odsetek klientów segmentu, którzy choć raz trafili na ten punkt styku w okresie",
        "share of the segment's customers who met this touchpoint at least once in the period",
    ),
    "conversion": (
        "доля дошедших до этапа, которые перешли на следующий; открытые пути учтены по Аалену — Йохансену",
        "odsetek osób na etapie, które przeszły dalej; podróże w toku według Aalena–Johansena",
        "share of those who reached the stage and went on; open journeys by Aalen–Johansen",
    ),
    "time": (
        "медиана времени от первого события этапа до первого события следующего",
        "mediana czasu od pierwszego zdarzenia etapu do pierwszego zdarzenia następnego",
        "median time from the stage's first event to the first event of the next",
    ),
    "emotion": (
        "средняя оценка, данная на этапе, приведённая к шкале от −2 до +2, со сжатием к общему среднему",
        "średnia ocen wystawionych na etapie, w skali od −2 do +2, ściągnięta do średniej ogólnej",
        "mean of ratings given in the stage on a scale from −2 to +2, shrunk towards the overall mean",
    ),
    "barrier": (
        "приоритет = охват × острота × потеря конверсии; высказывания связаны с этапом по времени",
        "priorytet = zasięg × dotkliwość × utrata konwersji; wypowiedzi przypisane do etapu po czasie",
        "priority = reach × severity × conversion lost; verbatims linked to the stage by time",
    ),
    "nps": (
        "доля сторонников минус доля критиков",
        "odsetek promotorów minus odsetek krytyków",
        "share of promoters less share of detractors",
    ),
    "quote": ("дословное высказывание, имена скрыты", "wypowiedź dosłowna, imiona ukryte", "verbatim, names masked"),
    "opinion": (
        "мнение рабочей группы, данными не подтверждено",
        "opinia zespołu, niepotwierdzona danymi",
        "the working group's opinion, not backed by data",
    ),
}
