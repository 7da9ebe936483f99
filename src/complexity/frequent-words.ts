export const languages = ["en", "de", "fr", "es", "it", "pt", "nl"] as const;

/** Frequent short words by language; shared ones count for each. */
export const frequentWords: Readonly<Record<(typeof languages)[number], string>> = {
  en: "the and to of a in is it you that for was on with my i this have but not are be as at what how",
  de: "der die das und ist nicht ich ein eine zu den mit auf für sich von wir sie es bitte wie haben",
  fr: "le la les et est une des je vous que pour pas dans sur mon qui au du il avec ne ce",
  es: "el los las y es que una por para mi en del con lo se su al como pero no más",
  it: "il gli e è che un una per di non con mi sono della ho del si come più",
  pt: "o os as e é que um uma para não com do da em por se meu mais como",
  nl: "de het een en is van ik dat niet op te met voor mijn zijn er aan maar",
};
