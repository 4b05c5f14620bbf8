"""What a patient is told of each access, in plain words, with the texts that it comes from."""

from typing import Literal, NamedTuple, TypeAlias

from saufconduit.vocabulary.text import Text

NoticeRegime: TypeAlias = Literal["aac", "aap", "cpc", "preparation", "continuity"]
VERSION = "1"  # written in the proof that information was given; a change of the words below is a new version


class Told(NamedTuple):
    """What the access is, what it is not, what to expect; `basis` are the articles that this comes from.

    `{term}` stands for the duration that the provision `term` of the regime sets.
    """

    name: Text
    what: tuple[Text, ...]
    what_not: tuple[Text, ...]
    expect: tuple[Text, ...]
    basis: tuple[str, ...]
    term: str | None = None


_NOT_A_TRIAL = Text(
    "Ce n’est pas une recherche : vous n’entrez pas dans un essai.", "It is not research: you do not enter a trial."
)
_MAY_STOP = Text(
    "Le traitement peut être interrompu : cet accès peut être suspendu, arrêté, ou ne pas être renouvelé. Votre "
    "médecin vous dira ce qui vient ensuite.",
    "The treatment may be interrupted: this access can be suspended, ended, or not renewed. Your doctor will tell "
    "you what comes next.",
)
_PHARMACY = Text(
    "Le médicament est remis par la pharmacie d’un hôpital.",
    "The medicine is handed over by the pharmacy of a hospital.",
)
_EFFECTS = Text(
    "Dites sans attendre à votre médecin ou à votre pharmacien tout effet qui vous inquiète. Vous pouvez aussi le "
    "déclarer vous-même.",
    "Tell your doctor or pharmacist without delay of any effect that worries you. You can also report it yourself.",
)
_PRESUMED = Text(
    "Ce n’est pas une certitude : on présume que le médicament agit et qu’il est assez sûr, d’après ce que l’on sait "
    "aujourd’hui.",
    "It is not a certainty: the medicine is presumed to work and to be safe enough, from what is known today.",
)
_BY_EXCEPTION = Text(
    "C’est une exception : on parle d’accès compassionnel.", "It is an exception, called compassionate access."
)

TOLD: dict[NoticeRegime, Told] = {
    "aac": Told(
        Text("autorisation d’accès compassionnel", "compassionate access authorisation"),
        (
            Text(
                "Ce médicament n’a pas d’autorisation de mise sur le marché en France pour votre maladie.",
                "This medicine has no marketing authorisation in France for your disease.",
            ),
            Text(
                "L’ANSM, l’agence du médicament, peut l’autoriser pour une personne précise, quand la maladie est "
                "grave, "
                "rare ou invalidante, et qu’aucun traitement approprié n’existe.",
                "ANSM, the medicines agency, can authorise it for one person, when the disease is serious, rare or "
                "disabling, and no appropriate treatment exists.",
            ),
            _BY_EXCEPTION,
            Text(
                "Votre médecin demande, le pharmacien de l’hôpital envoie la demande, l’ANSM décide. La demande ne "
                "porte "
                "que vos initiales.",
                "Your doctor asks, the hospital pharmacist sends the request, ANSM decides. The request holds only "
                "your "
                "initials.",
            ),
        ),
        (
            _NOT_A_TRIAL,
            _PRESUMED,
            Text(
                "Ce n’est pas pour toujours : l’autorisation dure {term} au plus. Elle peut être renouvelée.",
                "It is not for ever: the authorisation lasts {term} at most. It can be renewed.",
            ),
        ),
        (_PHARMACY, _MAY_STOP, _EFFECTS),
        ("CSP L.5121-12-1", "CSP R.5121-74", "CSP R.5121-74-3", "CSP R.5121-74-4", "CSS R.163-54"),
        "max-duration",
    ),
    "cpc": Told(
        Text("cadre de prescription compassionnelle", "compassionate prescription framework"),
        (
            Text(
                "Ce médicament est autorisé en France, mais pour une autre maladie que la vôtre.",
                "This medicine is authorised in France, but for another disease than yours.",
            ),
            Text(
                "L’ANSM, l’agence du médicament, a fixé un cadre qui permet de le prescrire dans votre cas, parce "
                "qu’aucun traitement approprié n’existe.",
                "ANSM, the medicines agency, has set a framework that allows it to be prescribed in your case, because "
                "no appropriate treatment exists.",
            ),
            _BY_EXCEPTION,
        ),
        (
            _NOT_A_TRIAL,
            _PRESUMED,
            Text(
                "Ce n’est pas une autorisation à votre nom : le cadre vaut pour toutes les personnes dans votre cas.",
                "It is not an authorisation in your name: the framework holds for all people in your case.",
            ),
        ),
        (_PHARMACY, _MAY_STOP, _EFFECTS),
        ("CSP L.5121-12-1", "CSP R.5121-76-9", "CSS R.163-54"),
    ),
    "aap": Told(
        Text("autorisation d’accès précoce", "early access authorisation"),
        (
            Text(
                "Ce médicament n’est pas encore remboursé de la façon habituelle pour votre maladie.",
                "This medicine is not yet reimbursed in the usual way for your disease.",
            ),
            Text(
                "La Haute Autorité de santé (HAS) en permet l’accès plus tôt, parce que la maladie est grave, rare ou "
                "invalidante, qu’aucun traitement approprié n’existe et que le traitement ne peut pas attendre.",
                "The health authority (HAS) allows earlier access, because the disease is serious, rare or "
                "disabling, no "
                "appropriate treatment exists, and treatment cannot wait.",
            ),
            Text("C’est une exception : on parle d’accès précoce.", "It is an exception, called early access."),
        ),
        (
            _NOT_A_TRIAL,
            Text(
                "Ce n’est pas une certitude : on présume fortement que le médicament agit et qu’il est assez sûr, "
                "d’après "
                "les essais.",
                "It is not a certainty: the medicine is strongly presumed to work and to be safe enough, from trials.",
            ),
            Text(
                "Ce n’est pas pour toujours : l’autorisation du médicament dure {term} au plus. Elle peut être "
                "renouvelée.",
                "It is not for ever: the authorisation of the medicine lasts {term} at most. It can be renewed.",
            ),
        ),
        (_PHARMACY, _MAY_STOP, _EFFECTS),
        ("CSP L.5121-12", "CSP D.5121-69-3", "CSS R.163-36"),
        "max-duration",
    ),
    "preparation": Told(
        Text("préparation faite par une pharmacie", "preparation made by a pharmacy"),
        (
            Text(
                "Ce médicament n’est pas vendu tout prêt en France. Une pharmacie le prépare, parce qu’aucun "
                "médicament "
                "adapté n’est disponible.",
                "This medicine is not sold ready-made in France. A pharmacy prepares it, because no suitable "
                "medicine is "
                "available.",
            ),
            Text(
                "L’ANSM, l’agence du médicament, a publié un protocole qui dit pour qui et comment l’utiliser.",
                "ANSM, the medicines agency, has published a protocol that says for whom and how to use it.",
            ),
        ),
        (
            Text(
                "Ce n’est pas une autorisation à votre nom, et le produit n’a pas d’autorisation de mise sur le "
                "marché.",
                "It is not an authorisation in your name, and the product has no marketing authorisation.",
            ),
            _NOT_A_TRIAL,
        ),
        (
            _PHARMACY,
            Text(
                "Cette préparation peut cesser si un médicament adapté devient disponible. Votre médecin vous le dira.",
                "This preparation may stop if a suitable medicine becomes available. Your doctor will tell you.",
            ),
            _EFFECTS,
        ),
        ("CSP L.5121-1",),
    ),
    "continuity": Told(
        Text("continuité de traitement", "continuity of treatment"),
        (
            Text(
                "Vous avez commencé ce médicament pendant un accès précoce, qui a pris fin. De nouveaux patients ne "
                "peuvent plus y entrer.",
                "You began this medicine during an early access, which has ended. New patients can no longer enter it.",
            ),
            Text(
                "La loi demande au laboratoire de continuer à le fournir, au moins {term}, à ceux qui l’avaient "
                "commencé à "
                "temps.",
                "The law asks the company to go on supplying it, for at least {term}, to those who began it in time.",
            ),
        ),
        (
            Text("Ce n’est pas une nouvelle autorisation.", "It is not a new authorisation."),
            Text(
                "Ce n’est pas pour toujours : cette continuité a une fin. Votre médecin vous dira ce qui vient "
                "ensuite.",
                "It is not for ever: this continuity has an end. Your doctor will tell you what comes next.",
            ),
        ),
        (_PHARMACY, _EFFECTS),
        ("CSS L.162-16-5-4", "CSS D.163-3"),
        "minimum",
    ),
}

PAYERS = {
    "insured_100": Text(
        "L’assurance maladie prend le médicament en charge.", "Health insurance pays for the medicine."
    ),
    "insured_with_copay": Text(
        "L’assurance maladie prend le médicament en charge ; il peut rester votre part habituelle.",
        "Health insurance pays for the medicine; your usual share may remain.",
    ),
    "reference_price": Text("L’hôpital achète le médicament.", "The hospital buys the medicine."),
    "free_by_company": Text(
        "Le laboratoire fournit le médicament gratuitement.", "The company supplies the medicine free of charge."
    ),
    "hospital_cost": Text("L’hôpital paie le médicament.", "The hospital pays for the medicine."),
    "unknown": Text(
        "Qui paie n’est pas établi : demandez-le à la pharmacie de l’hôpital.",
        "Who pays is not settled: ask the pharmacy of the hospital.",
    ),
}
