"""English word lists: who can be counted, what is never a person, words that join and words that stop."""

# ruff: noqa: E501 (a pattern or a list of words reads best whole)

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


GENERIC = word_set("people persons person individuals individual humans souls others other human citizens")
PERSONS = GENERIC | word_set(
    """
    civilian civilians leader leaders male males female females counselor counselors counsellor counsellors child children kids kid infant infants baby babies toddler toddlers minor minors teenager teenagers
    teen teens youth youths boy boys girl girls man men woman women adult adults elderly pensioner pensioners resident
    residents villager villagers local locals inhabitant inhabitants citizen citizens national nationals foreigner foreigners
    tourist tourists visitor visitors guest guests pilgrim pilgrims worshipper worshippers worshiper worshipers migrant
    migrants refugee refugees asylum-seeker asylum-seekers passenger passengers commuter commuters traveller travellers
    traveler travelers crew crewmember crewmembers crewman crewmen sailor sailors seaman seamen fisherman fishermen pilot
    pilots driver drivers motorist motorists cyclist cyclists pedestrian pedestrians bystander bystanders onlooker onlookers
    worker workers labourer labourers laborer laborers employee employees staff staffer staffers miner miners farmer farmers
    herder herders teacher teachers student students pupil pupils schoolchildren schoolgirl schoolgirls schoolboy schoolboys
    doctor doctors nurse nurses medic medics paramedic paramedics physician physicians patient patients journalist journalists
    reporter reporters cameraman cameramen activist activists protester protesters protestor protestors demonstrator
    demonstrators rioter rioters looter looters participant participants marcher marchers supporter supporters fan fans
    spectator spectators concertgoer concertgoers shopper shoppers customer customers attendee attendees reveller revellers
    police policeman policemen policewoman policewomen officer officers officials official guard guards gendarme gendarmes
    soldier soldiers serviceman servicemen servicewoman servicewomen troop troops conscript conscripts recruit recruits
    personnel member members operative operatives agent agents ranger rangers marine marines cadet cadets veteran veterans
    militant militants fighter fighters gunman gunmen attacker attackers assailant assailants terrorist terrorists rebel
    rebels insurgent insurgents combatant combatants militiaman militiamen bandit bandits criminal criminals suspect suspects
    extremist extremists bomber bombers hostage hostages captive captives prisoner prisoners inmate inmates detainee detainees
    rescuer rescuers firefighter firefighters volunteer volunteers responder responders relative relatives parent parents
    mother mothers father fathers brother brothers sister sisters son sons daughter daughters sibling siblings family-members
    victim victims survivor survivors enforcers enforcer law-enforcers occupant occupants contractor contractors engineer
    engineers technician technicians climber climbers hiker hikers skier skiers trekker trekkers mountaineers sherpas
    diver divers athlete athletes player players musician musicians priest priests monk monks nun nuns imam imams cleric
    clerics politician politicians lawmaker lawmakers candidate candidates judge judges prosecutor prosecutors lawyer lawyers
    peacekeeper peacekeepers aid-workers helpers trader traders vendor vendors shopkeeper shopkeepers seller sellers
    stevedores dockworkers seafarer seafarers oilmen mineworkers mineworker steelworkers lifeguards cooks seamstresses
    apprentice apprentices trainee trainees intern interns tenant tenants lodger lodgers squatter squatters homeless
    guardsmen guardsman gendarmerie commandos commando paratroopers reservists seminarians picnickers holidaymakers partygoers
    festivalgoers churchgoers mourners newlyweds twins couple couples stowaways defenders lifesavers expatriates nationals
    evacuees returnees collaborators sympathisers sympathizers organisers organizers caregivers orphans widows newborn newborns
    """
)
PERSON_ENDINGS = ("men", "women", "workers", "goers", "makers", "keepers", "children", "folk", "ists", "ians")
COLLECTIVE = word_set(
    "members member officers staff employees representatives citizens nationals residents servants workers"
)
BODIES = word_set("body bodies corpse corpses cadaver cadavers remains skeletons skeleton")
GRAVES = word_set("grave graves burial burials tomb tombs")
MORGUE = word_set("morgue morgues mortuary mortuaries")
# The head nouns that are counted often beside casualties and are never people.
DECOYS: dict[str, frozenset[str]] = {
    "a time or an age": word_set(
        """second seconds minute minutes hour hours day days night nights week weeks weekend month months year years decade
        decades century centuries season seasons o'clock a.m p.m am pm a.m. p.m. hrs gmt utc year-old year-olds month-old
        years-old fortnight evening morning afternoon"""
    ),
    "money": word_set(
        """dollar dollars euro euros pound pounds rouble roubles ruble rubles tenge lira rupee rupees yen yuan peso pesos
        franc francs dinar dinars dirham dirhams riyal riyals rial taka usd eur gbp cents crore hryvnia zloty krona kronor
        shillings naira rand"""
    ),
    "a measure": word_set(
        """percent per cent pct point points km kms kilometre kilometres kilometer kilometers mile miles metre metres meter
        meters m cm mm feet foot ft inch inches yard yards acre acres hectare hectares tonne tonnes ton tons kg kilos kilogram
        kilograms kilogrammes gram grams litre litres liter liters gallon gallons barrel barrels degree degrees celsius
        fahrenheit knots mph kph km/h megawatts kilowatts watts volts magnitude nautical storeys stories floors percentage
        kilometres-long square cubic decibels calibre caliber mw gw"""
    ),
    "things": word_set(
        """house houses home homes building buildings apartment apartments flat flats block blocks dwelling dwellings structure
        structures tent tents school schools hospital hospitals clinic clinics shop shops store stores market markets
        factory factories mosque mosques church churches temple temples village villages town towns city cities district
        districts region regions province provinces state states country countries municipality municipalities
        neighbourhood neighbourhoods neighborhood neighborhoods place places location locations site sites spot area areas
        shelter shelters camp camps centre centres center centers station stations bridge bridges road roads highway highways
        street streets line lines track tracks level levels floor room rooms carriage carriages coach coaches wagon wagons
        bus buses car cars truck trucks lorry lorries van vans vehicle vehicles motorcycle motorcycles bike bikes taxi taxis
        ambulance ambulances train trains locomotive plane planes aircraft jet jets helicopter helicopters drone drones boat
        boats ship ships vessel vessels ferry ferries dinghy dinghies raft rafts tanker tankers trawler trawlers tug tugs
        engine engines tender tenders unit units machine machines excavator excavators crane cranes bulldozers pump pumps
        appliance appliances hose hoses rifle rifles gun guns weapon weapons pistol pistols firearm firearms grenade grenades
        bomb bombs rocket rockets missile missiles shell shells round rounds bullet bullets explosive explosives mine mines
        tank tanks device devices cartridge cartridges checkpoint checkpoints barrier barriers bed beds bag bags box boxes
        container containers kit kits parcel parcels coffin coffins item items document documents page pages photo photos
        photograph photographs image images video videos post posts message messages call calls report reports complaint
        complaints case cases charge charges count counts article articles laws rule rules petition lawsuits lawsuit
        investigation investigations probe probes sample samples test tests profile profiles tree trees animal animals cattle
        cow cows goat goats sheep pig pigs horse horses camel camels dog dogs livestock crops field fields tremor tremors
        aftershock aftershocks quake quakes earthquake earthquakes wave waves storm storms landslide landslides flood floods
        fire fires blaze blazes explosion explosions blast blasts strike strikes airstrike airstrikes raid raids attack attacks
        attempt attempts incident incidents accident accidents clash clashes operation operations sortie sorties flight flights
        voyage trip trips match matches game games goal goals election elections vote votes seat seats term terms meeting
        meetings round-table phase phases stage stages step steps version versions part parts piece pieces type types kind kinds
        way ways time times occasion occasions rotation shifts shift job jobs company companies firm firms organisation
        organisations organization organizations agency agencies group groups party parties team teams squad squads brigade
        brigades crews battalion battalions regiment regiments platoon division divisions convoy convoys column columns
        lane lanes gate gates exit exits door doors window windows staircase staircases entrance stairwell section sections
        sector sectors zone zones shaft shafts well wells tunnel tunnels pit reason reasons question questions
        language languages share shares point mission missions resolution resolutions paragraph article chapter chapters
        hub hubs outlet outlets newspaper newspapers channel channels website websites account accounts follower followers
        view views user users statement statements interview interviews witness-statements signature signatures
        generation generations cycle cycles bottle bottles packet packets sack sacks blanket blankets mattress mattresses
        hotel hotels restaurant restaurants bar bars office offices bank banks ministry ministries household households
        warehouse warehouses kiosk kiosks pylon pylons pole poles dam dams reservoir river rivers lake island islands
        mountain mountains peak peaks volcano volcanoes mph alert alerts warning warnings measure measures
        name-plates cartridges cylinder cylinders chemicals detonators"""
    ),
}
THING_OF = {word: reason for reason, words in DECOYS.items() for word in words}

PREPOSITIONS = word_set(
    """in on at from with without during by after before since into across near around under over through throughout within
    between among against for to about per inside outside along off toward towards amid behind beyond until till upon via
    following despite beneath above below as than like onto out up down away"""
)
AUXILIARIES = word_set(
    "was were is are be been being has have had having will would may might could can must should do does did 's 're 've"
)
ADVERBS = word_set(
    """also already still reportedly confirmed later either now so far then officially believed known feared presumed thought
    reported said declared pronounced found left remain remained remains to not yet only just all both themselves there
    currently subsequently since certainly likely probably allegedly apparently directly instantly immediately eventually
    tragically initially mostly mainly simply actually never each more others alone least understood estimated deemed listed
    counted considered registered recorded verified almost nearly even again ever today yesterday ultimately sadly quickly
    seriously severely badly critically slightly lightly moderately gravely dangerously mildly previously earlier recently"""
)
RELATIVES = word_set("who that which whose whom where")
SUBORDINATORS = word_set("when while because but although though if whereas unless whether as so")
DETERMINERS = word_set("the a an his her their its our your my this that these those some any every each another")
SPEECH_STOP = word_set(
    "said says say told tells reported reports announced added confirmed stated according citing claims"
)
DAYS = {d: i for i, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
MONTHS = {
    m: i + 1
    for i, m in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
    )
}
MONTHS |= {m[:3]: n for m, n in list(MONTHS.items())} | {"sept": 9}
CONJUNCTIONS = word_set("and or & nor")
QUALIFIERS = word_set(
    "another further additional other all the those these only just also at its his their some as our"
)
