"""Finnish words for a great many cases: enough variety for lists, search and compression."""

from random import Random

_WHAT = (
    "Palkka-ajo",
    "Laskutusajo",
    "Verkkolaskun lähetys",
    "Ostolaskun kierto",
    "Maksuaineisto",
    "Tiliotteen täsmäytys",
    "Tuloslaskelma",
    "Arvonlisäveroilmoitus",
    "Projektin kate",
    "Tuntikirjauksen hyväksyntä",
    "Matkalaskun liite",
    "Varaston inventaario",
    "Tilausehdotus",
    "Hinnaston päivitys",
    "Asiakaskortin haku",
    "Sopimuslaskutus",
    "Budjettivertailu",
    "Lomapalkkavelka",
    "Työvuorolista",
    "Mobiilileimaus",
    "Rahtikirjan tulostus",
    "Perintäkirje",
    "Tositteen kopiointi",
    "Käyttöoikeuden vaihto",
)
_FAULT = (
    "pysähtyy virheeseen",
    "jää odottamaan hyväksyntää",
    "näyttää edellisen kuukauden luvut",
    "pyöristää sentit väärin",
    "kadottaa liitteet tallennuksessa",
    "kestää yli kymmenen minuuttia",
    "tulostuu tyhjänä",
    "kirjautuu kahteen kertaan",
    "ei löydä uutta toimipaikkaa",
    "antaa tyhjän sivun",
    "katkeaa aikakatkaisuun",
    "ei huomioi arkipyhää",
    "laskee poissaolot mukaan",
    "hylkää pankin viitteen",
    "lajittelee rivit väärin",
    "unohtaa valitun kauden",
)
_WHERE = (
    "",
    "kuukauden vaihteessa",
    "päivityksen jälkeen",
    "yhdellä käyttäjällä",
    "Edge-selaimessa",
    "puhelimella",
    "kahden yhtiön ajossa",
    "kun rivejä on yli 500",
    "vain tuotannossa",
    "satunnaisesti aamuisin",
)
_SENTENCES = (
    "{what} {fault}, kun ajo aloitetaan ennen kello {hour}.",
    "Huomasimme tämän vasta, kun {what_small} {fault} tositteella {number}.",
    "Viime kuussa sama toimi ilman ongelmia.",
    "Kokeilimme myös toisella koneella ja tulos oli sama.",
    "Rivejä on {count}, ja niistä noin kolmannes on väärin.",
    "Korjaamme luvut nyt käsin, mikä vie päivästä tunteja.",
    "Liitteessä on kuvakaappaus kohdasta, jossa luku muuttuu.",
    "Tilintarkastaja pyytää tositteen {number} tietoja perjantaihin mennessä.",
    "Ilmoitus katoaa, ennen kuin sen ehtii lukea.",
    "Löysimme syyn: {what_small} {fault}, jos asetus {number} on päällä.",
    "Korjaus tulee seuraavassa versiossa, ja ilmoitamme, kun se on asennettu.",
    "Voitteko vahvistaa, että käytössä on versio {version}?",
    "Vahvistan, että versio on {version}.",
    "Kiertotie on ajaa {what_small} uudelleen kello {hour} jälkeen.",
    "Kiitos, näin toimimme toistaiseksi.",
    "Asia koskee {count} henkilöä kolmessa toimipaikassa.",
    "Testasimme korjauksen kannassa {number}, ja tulos täsmää nyt sentilleen.",
    "Pystymme toistamaan virheen omassa ympäristössämme.",
    "Siirsimme asian tuoteosastolle arvioitavaksi.",
    "Odotamme vielä pankin vastausta aineistosta {number}.",
    "Se ei ole kiireellinen, mutta häiritsee joka kuukausi.",
    "Aineisto lähtee huomenna aamulla, joten toivomme vastausta tänään.",
)


class Writer:
    """Writes subjects and messages; the same `random` gives the same texts again."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._subjects = [
            f"{what} {fault} {where}".strip()
            for what in _WHAT
            for fault in _FAULT
            for where in _WHERE
        ]
        self._sentences = [self._sentence() for _ in range(4000)]
        self._lengths = [1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12]

    def subject(self) -> str:
        return self._random.choice(self._subjects)

    def message(self) -> str:
        random = self._random
        return " ".join(random.choices(self._sentences, k=random.choice(self._lengths)))

    def _sentence(self) -> str:
        random = self._random
        what = random.choice(_WHAT)
        return random.choice(_SENTENCES).format(
            what=what,
            what_small=what[0].lower() + what[1:],
            fault=random.choice(_FAULT),
            hour=random.randint(7, 16),
            number=random.randint(1000, 99999),
            count=random.randint(2, 900),
            version=f"25.{random.randint(1, 4)}.{random.randint(0, 3)}",
        )


_FIRST = (
    *("Anna", "Eero", "Helena", "Ilkka", "Johanna", "Kari", "Leena", "Mikael", "Noora"),
    *("Olli", "Piia", "Risto", "Satu", "Timo", "Ulla", "Veera", "Åsa", "Björn"),
)
_LAST = (
    *("Ahonen", "Bergström", "Eskola", "Forsman", "Hakala", "Isotalo", "Järvinen", "Koski"),
    *("Lahtinen", "Manninen", "Nurmi", "Oksanen", "Pitkänen", "Rautio", "Sirén", "Toivonen"),
    *("Uusitalo", "Väisänen"),
)
_PLACE = (
    *("Aurajoen", "Etelä-Savon", "Hämeen", "Itämeren", "Kainuun", "Kymen", "Lakeuden", "Lapin"),
    *("Pirkan", "Pohjan", "Päijänteen", "Saimaan", "Satakunnan", "Uudenmaan", "Vakka-Suomen"),
)
_TRADE = (
    *("Rakennus", "Kuljetus", "Sähkö", "Putki", "Tukku", "Leipomo", "Siivous", "Huolto"),
    *("Konsultit", "Metalli", "Puutarha", "Hoiva", "Kiinteistöt", "Logistiikka", "Paino"),
)
TOWNS = ("Helsinki", "Espoo", "Tampere", "Turku", "Oulu", "Vaasa", "Kuopio", "Lahti", "Pori")


def company(random: Random, number: int) -> str:
    return f"{random.choice(_PLACE)} {random.choice(_TRADE)} {number} Oy"


def person(random: Random) -> tuple[str, str]:
    """A first and a last name."""
    return random.choice(_FIRST), random.choice(_LAST)
