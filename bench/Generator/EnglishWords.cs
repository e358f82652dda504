namespace Accounting.Generator;

/// <summary>English words by falling frequency: function words as they are, then stems with their endings.</summary>
internal static class EnglishWords
{
    private const string Frequent =
        "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one "
        + "you were all her she there would their we him been has when who will no more if out so up said what its about than "
        + "into them can only other time new some could these two may first then do any like my now over such our man me even "
        + "most made after also did many off before must well back through years much where your way down should because long "
        + "each just state people too little under very good make world still see own work men day get here between life being "
        + "know data user system please following using need want help use however without within meanwhile might every while "
        + "both another again once always never often since until against during though although perhaps quite rather almost "
        + "already enough several others itself themselves something anything everything nothing someone everyone thing things "
        + "part parts kind way ways lot case cases point points fact number numbers high low large small great big old young "
        + "early late able possible important different available current general specific full whole main best better next last "
        + "few less least above below around across along among behind beyond despite toward upon yes okay thanks thank sorry "
        + "hello dear sincerely regards it's don't can't";

    // An "e" at the end falls before an ending that begins with a vowel.
    private const string Stems =
        "call price model token request respond error value table custom order account report summarize explain write answer "
        + "list code function return example change name type file line text service team project question create update delete "
        + "read test build deploy design develop manage measure monitor review check verify compare compute calculate estimate "
        + "increase decrease reduce improve optimize process handle manage store load save send receive transfer connect "
        + "disconnect open close start stop run execute perform complete finish continue follow lead guide teach learn study "
        + "train educate think believe consider decide choose select prefer suggest recommend propose offer provide support "
        + "assist serve deliver ship order purchase pay charge bill invoice credit debit balance profit invest fund budget cost "
        + "spend earn market sell trade produce manufacture assemble repair replace install configure adjust control operate "
        + "drive travel move walk turn look watch listen hear speak talk discuss argue agree accept reject refuse allow permit "
        + "prevent protect secure defend attack fight play perform act sing dance paint draw color light dark heat cool warm "
        + "freeze melt boil cook bake clean wash dress wear cover fill empty cut break tear bend press push pull lift drop throw "
        + "catch hold carry bring take give share divide multiply add subtract count sort filter search find discover detect "
        + "identify recognize classify group join merge split separate combine mix match link refer relate associate depend "
        + "require involve include contain consist represent describe define mean indicate show display present print publish "
        + "release launch promote advertise inform notify alert warn remind record log track trace document note comment mark "
        + "label tag index schedule plan organize arrange prepare expect hope wish dream imagine remember forget understand "
        + "notice realize recall feel touch smell taste enjoy like love care worry fear trust doubt ask invite visit meet greet "
        + "thank apologize forgive treat cure heal suffer hurt damage destroy ruin waste collect gather grow plant harvest farm "
        + "fish hunt feed breed raise weigh size shape form structure frame layer level scale range limit bound edge center "
        + "surface point corner side front back top bottom round square cycle loop repeat copy paste duplicate clone branch "
        + "commit push patch version query cache buffer queue stack heap thread lock signal event message channel stream packet "
        + "network server client host port socket protocol route address domain resource object class method property field "
        + "parameter argument variable constant string integer array vector matrix tensor layer gradient weight bias sample batch "
        + "epoch loss metric score rank vote elect govern rule law court judge claim proof evidence witness crime police patient "
        + "doctor nurse hospital health medicine drug dose symptom disease infect virus bacteria cell gene protein energy force "
        + "motion speed mass volume pressure temperature weather climate storm rain snow wind ocean river lake mountain forest "
        + "desert island city town village street house room window door wall floor garden kitchen table chair paper book page "
        + "letter word sentence paragraph story novel poem music film camera image video sound voice phone screen keyboard mouse "
        + "computer machine engine motor wheel vehicle car train plane ship bridge road station airport hotel";

    private static readonly string[] Endings = ["", "s", "ing", "ed", "er", "ers", "ment", "able", "ly", "ation", "al", "ness", "ful", "less"];

    /// <summary>The words, most frequent first; may repeat.</summary>
    public static IEnumerable<string> All()
    {
        foreach (var word in Frequent.Split(' ')) yield return word;
        var stems = Stems.Split(' ');
        foreach (var ending in Endings)
            foreach (var stem in stems)
                yield return ending is ['i' or 'e' or 'a', ..] && stem.EndsWith('e') ? stem[..^1] + ending : stem + ending;
    }
}
