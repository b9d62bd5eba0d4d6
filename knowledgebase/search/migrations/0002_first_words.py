"""The words to begin with: what says nothing, and what means the same. Editors go on from here."""

from django.db import migrations

STOP_WORDS = {
    "fi": """
        ja tai sekä että joka jotka jonka mikä mitä miten kuinka miksi milloin missä mistä mihin kun
        kuin jos koska vaikka mutta vaan niin näin myös vielä enää nyt sitten siis ei en et emme
        ette eivät eikä älä ole olla on ovat olen olet olemme olette oli olivat ollut olisi voi
        voin voiko voidaanko voisi pitää pitäisi pitääkö saa saako saan saada haluta haluan haluaisin
        tämä tässä tästä tähän tätä nämä se sen sitä siinä siitä siihen ne niitä tuo tuon hän hänen
        minä minun meillä meidän me te teidän teillä minulla mulla mun mä sä sun yksi joku jokin
        jotain joskus aina kaikki itse oma omat ihan aika jo juuri vain hei moi terve kiitos
        ongelma ongelmia apua apu kysymys tehdä teen tehdään onko eikö enkä kanssa varten mukaan
        pois yrittää yritän sama toinen muu vähän paljon tulla tulee mennä menee käydä
    """,
    "sv": """
        och eller att som en ett den det de dem i på av för med till från om hur vad när var vart
        varför vilken vilket vilka är var varit vara blir bli har hade ha kan kunna ska skall skulle
        måste vill jag vi du ni han hon man min mitt mina vår vårt våra er ert inte ej men så också
        bara nu då redan här där detta denna dessa sig sin hej tack hjälp problem fråga göra gör
        gjort går gå får få någon något några samma annan mycket lite alltid ibland
    """,
    "en": """
        a an the and or of to in on at for from with by as is are was were be been am do does did
        can could should would will shall may must have has had i we you he she it they my our your
        their this that these those there here how what when where why which who not no but so if
        then than too very just only also hi hello thanks thank please help problem question get
        got getting go goes any some something someone always sometimes again still
    """,
}

SYNONYMS = {
    "fi": [
        "palkka, liksa",
        "palkkalaskelma, palkkakuitti, palkkanauha, tilinauha, palkkalappu, palkkaerittely",
        "verkkolasku, e-lasku, sähköinen lasku, finvoice",
        "hyvityslasku, hyvitys, kreditlasku, hyvittää",
        "maksumuistutus, karhu, karhukirje, karhuaminen, muistutuslasku, perintä",
        "lasku, faktura",
        "salasana, tunnussana, passu",
        "kirjautua, loggautua, sisäänkirjautuminen",
        "ohjelma, softa, sovellus, systeemi",
        "tulostaa, printata, tulostus",
        "tulostin, printteri",
        "tietokone, kone, läppäri, työasema",
        "puhelin, kännykkä, luuri, mobiili, matkapuhelin",
        "sähköposti, maili, meili, email, s-posti",
        "arvonlisävero, alv",
        "leimata, kellottaa, leimaus, leimaaminen",
        "vuosiloma, loma, lomapäivä",
        "sairauspoissaolo, sairausloma, saikku, sairaana, sairas",
        "työntekijä, palkansaaja, duunari, henkilö",
        "työ, duuni",
        "yritys, firma, lafka",
        "matkalasku, kululasku, kulukorvaus",
        "kilometrikorvaus, kilsakorvaus, km-korvaus, ajopäiväkirja",
        "inventaario, inventointi",
        "virhe, error, virheilmoitus, häiriö",
        "jumittaa, jumissa, tökkiä, takkuilla, hidas",
        "varmuuskopio, backup, varmistus",
        "käyttäjätunnus, tunnus, tunnukset",
        "käyttöoikeus, oikeus, lupa",
        "tilinumero, iban, pankkitili",
        "viitenumero, viite",
        "työvuoro, vuoro",
        "poistaa, hävittää, deletoida",
        "korjata, oikaista",
        "aikataulu, ajoitus",
        "liitetiedosto, liite",
        "toimittaja, tavarantoimittaja",
        "ylityö, ylitunti",
        "asentaa, asennus",
        "päivittää, päivitys",
        "maksaa, maksu",
        "lähettää, lähetys",
        "hyväksyä, hyväksyntä, hyväksyminen",
        "raportti, tuloste, listaus",
        "lisätä, perustaa, luoda, avata, tehdä uusi",
        "muuttaa, vaihtaa, muokata, muutos, vaihto",
        "peruuttaa, perua, mitätöidä, kumota, peruutus",
        "palauttaa, palautus",
        "etsiä, löytää, hakea, haku",
        "kadota, hävitä, hukkua, puuttua, kateissa",
        "näkyä, näkyvissä, piilossa",
        "jakaa, jako, jakaminen",
        "siirtää, siirto",
        "sulkea, lukita, päättää, lukitus",
        "yhdistää, yhdistäminen",
        "tilata, tilaus",
        "laskuttaa, laskutus",
        "veloittaa, periä, veloitus",
        "vähentää, pidättää, vähennys, pidätys",
        "kohdistaa, kohdistus, täsmäyttää, täsmäytys",
        "ilmoittaa, ilmoitus",
        "kopioida, kopio, monistaa",
        "tallentaa, tallennus",
        "viedä, vienti, export",
        "tuoda, tuonti, import, lukea sisään",
        "ulosotto, ulosmittaus",
        "ennakko, etumaksu",
        "alennus, ale",
        "hinta, taksa, hinnoittelu",
        "pomo, esihenkilö, esimies, päällikkö",
        "kollega, työkaveri",
        "lomittaja, sijainen, tuuraaja",
        "tuurata, sijaistaa",
        "seurata, jäljittää, seuranta",
        "paikannus, sijainti, gps",
        "puhelinetu, luontoisetu",
        "irtisanoa, irtisanominen, lopputili, työsuhteen päättyminen",
        "uusi työntekijä, aloittaa työt",
        "ulkomaalainen, ulkomailta, rajoitetusti verovelvollinen",
        "verokortti, veroprosentti, ennakonpidätys",
        "lisä, korvaus",
        "keikka, projekti, työmaa, urakka",
        "tavara, tuote, nimike",
        "tavarantoimitus, toimitus, kuorma, lähetys",
        "saldo, määrä",
        "hylly, varastopaikka, hyllypaikka",
        "tarjous, tarjota",
        "liidi, myyntimahdollisuus",
        "kirjanpito, bokkari, kirjaus",
        "tilintarkastaja, tarkastaja",
        "pääkirja, päiväkirja",
        "tasetili, tili",
        "tilikausi, kausi",
        "viivästyskorko, korko, viivekorko",
        "luottotappio, saatava",
        "saatavat, avoimet laskut, velat",
        "kuitata, kuittaus, maksettu",
        "kahteen kertaan, tuplana, kaksi kertaa, kaksinkertainen, kahdesti, tupla",
        "osissa, erissä, osamaksu",
        "viivakoodi, ean",
        "selain, netti",
        "palvelin, serveri",
        "kaatua, kaatuminen, sammua",
        "pdf, tiedosto",
        "taulukko, excel",
        "työaikapankki, liukuma, saldot",
        "iltalisä, yölisä, vuorolisä",
        "tauko, lounas, ruokatunti",
        "läsnäolo, paikalla, töissä",
        "poissaolo, poissa",
        "ilmainen, maksuton",
        "tietosuoja, gdpr, henkilötiedot",
    ],
    "sv": [
        "lönebesked, lönespecifikation, lönelapp",
        "e-faktura, elektronisk faktura, nätfaktura, finvoice",
        "kreditfaktura, kreditnota, kreditering",
        "betalningspåminnelse, påminnelse, kravbrev",
        "lösenord, kod",
        "moms, mervärdesskatt",
        "skrivare, printer",
        "mobil, telefon, mobiltelefon",
        "e-post, mejl, mail, email",
        "semester, ledighet",
        "sjukfrånvaro, sjukskrivning, sjukledighet",
        "reseräkning, utlägg, kostnadsersättning",
        "användarnamn, användar-id, användare",
        "behörighet, rättighet, åtkomst",
        "säkerhetskopia, backup",
        "logga in, inloggning",
        "anställd, arbetstagare, medarbetare",
        "företag, firma, bolag",
        "kontonummer, iban",
        "inventering, lagerinventering",
        "stämpla, stämpling",
        "fel, felmeddelande, error",
        "lägga till, skapa, öppna, ny",
        "ändra, byta, ändring, byte",
        "ångra, annullera, återkalla",
        "hitta, söka, sökning",
        "saknas, fattas, försvunnen, borta",
        "stänga, låsa, låsning",
        "chef, förman",
        "vara, produkt, artikel",
        "leverans, last, sändning",
        "arbetsplats, projekt, bygge",
        "dubbelt, två gånger",
        "närvarande, på jobbet, på plats",
        "webbläsare, nätet",
        "godkänna, godkännande",
        "betala, betalning",
        "skicka, sändning",
        "ta bort, radera",
        "rätta, korrigera, rättelse",
        "revisor, granskare",
        "utländsk, utlandet, begränsat skattskyldig",
        "dataskydd, gdpr, personuppgifter",
    ],
    "en": [
        "payslip, pay slip, salary slip, pay stub",
        "e-invoice, electronic invoice, einvoice, finvoice",
        "credit note, credit memo, refund",
        "payment reminder, reminder, dunning",
        "password, passcode",
        "vat, value added tax, sales tax",
        "log in, login, sign in",
        "holiday, vacation, annual leave",
        "sick leave, sickness, sick",
        "employee, worker, staff",
        "salary, wage, pay",
        "travel expense, expense claim, travel claim",
        "permission, access right, user right",
        "backup, back up",
        "supplier, vendor",
        "purchase ledger, accounts payable",
        "sales ledger, accounts receivable",
        "mobile, phone",
        "clock in, punch in, stamp",
        "error, fault",
        "stock, inventory",
        "stocktaking, stock count",
        "add, create, new, set up",
        "change, edit, modify, switch",
        "cancel, undo, revert, void",
        "find, search, look up, locate",
        "missing, lost, gone, disappear",
        "close, lock",
        "boss, manager, supervisor",
        "track, follow, location, gps",
        "goods, product, item",
        "delivery, shipment, load",
        "job, project, site",
        "twice, double, duplicate",
        "present, at work, on site",
        "foreign, abroad, non-resident, limited tax liability",
        "approve, approval, accept",
        "pay, payment",
        "send, submit",
        "delete, remove, erase",
        "correct, fix, amend",
        "auditor, audit",
        "ledger, bookkeeping, accounting",
        "match, reconcile, reconciliation",
        "discount, rebate",
        "break, lunch",
        "shift, roster, rota",
        "printer, printing, print",
        "slow, freeze, stuck, hang",
        "data protection, gdpr, personal data",
    ],
}


def add(apps, schema_editor):
    stop_word = apps.get_model("search", "StopWord")
    stop_word.objects.bulk_create(
        (
            stop_word(language=language, word=word)
            for language, words in STOP_WORDS.items()
            for word in sorted(set(words.split()))
        ),
        ignore_conflicts=True,
    )
    synonyms = apps.get_model("search", "Synonyms")
    synonyms.objects.bulk_create(
        synonyms(language=language, words=words)
        for language, listed in SYNONYMS.items()
        for words in listed
    )


def remove(apps, schema_editor):
    apps.get_model("search", "StopWord").objects.all().delete()
    apps.get_model("search", "Synonyms").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
