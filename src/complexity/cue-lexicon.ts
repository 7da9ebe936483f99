/** What a cue phrase is a sign of. */
export type Cue = keyof typeof cueLexicon;

const phrases = (list: string): readonly string[] => list.split("|").map((phrase) => phrase.trim());

/**
 * Phrases by what they are a sign of, in lower case; `#` stands for any number. General English, written by hand and not
 * fitted to any label.
 */
export const cueLexicon = {
  negation: phrases(
    `not | never | no | none | nor | neither | nothing | nobody | without | can't | cannot | won't | don't | doesn't |
    didn't | isn't | wasn't | aren't | weren't | hasn't | haven't | wouldn't | couldn't | shouldn't`,
  ),
  exception: phrases(
    "unless | except | except for | apart from | other than | excluding | with the exception of | save for | even if",
  ),
  constraint: phrases(
    `only if | as long as | provided that | provided | on condition that | at most | at least | no more than |
    no less than | must | must not | has to be | have to be | only when | within the limit | up to | not exceed |
    should not | may not | limited to | exactly | in the form | in the format | subject to | instead of | rather than`,
  ),
  deadline: phrases(
    `by monday | by tuesday | by wednesday | by thursday | by friday | by saturday | by sunday | on monday | on tuesday |
    on wednesday | on thursday | on friday | on saturday | on sunday | by tomorrow | by tonight | no later than |
    deadline | due date | due by | in time for | before the weekend | by the end of | by next week | this weekend | by #`,
  ),
  urgency: phrases(
    "urgent | urgently | asap | as soon as possible | immediately | straight away | right away | at once | without delay",
  ),
  anger: phrases(
    `angry | furious | fuming | livid | outraged | appalled | disgusted | disgrace | disgraceful | unacceptable |
    ridiculous | annoyed | annoying | fed up | had enough | sick of | tired of`,
  ),
  distress: phrases(
    "worried | anxious | scared | frightened | upset | in tears | crying | desperate | distressed | heartbroken | stressed",
  ),
  disappointment: phrases(
    "disappointed | disappointing | let down | gutted | frustrated | frustrating | unhappy | sorry to",
  ),
  joy: phrases(
    "delighted | thrilled | lovely | wonderful | fantastic | brilliant | love it | so pleased | over the moon",
  ),
  legal: phrases(
    `solicitor | lawyer | attorney | court | sue | legal action | legal advice | lawsuit | tribunal | ombudsman |
    consumer rights | trading standards | gdpr | data protection | liability | liable | breach | contract | statutory |
    regulation | compliance | subpoena | indemnity | jurisdiction`,
  ),
  policy: phrases(
    `policy | terms and conditions | warranty | guarantee | terms of service | returns policy | entitlement | eligible |
    eligibility | approval | authorisation | authorization`,
  ),
  money: phrases(
    `refund | charged | invoice | payment | price | discount | fee | deposit | credit note | compensation | tax |
    interest rate | salary | budget | loan | revenue | profit | debit | overdraft`,
  ),
  risk: phrases(
    `fire | burning smell | electric shock | injured | injury | hospital | allergic | medication | overdose | suicide |
    fraud | hacked | stolen | unauthorised | unauthorized | password | chargeback | press | newspaper | diagnosis |
    dosage | confidential | discrimination | harassment | weapon`,
  ),
  document: phrases(
    `attached | attachment | enclosed | the document | this document | the report | the contract | the invoice |
    the receipt | screenshot | photo | photos | spreadsheet | the article | the passage | the policy document | appendix`,
  ),
  crossReference: phrases(
    `see above | see below | as mentioned | mentioned above | the former | the latter | section # | page # | article # |
    clause # | figure # | table # | step # | appendix # | item # | respectively | aforementioned | order # | ticket # |
    my last email | my previous`,
  ),
  claim: phrases(
    `says | said | shows as | claims | claimed | swears | insists | states | according to | marked as | supposedly |
    allegedly | apparently | it shows | was told | promised | listed as | assured`,
  ),
  contrast: phrases(
    "but | yet | although | though | however | whereas | in fact | actually | on the contrary | even though",
  ),
  ask: phrases(
    `please | could you | can you | would you | will you | can i | could i | may i | i need | i want | i'd like |
    i would like | let me know | tell me | what do i | how do i | how can i | what can | help me | send me | advise`,
  ),
  step: phrases(
    "first | firstly | second | secondly | then | next | after that | finally | lastly | step # | and then | once that is",
  ),
  hedge: phrases(
    "maybe | perhaps | possibly | not sure | i think | might be | something like | or something | kind of | either",
  ),
  extraction: phrases(
    "extract | list all | find all | pull out | identify | which of these | named entities | look up",
  ),
  classification: phrases(
    "classify | categorise | categorize | label | true or false | which category | sentiment | is it",
  ),
  normalisation: phrases(
    "convert | reformat | normalise | normalize | standardise | translate | rewrite as | clean up",
  ),
  drafting: phrases(
    "write | draft | compose | reply to | rewrite | rephrase | essay | email to | letter to | story | poem",
  ),
  synthesis: phrases(
    "summarise | summarize | summary | compare | contrast | across | synthesise | combine | overview | key points",
  ),
  decision: phrases(
    "should we | should i | recommend | decide | advise | which is better | pros and cons | worth it | options",
  ),
  code: phrases(
    `function | def | return | class | import | python | javascript | typescript | sql | regex | bug | compile | algorithm |
    array | string | api | json | stack trace | null`,
  ),
  maths: phrases(
    `calculate | solve | equation | how many | how much | probability | integral | derivative | prove | sum of | percent |
    average | total of | square root | triangle | polynomial | matrix | modulo`,
  ),
} satisfies Record<string, readonly string[]>;

export const cues = Object.keys(cueLexicon) as Cue[];
