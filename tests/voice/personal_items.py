"""Sentences of customers with personal data marked as `<kind|value>`, made up by hand; check digits are right."""

RUSSIAN = """
Телефон <phone|+7 (912) 345-67-89>, жду звонка
Позвоните мне <phone|8 903 123 45 67> после шести
мой номер <phone|89031234567>
звоните: <phone|9161234567>
офис <phone|(495) 123-45-67>
тел. <phone|+7-916-123-45-67>
Наберите <phone|8(916)123-45-67> или <phone|8-495-123-45-67>
ватсап <phone|+79261234567>
пишите на <e-mail|olga.petrova@mail.ru>
почта <e-mail|ivan_88@yandex.ru>, а лучше <e-mail|i.petrov+shop@gmail.com>
Чек не пришёл на <e-mail|IVANOVA@RAMBLER.RU>
почта: <e-mail|мария@почта.рф>
Оплатил картой <card|4111 1111 1111 1111>, списали дважды
карта МИР <card|2200 7007 0000 0002> не прошла
карта <card|5500000000000004> отклонена
с карты <card|4276-3800-1234-5679> сняли комиссию
Мой СНИЛС <document|112-233-445 95>
СНИЛС: <document|11223344595>
в ПФР с номером <document|087-654-303 00>
ИНН <document|500100732259> указан верно
мой ИНН: <document|7707083893>
Указал ИНН № <document|500100732259>
в анкете <document|500100732259>, как просили
паспорт <document|45 09 123456> показал на кассе
Паспорт серия <document|4509 № 123456>
паспорт: <document|4509123456>
серия и номер паспорта <document|45 09 123 456>
загранпаспорт <document|72 1234567> не взяли
паспорт РФ <document|46 10 654321>
водительское удостоверение <document|77 12 345678>
права <document|77 АВ 345678> отобрали
полис ОМС <document|7700 0000 1234 5678>
ОГРНИП <document|304500116000157>
р/с <account|40817810099910004312> не принимают
деньги на счёт <account|40817810099910004312>
расчётный счёт <account|40702810400000012345>
возврат на <account|40817810570000123456>
номер счёта: <account|4081 7810 0999 1000 4312>
Живу на <address|ул. Ленина, д. 15, кв. 48>, домофон не работает
адрес: <address|г. Москва, ул. Тверская, д. 7, кв. 12>
<address|улица Мира 12> — это мой дом
приехали на <address|Невский проспект, 28>
<address|пр-т Вернадского, 41 стр. 1>
живу на <address|Гагарина 5-12>
<address|ул. 8 Марта, 10>
<address|наб. Фонтанки, д. 5, кв. 3> ждала весь день
<address|пер. Строителей 3а>
<address|Ленинградское шоссе, д. 16>
курьер перепутал <address|дом 5, кв. 12>
звонил в <address|кв. 48>
<address|620014, г. Екатеринбург, ул. Малышева, д. 36, кв. 7>
<address|Большая Садовая улица, 10, кв. 50>
<address|бульвар Дмитрия Донского, 9 корп. 2>
Здравствуйте, меня зовут <name|Мария Ивановна Кузнецова>
меня зовут <name|Айгуль>, я ваш клиент
Передайте <name|Сергею Петровичу> спасибо
Курьер <name|Алексей> грубил
менеджер <name|Ольга Смирнова> не перезвонила
Так и не ответили <name|Дмитрию Волкову>
г-н <name|Соколов> обещал
за <name|Иванова И. И.> расписались
директор <name|П.С. Орлов> молчит
ФИО: <name|Петров Иван Сергеевич>
Позвоните <name|Ивану Петровичу Сидорову> в 18:00
Я, <name|Иванов Пётр>, жду ответа
госпожа <name|Мирзоян> была вежлива
"""

POLISH = """
tel. <phone|+48 601 234 567>
kontakt: <e-mail|jan.kowalski@wp.pl> lub <phone|601-234-567>
dzwoń na <phone|601234567>
biuro <phone|22 123 45 67>
z zagranicy <phone|0048601234567>
mój numer <phone|+48601234567>
proszę dzwonić <phone|602 345 678>
numer <phone|(+48) 512 345 678>
piszcie na <e-mail|a.nowak@poczta.onet.pl>
adres mailowy <e-mail|zofia-k@o2.pl>
<e-mail|biuro.kowalscy@gmail.com> bez odpowiedzi
Karta <card|5500000000000004> została odrzucona
zapłaciłam kartą <card|4012 8888 8888 1881>
z karty <card|4111-1111-1111-1111> pobrano dwa razy
Mój PESEL <document|44051401359>
PESEL: <document|02270803624>
podałem <document|44051401359> w formularzu
NIP <document|123-456-32-18>
faktura na NIP: <document|1234563218>
NIP <document|PL 1234563218>
firma <document|526-104-08-28> dostała fakturę
nip: <document|526-000-12-46>
REGON <document|123456785>
regon: <document|12345678512347>
dowód osobisty <document|ABA 300000>
dowód <document|ABS123456> zgubiono
seria i numer <document|AYE 123456>
paszport <document|EA 1234567>
nr paszportu <document|ZS0000177>
prawo jazdy <document|12345/06/1234>
konto <account|PL61109010140000071219812874>
nr konta <account|61 1090 1014 0000 0712 1981 2874>
na rachunek <account|61109010140000071219812874>
przelew na <account|PL61 1090 1014 0000 0712 1981 2874>
Mieszkam przy <address|ul. Długiej 12/4>, paczkomat był pełny
adres: <address|ul. Marszałkowska 10 m. 5, 00-590 Warszawa>
<address|al. Jerozolimskie 44>
<address|os. Tysiąclecia 7/15>
<address|ulica Piotrkowska 104a>
kurier był na <address|Placu Wolności 3>
mieszkam na <address|Kwiatowej 8>
<address|pl. Grunwaldzki 12, 50-384 Wrocław>
kod <address|30-001 Kraków>
<address|ul. św. Marcin 80/82>
<address|ul. 3 Maja 5> jest w centrum
<address|ul. Jana Pawła II 27 lok. 4>
<address|aleja Niepodległości 162>
wysłano na <address|ul. Adama Mickiewicza 21/3, 87-100 Toruń>
Dzień dobry, nazywam się <name|Katarzyna Nowak>
mam na imię <name|Jagoda>
Dziękuję pani <name|Annie Wiśniewskiej> i panu <name|Tomaszowi> za pomoc
pan <name|Piotr> z infolinii był niemiły
Lekarz dr <name|Zieliński> przyjął mnie po 2 godzinach
kelnerka <name|Kasia> była cudowna
wizyta u <name|Marka Kowalczyka>
pani <name|Grażyna> z recepcji
rozmawiałam z <name|Agnieszką Lewandowską>
p. <name|Wójcik> nie odebrał
<name|Maria Anna Wiśniewska> pisze
kurier <name|Krzysztof> zgubił paczkę
imię i nazwisko: <name|Michał Zając>
"""

ENGLISH = """
call <phone|+1 212-555-0182> or <e-mail|john.s+shop@gmail.com>
call (me) at <phone|(212) 555-0182>
my cell is <phone|+44 7911 123456>
reach me at <phone|212-555-0182>
phone: <phone|1-800-356-9377>
text <phone|+1 (415) 555-2671>
<e-mail|emma_w@outlook.co.uk> is my address
sent to <e-mail|OFFICE@EXAMPLE.COM>, no reply
write to <e-mail|o'neil.j@example.org>
My card <card|4012-8888-8888-1881> was charged
Amex <card|3782 822463 10005> declined
card no <card|6011111111111117>
the card <card|5105 1051 0510 5100> again
IBAN <account|GB82WEST12345698765432> refund still pending
iban: <account|DE89 3704 0044 0532 0130 00>
refund to <account|GB29 NWBK 6016 1331 9268 19>
sort code <account|60-16-13>
<account|FR14 2004 1010 0505 0001 3M02 606> rejected
SSN <document|123-45-6789> was asked
my social security number is <document|123 45 6789>
they wrote <document|219-09-9999> on the form
passport <document|533380006> not accepted
passport no: <document|AB1234567>
passport number is <document|C01X00T47>
ID card <document|ABC123456> copied
driving licence <document|MORGA657054SM9IJ>
driver's license <document|D12345678>
national insurance <document|QQ 12 34 56 C>
NINO <document|AB123456C>
my number <document|AB 12 34 56 C>
I live at <address|12 Oak Street>
<address|221B Baker Street> is my home
delivered to <address|Flat 4, 12 Oak Street> by mistake
<address|77 Main St., Apt 5, Austin, TX 78701>
<address|1600 Pennsylvania Avenue>
ship to <address|350 Fifth Avenue>
<address|742 Evergreen Terrace> waited all day
<address|10 N. Michigan Ave>
<address|45 St James Road, London SW1A 1AA>
postcode <address|EC1A 1BB>
<address|PO Box 1234>
<address|9 Elm Court, Unit 3B>
<address|128 West 42nd Street>
Hi, my name is <name|John Smith>
I'm <name|Emily Clark> from Leeds
The agent <name|Emily> hung up on me
Mr <name|Brown> was helpful
Mrs. <name|O'Connor> never called
Dr. <name|Patel> saw me late
spoke with <name|Jessica Miller> twice
regards, <name|Michael>
manager <name|Susan Wright> refused
"""

ITEMS = tuple(line for block in (RUSSIAN, POLISH, ENGLISH) for line in block.strip().split("\n"))
