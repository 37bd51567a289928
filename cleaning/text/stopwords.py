"""The words that every text has, in many languages: prose is full of them, menus and lists of titles are not."""

from __future__ import annotations

STOPWORDS = frozenset(
    """
    the of and to in a is that for it was on with as he his be at by had not are but from or have they which one you
    were her all she there would their we him been has when who will more no if out so what up into than its about them
    can only other said some could our these two may then do any my now such like over me even most after also did this
    i your us how where because while those
    der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an er hat aus sie nach wird bei
    einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei
    dass kann gegen vom schon wenn werden ihr seine wir ich habe im dem dann unter sagte keine diese dieser
    le la les de des un une et est en du dans que qui pour pas sur au par plus avec il elle ce se son sa ses ne sont aux
    mais comme ou nous vous leur cette été a ont était ces être tout fait sans peut aussi après lui même y
    el los las una y del que por con para su al lo como más pero sus o este ha sí porque esta entre cuando muy sin
    sobre
    también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos fue han
    il lo gli uno di da ed è non si che alla della delle dei nel nella sono più anche dal ma come al ha hanno stato
    essere
    questo questa suo sua dopo tra fra ci cui quando
    o os as um uma e em do da dos das no na nos nas que com não por mais para seu sua ao foi ser como mas quando muito
    está já também pelo pela até isso ele ela entre era depois são têm
    het een en van op te dat die niet zijn is was voor met er aan om ook als dan maar nog bij uit naar door over ze hij
    wordt kan meer geen zich werd hebben had heeft deze dit zo tot
    och att det som på är av för med den till inte har de om ett han men var jag sig från vi så kan när hade hon nu ska
    efter vid eller man alla detta finns
    og er på at det som til av med ikke har den om de et han men var jeg seg fra vi så kan når hadde etter ved eller
    være blir også etter ble sin
    ja on ei se että oli mutta hän joka ovat myös kun niin sen mukaan tai jos nyt vain kuin ole ollut tämä sekä
    i w z na do nie się to że jest o jak za po od ale co czy dla tym przez już przy był jego które który są być tego
    a v na se že je to s z o do si i za by ale jako po pro tak podle jsou jeho už které který od při byl
    az és hogy nem is egy meg ez de volt mint csak már el azt vagy még lesz szerint után
    și în la cu de pe este că nu un o din pentru au mai sunt care fost prin dar iar după sau
    ve bir bu da de için ile olarak çok daha olan gibi kadar en sonra ne ise var dedi göre değil olduğu ancak
    και το της του η ο να στο με για είναι την τη που από σε θα τα δεν τον οι στην τους
    и в не на что с по из как к а за от это его о у для он но же все было так я мы их до был или при бы также если
    та що не на до як за від це його та й або про але ще які під час після
    на се да за от е в и са че по до не като той тя това към беше
    في من على أن إلى التي الذي عن مع هذا هذه ما لا بعد كان أو قد بين ذلك كما لم ولا وقد إن كل وقال قال خلال حيث
    در به از که این را با است برای آن یک خود تا بر هم کرد شد شده نیز می ها
    של את על לא הוא היא זה עם כי אל או גם אם כל אני לו היה בין אבל יש עוד אחרי רק אמר
    yang dan di dengan untuk pada dari ini itu tidak dalam akan ke juga adalah ada oleh mereka saat lebih karena telah
    và của là có trong cho được các với một không những này đã người để khi từ cũng đến về như
    का की के में है और से को पर ने यह हैं कि भी था एक इस नहीं तो कर हो
    ir kad yra su iš į bet tai buvo kaip ne apie per dėl jau un ar no par uz tas ka bija kas
    og að í á er um var til sem við með en af fyrir ekki hann hún það þetta því eftir frá
    的 了 在 是 我 不 他 有 这 這 中 大 来 來 上 个 個 到 说 說 们 們 为 為 和 地 也 子 就 对 對 以 而 与 與
    は を に が の で と も た し て な い る れ か す ら ま り こ よ そ
    이 그 및 등 한 는 은 수 것 더 또 있다 있는 했다 말했다 밝혔다 위해 대한 통해 함께 따르면 지난 그러나 하지만
    ที่ และ ใน การ เป็น ของ จะ ได้ ไม่ มี ว่า ให้ ก ็ เ า น ร ่ ้ ั ี
    """.split()
)
