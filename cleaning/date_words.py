"""Words of printed dates in the languages that news is written in: months, units of time, today and yesterday.

Month names are those of Unicode's CLDR (https://cldr.unicode.org), with spellings that pages have beside them.
"""

MONTH_NAMES = """
en january february march april may june july august september october november december
en jan feb mar apr may jun jul aug sep oct nov dec
en - - - - - - - - sept - - -
de januar februar märz april mai juni juli august september oktober november dezember
de jänner feber mär apr mai jun jul aug sep okt nov dez
de - - mrz - - - - - sept - - -
fr janvier février mars avril mai juin juillet août septembre octobre novembre décembre
fr janv févr mars avr mai juin juil août sept oct nov déc
fr - fevrier - - - - - aout - - - decembre
es enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
es ene feb mar abr may jun jul ago sep oct nov dic
es - - - - - - - - setiembre - - -
pt janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
pt jan fev mar abr mai jun jul ago set out nov dez
it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
it gen feb mar apr mag giu lug ago set ott nov dic
nl januari februari maart april mei juni juli augustus september oktober november december
nl jan feb mrt apr mei jun jul aug sep okt nov dec
sv januari februari mars april maj juni juli augusti september oktober november december
da januar februar marts april maj juni juli august september oktober november december
no januar februar mars april mai juni juli august september oktober november desember
no jan feb mar apr mai jun jul aug sep okt nov des
fi tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta \
marraskuuta joulukuuta
pl stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
pl styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
pl sty lut mar kwi maj cze lip sie wrz paź lis gru
cs ledna února března dubna května června července srpna září října listopadu prosince
sk januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
hu január február március április május június július augusztus szeptember október november december
ro ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
hr siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca
sl januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra
tr ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
el ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
ru янв фев мар апр мая июн июл авг сен окт ноя дек
uk січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
bg януари февруари март април май юни юли август септември октомври ноември декември
id januari februari maret april mei juni juli agustus september oktober november desember
et jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
lv janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris
lt sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio
is janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
ca gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
sr januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
sr јануар фебруар март април мај јун јул август септембар октобар новембар децембар
he ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
he בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר
fa ژانویه فوریه مارس آوریل - ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
hi जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
hi - फ़रवरी - - - - - - सितम्बर अक्तूबर नवम्बर दिसम्बर
ar - شباط آذار نيسان أيار حزيران تموز آب أيلول - - -
ar جانفي فيفري - أفريل ماي جوان جويلية أوت - - - -
ar يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
"""
# Months of the Persian calendar: a date with one of them is found, but not turned into ISO 8601.
PERSIAN_MONTHS = frozenset("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split())

UNITS = """
second second seconds sec secs sekunde sekunden sek seconde secondes segundo segundos secondo secondi sekund sekundy \
секунд секунды секунду saniye sekuntia ثانیه ثانية ثوان 秒 秒钟 초 δευτερόλεπτα sekundami
minute minute minutes min mins minuten minuto minutos minuti minuut minut minuty minuter minutter минут минуты \
минуту мин dakika minuuttia دقیقه دقيقة دقائق 分 分钟 分鐘 분 λεπτά λεπτό minutami
hour hour hours hr hrs h stunde stunden std heure heures hora horas ora ore uur uren godzinę godziny godzin timme \
timmar time timer час часа часов saat tunti tuntia ساعت ساعة ساعات 小时 小時 時間 시간 ώρα ώρες hodinou hodinami
day day days d tag tage tagen jour jours j día días dia dias giorno giorni dag dagen dagar dage dzień dni день дня \
дней gün päivä päivää روز يوم أيام 天 日 일 ημέρα ημέρες μέρες dnem dny
week week weeks w woche wochen semaine semaines sem semana semanas settimana settimane weken tydzień tygodnie tygodni \
неделю недели недель hafta viikko viikkoa هفته أسبوع أسابيع 周 週 週間 星期 주 εβδομάδα εβδομάδες týdny
month month months monat monate monaten mois mes meses mês mese mesi maand maanden miesiąc miesiące miesięcy месяц \
месяца месяцев ay kuukausi kuukautta ماه شهر أشهر 个月 個月 か月 ヶ月 개월 달 μήνα μήνες měsíci
year year years yr yrs jahr jahre jahren an ans année années año años ano anos anno anni jaar rok lata lat год года \
лет yıl vuosi vuotta سال سنة سنوات 年 년 χρόνια χρόνο lety
"""
UNIT_OF = {
    word: line.split()[0] for line in UNITS.replace("\\\n", " ").strip().splitlines() for word in line.split()[1:]
}
TODAY = (
    "today,heute,aujourd'hui,hoy,oggi,hoje,vandaag,dzisiaj,dziś,сегодня,bugün,tänään,idag,i dag,今天,今日,오늘,اليوم,"
    "امروز,just now,a moment ago,gerade eben,à l'instant,ahora mismo,zojuist,przed chwilą,только что,az önce,"
    "agora mesmo,刚刚,剛剛,방금"
)
YESTERDAY = (
    "yesterday,gestern,hier,ayer,ieri,ontem,gisteren,wczoraj,вчера,dün,eilen,igår,i går,昨天,昨日,어제,أمس,دیروز"
)
DAY_WORDS = {**dict.fromkeys(TODAY.split(","), 0), **dict.fromkeys(YESTERDAY.split(","), 1)}
