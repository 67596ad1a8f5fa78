"""The sentences of the generated bulletins: our own wording, not the agency's.

Only the fixed key terms (place of stay, ban on entry, Article 16.1.8, ...)
are those of the bulletins. `{n}` is the figure, `{when}` the period.
"""

# Layout 'nested-list': (indicators, variants). Two indicators share one line.
NESTED = [
    (("Legal migration",), None),
    (
        ("applications.registration",),
        [
            "- Applications on registration upon place of stay, lodged by foreign nationals and stateless persons at the regional offices of the Service – {n}",
            "- Requests of foreigners and of persons without nationality for their registration upon place of stay, taken in at every office of the country – {n}",
        ],
    ),
    (
        ("applications.registration_in_person",),
        ["- registration upon place of stay requested in person at the counters of the offices – {n}"],
    ),
    (
        ("applications.registration_electronic",),
        ["- registration upon place of stay requested by electronic means and without a visit to an office – {n}"],
    ),
    (
        ("applications.residence_permit",),
        [
            "- Applications on obtaining, and on extending the validity of, temporary and permanent residence permits, filed by foreign nationals and stateless persons – {n}",
            "- Requests to obtain or to extend temporary and permanent residence permits within the borders of the Republic, by foreigners and by persons without nationality who live there or mean to settle there - {n}",
            "- Applications on temporary or permanent residence permits, first issue and extension together, as handed in at the offices and through the portal of the Service alike – {n}",
        ],
    ),
    (
        ("applications.citizenship_affiliation",),
        [
            "- Applications on establishment of the citizenship of the Republic, by persons who live in the country or abroad - {n}",
            "- Requests to establish whether a person holds the citizenship of the country, sent in from within its borders and from abroad- {n}",
            "- Applications on establishment of citizenship of the Republic of Azerbaijan – {n}",
        ],
    ),
    (("Illegal migration",), None),
    (
        ("decisions",),
        [
            "Number of all decisions on infringement of what migration legislation and administrative legislation of the country demand - {n}",
            "Decisions taken in total on violations of the rules of the migration and the administrative legislation of the Republic by persons and by bodies - {n}",
            "Number of decisions on breaches of the migration law and of the administrative law – {n}",
        ],
    ),
    (
        ("decisions.no_expulsion",),
        [
            "- Decisions on not application of administrative expulsion, a penalty under the Code of Administrative Offences being found sufficient in the case - {n}",
            "- Decisions without administrative expulsion, taken under the Articles of the Code of Administrative Offences that deal with foreign nationals - {n}",
            "- Decisions on not applying expulsion from the Republic, a penalty under the Articles in question of the Code of Administrative Offences being imposed instead – {n}",
        ],
    ),
    (
        ("decisions.leave",),
        [
            "Decisions on leaving the country of one's own accord after paying off the penalty that applies - {n}",
            "Decisions by which the person pays the penalty that is due under the law and leaves the country in the time set for it - {n}",
        ],
    ),
    (
        ("decisions.legalisation",),
        [
            "Decisions on legalization of the person's residence within the borders of the Republic - {n}",
            "Decisions that legalize the stay of the person in the country once the grounds for it have been shown - {n}",
        ],
    ),
    (
        ("decisions.entry_ban",),
        [
            "- Out of {n} - decisions on imposing a ban on entry to the country under the Code of Administrative Offences and the Migration Code taken together:",
            "- Out of {n} - decisions which restrict entry to the Republic under the Articles of the Migration Code and of the Code of Administrative Offences:",
            "- Out of {n} - decisions on ban on entry to the country, for breaking Articles of the Code of Administrative Offences and of the Migration Code that lead to such a ban:",
        ],
    ),
    (
        ("decisions.expulsion",),
        [
            "Decisions on an administrative fine with administrative expulsion, imposed for breaking Articles of the Code of Administrative Offences that provide for it - {n};",
            "Decisions on the fine with administrative expulsion from the borders of the Republic, imposed where Articles of the Code of Administrative Offences were broken that call for both - {n};",
        ],
    ),
    (
        ("decisions.migration_code",),
        [
            "Decisions on imposing a ban on entry on foreign nationals and stateless persons who broke those Articles of the Migration Code for which it is provided - {n}; including",
            "Decisions on ban on entry to the country of foreigners and persons without nationality, under the Articles of the Migration Code that were broken - {n}; including",
        ],
    ),
    (
        ("decisions.article_16_1_8", "decisions.other_articles"),
        [
            "{n} decisions on Article 16.1.8 (an administrative fine imposed without removal from the country, and the surcharge on it, stayed unpaid in due time) and {m} decisions on other Articles of the Migration Code.",
            "{n} decisions under Article 16.1.8 (the person did not pay the fine imposed as an administrative sanction without removal from the country, nor what was added to it for the delay) and {m} decisions under other Articles of the Migration Code.",
        ],
    ),
    (
        ("decisions.permit_loss",),
        [
            "- Decisions on loss of the documents that permit temporary or permanent residence in the Republic – {n}",
            "- Decisions on documents for temporary or for permanent residence in the country that a person has lost or can no longer show – {n}",
        ],
    ),
    (
        ("decisions.employment",),
        [
            "- Decisions related with employment of foreign nationals and stateless persons against the rules - {n}",
            "- Decisions on recruitment of foreigners and persons without nationality to work without the papers that the rules ask for - {n}",
        ],
    ),
    (
        ("decisions.registration_rules",),
        [
            "- Decisions on violation of the rules, laid down in the Migration Code, on registration and deregistration of foreign nationals and stateless persons and on the papers that let them stay and live in the country, by the officials of institutions, bodies and organizations which receive such persons, render services to them, take them into work or have to see to it that the conditions of their arrival, their stay and their transit through the territory of the Republic are observed - {n}",
            "- Decisions on violation by officials of institutions and organizations of the rules on registration and deregistration of foreigners and persons without nationality and on papers that entitle them to stay, whatever body they serve and in whatever part of the Republic, where that body receives such persons, takes them into work, renders services to them, or has duties of its own to see to it that the conditions under which they came, stay, live in the country or pass through it are kept to - {n}",
        ],
    ),
    (
        ("calls",),
        [
            "During {when}, {n} calls were received by the Call Center of the Service, by day and by night.",
            "During {when}, {n} calls reached the Call Center of the Service from within the country and from abroad.",
        ],
    ),
    (
        ("e_applications",),
        [
            "During {when}, {n} e-applications were received about registration upon place of stay, about a longer temporary stay, about permits for residence and about permits for work, new ones and extended ones alike.",
            "During {when}, {n} e-applications came in through the portal of electronic services, for registration upon place of stay, for a longer temporary stay and for permits of every kind, new and extended.",
        ],
    ),
]

# Layout 'reporting-list'.
REPORTING = [
    (
        ("applications",),
        [
            "In {when}, the Service took in a total of {n} applications across its activity directions, and they are made up of the following:",
            "In {when} a total of {n} applications reached the Service across all its activity directions:",
        ],
    ),
    (
        ("applications.registration",),
        [
            "- Applications on the registration of foreign nationals and stateless persons upon their place of stay in the Republic – {n}",
            "- Registration of foreigners upon their place of stay in towns and districts of the country – {n}",
        ],
    ),
    (
        ("applications.residence_permit",),
        [
            "- Applications on obtaining or extending residence permits for the territory of the Republic – {n}",
            "- Applications of foreigners for obtaining residence permits, or for extending those that run out – {n}",
        ],
    ),
    (("applications.citizenship",), ["- Applications about citizenship issues, whatever the person asks for – {n}"]),
    (
        ("applications.citizenship_affiliation",),
        ["- Applications on determination of affiliation to the citizenship of the Republic, from within the country and from abroad – {n}"],
    ),
    (
        ("applications.work_permit",),
        ["- Applications on obtaining or extending work permits, so that foreign nationals and stateless persons may engage in paid labor activity in the Republic – {n}"],
    ),
    (("calls",), ["- Calls received by the Call Center – {n}"]),
    (
        ("applications.online_guide",),
        ["- Applications received through the accounts of the Service in social media and through its \"online guide\" – {n}"],
    ),
    (
        ("applications.petitions",),
        ["- Petitions, complaints and suggestions that citizens, foreign nationals and stateless persons addressed to the Service on various matters of migration – {n}"],
    ),
    (("applications.other",), ["- Other applications – {n}"]),
    (("",), None),
    (
        ("decisions",),
        ["As part of the work against irregular migration, the Service made {n} decisions on violations of the Migration Code and of the Code of Administrative Offenses, in the capital and in the districts of the Republic alike."],
    ),
]
