"""English word lists about speakers: titles, organisations, outlets, groups, pronouns, countries. Kinds, never people."""

# ruff: noqa: E501 (a pattern or a list of words reads best whole)

from __future__ import annotations

from antigone.said.extract.english.words import word_set

TITLES = word_set(
    """
    emir sultan imam bishop archbishop monarch sheikh adm adm. rear insp insp. supt supt. cpl cpl.
    president premier minister governor mayor spokesman spokeswoman spokesperson spokespeople secretary chief
    director head deputy chairman chairwoman chair chairperson commissioner commandant commander general colonel
    major captain lieutenant sergeant inspector superintendent sheriff marshal coroner prosecutor judge senator
    ambassador envoy representative coordinator co-ordinator ombudsman ombudswoman ombudsperson leader official
    officer doctor dr dr. prof professor mr mr. mrs mrs. ms ms. gen gen. col col. lt lt. maj maj. capt capt. sgt
    gov gov. sen sen. sir king queen prince princess sheikh bishop archbishop father imam pope cardinal rabbi
    patriarch chancellor vice-president vice-governor pathologist surgeon medic physician nurse witness resident
    survivor activist lawyer attorney investigator expert analyst researcher manager owner founder administrator
    adviser advisor aide member lawmaker councillor councilor undersecretary rescuer firefighter brigadier
    admiral vice warden principal headteacher engineer foreman executive magistrate registrar examiner dean
    rector chieftain elder boss bosses akim prefect district interior health police fire rescue press prime foreign defence
    defense emergency emergencies regional provincial local senior national federal state city county former
    acting military army navy union hospital port mine harbour company airline civil protection justice cabinet
    home external relations transport labour labor social information
    """
)

ROLE_HEADS = word_set(
    """
    emir sultan imam bishop archbishop monarch sheikh president premier minister governor mayor spokesman spokeswoman spokesperson secretary chief director head
    deputy chairman chairwoman chair commissioner commandant commander general colonel major captain lieutenant
    sergeant inspector superintendent sheriff coroner prosecutor judge senator ambassador envoy representative
    coordinator ombudsman ombudswoman ombudsperson leader official officer doctor professor witness resident
    survivor activist lawyer attorney investigator expert analyst researcher manager owner founder administrator
    adviser advisor aide lawmaker councillor rescuer firefighter pathologist surgeon medic physician nurse
    examiner brigadier admiral engineer foreman executive magistrate registrar diplomat source mother father
    brother sister son daughter relative neighbour neighbor driver passenger farmer villager fisherman teacher
    worker miner priest imam bishop elder prefect boss reporter photographer chairperson co-ordinator correspondent
    """
)

GROUP_HEADS = word_set(
    """
    officials authorities police activists witnesses eyewitnesses residents rescuers medics doctors journalists
    sources investigators prosecutors relatives families survivors experts analysts campaigners lawyers monitors
    observers locals villagers officers firefighters rebels militants separatists insurgents organisers
    organizers unions workers miners paramedics coroners scientists researchers lawmakers spokespeople diplomats
    commanders volunteers administrators information figures data statistics estimates records reports accounts
    organizations organisations groups surgeons people advocates defenders leaders nurses teachers fishermen
    coastguards peacekeepers insurgents soldiers troops fighters partners agencies charities ngos prisoners inmates detainees staff bosses owners executives managers ministers chiefs protesters demonstrators mourners pilots inspectors
    """
)

ORGANISATIONS = word_set(
    """
    intelligence community prosecution presidency leadership opposition chancellery judiciary watchdog regulator treasury embassy consulate
    committees councils commissions ministries associations federations mining steel airlines airways energy petroleum
    shipping industries motors chemicals holdings inc ltd plc corp limited
    ministry office department police service services agency authority authorities committee commission council
    government army military hospital union organization organisation foundation watch network observatory cross
    crescent defence defense guard force forces command bureau centre center institute institution party embassy
    court parliament company corporation association federation front brigade ngo charity group headquarters
    administration mission programme program fund society coalition campaign club university clinic morgue board
    body inspectorate municipality mayoralty prefecture secretariat tribunal navy team task nations unicef who
    unhcr ocha msf icrc ifrc fema ndma nato un u.n eu osce railways airline operator management coastguard
    coroner prosecutor's protection project archive initiative cooperative district regiment unit ombudsman
    brigades carrier syndicate collective movement kremlin pentagon taliban junta civil hall utility
    commandant's memorial alliance directorate constabulary gendarmerie firm monitor monitors school lab
    laboratory crew cluster chamber forum amnesty relief assessment study inquiry survey analysis report
    """
)

OUTLETS = word_set(
    """
    tv television channel radio newspaper daily times post broadcaster website portal telegram reuters afp ap
    tass interfax xinhua bbc cnn sputnik anadolu media newswire wire news gazette herald tribune journal
    magazine outlet outlets press al-jazeera jazeera bloomberg dpa efe ansa kyodo yonhap pti ani upi rferl
    rfe/rl twitter facebook youtube blog correspondent newsroom ria mirror guardian observer-news novosti
    bulletin chronicle courier dispatch weekly reporters-network unian ukrinform ians wam irna isna mehr tasnim
    fars sana mena suna aps tap nan ena gnews star sun mail express dawn inquirer
    """
)

NOT_OUTLET = word_set(
    """
    office service secretary ministry officer release conference corps freedom union council monitoring
    """
)

# Words that name an outlet only where they are written with a capital ("the Daily Example", not "a daily report").
PROPER_OUTLETS = word_set(
    """
    daily times post mirror guardian herald star sun mail express dawn chronicle courier dispatch bulletin gazette
    tribune journal inquirer wire weekly ria map nan suna sana tap ena aps fars mena news reporters-network
    """
)

PARTICLES = word_set(
    """
    al el de da los las dos del van von bin ibn der den di la le y e ul ur abu ben bint ter af av zu mac
    """
)

PRONOUNS = word_set(
    """
    he she they it i we who
    """
)

LEAD = word_set(
    """
    the a an its his her their our this that another one some
    """
)

CONNECT = word_set(
    """
    what today yesterday and but while meanwhile earlier however later also then in turn moreover although that as separately
    """
)

COUNTRIES = word_set(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus
    belgium benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burkina burma burundi cambodia
    cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark djibouti ecuador egypt
    eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece guatemala
    guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan
    jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya lithuania
    luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico moldova mongolia
    montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan
    palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia
    singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania
    thailand togo tunisia turkey türkiye turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam yemen
    zambia zimbabwe
    """
)
