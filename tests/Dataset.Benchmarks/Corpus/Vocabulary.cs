namespace Dataset.Benchmarks.Corpus;

/// <summary>The words of the made-up articles, each list in order of how often a newspaper uses them.</summary>
public static class Vocabulary
{
    public static RankedWords Nouns { get; } = new(
        """
        people year government family city company community country work time school report business house market way group
        problem student child official worker number world case question week part plan program service street life state
        service day area member law office history price right money restaurant policy neighbour night job shop language
        industry center team century research project room father mother visitor minister president war door idea letter
        factory son daughter customer evening kitchen newspaper road river bridge garden church temple festival association
        university teacher doctor hospital lawyer court judge election vote party campaign border passport visa ticket ship
        harbour port train station airport village farmer field harvest rice fish vegetable table chair window wall roof
        wedding funeral holiday summer winter spring autumn rain snow storm flood fire danger risk hope fear memory dream
        story book page picture film song dance music game sport match player champion coach crowd voice word name face
        hand eye heart body illness medicine treatment nurse patient virus vaccine test result number figure share cost
        tax debt loan bank account payment wage salary contract partner supplier buyer seller product brand machine tool
        engine car bus bicycle phone computer screen network website message photograph video camera reporter editor
        journalist writer poet artist painter museum gallery exhibition collection archive record document map border
        region province county district town suburb corner square park hill mountain valley coast island sea ocean lake
        forest tree flower animal dog cat bird horse weather climate energy oil gas coal electricity water air pollution
        waste garbage building tower apartment tenant landlord rent mortgage property land owner heir generation ancestor
        grandmother grandfather cousin uncle aunt brother sister husband wife widow orphan friend guest stranger migrant
        refugee immigrant citizen resident settler pioneer merchant trader sailor soldier officer police prison crime
        victim witness trial sentence appeal reform protest strike union leader committee council board director manager
        employee apprentice volunteer donor charity foundation scholarship degree course lesson classroom library
        laboratory experiment discovery theory method science engineer scientist professor expert analyst survey
        estimate forecast trend growth decline recovery crisis opportunity advantage challenge difficulty solution
        agreement treaty negotiation meeting conference speech statement interview comment criticism debate decision
        choice change reason cause effect purpose value quality quantity length weight height distance speed level rate
        percentage majority minority average total half quarter dozen hundred thousand measure rule standard tradition
        custom habit culture religion belief identity accent dialect translation meaning sense feeling mood smile laughter
        tear silence noise smell taste flavour recipe dish noodle dumpling soup tea coffee sugar salt oil bread meat chicken
        lobster oyster container warehouse parcel delivery export import tariff customs embassy consulate ambassador
        delegation alliance dispute tension conflict peace freedom democracy justice equality dignity discrimination
        prejudice violence threat safety security guard lock key gate fence lantern dragon banner flag parade drum
        firework candle incense altar shrine tomb cemetery monument statue plaque ceremony anniversary celebration
        """, 150);

    /// <summary>In the past tense.</summary>
    public static RankedWords Verbs { get; } = new(
        """
        made took saw found gave told became left felt brought began kept held wrote stood heard met led understood paid
        needed wanted used asked showed called tried moved played helped started followed reached included remained added
        offered remembered considered changed watched opened walked won taught lost learned joined carried created served
        supported received visited rebuilt described expected returned decided pulled raised passed sold required reported
        founded bought celebrated closed crossed built managed protected challenged refused promised accepted studied
        defended collected prepared recorded organised published discovered designed welcomed criticised warned accused
        settled married arrested painted repaired cleaned cooked shared borrowed lent earned saved spent wasted invested
        exported imported shipped loaded delivered translated interpreted interviewed photographed filmed praised blamed
        thanked invited greeted recognised ignored forgot feared admired envied inherited abandoned destroyed damaged
        restored replaced improved increased reduced doubled halved measured counted estimated predicted confirmed denied
        announced revealed hid guarded searched followed overtook surprised disappointed worried encouraged persuaded
        forced allowed banned delayed cancelled postponed approved rejected adopted amended signed broke negotiated
        """, 120);

    public static RankedWords Adjectives { get; } = new(
        """
        new old first last long great little own other big high small large young important different local Chinese foreign
        public early late national private social only main poor rich short free real recent strong political economic
        whole difficult former traditional modern rural urban cheap expensive quiet busy crowded empty familiar strange
        famous unknown ordinary special narrow wide deep bright dark cold warm hot dry wet clean dirty fresh heavy light
        simple complex serious dangerous safe careful proud humble honest generous patient curious clever nervous angry
        grateful lonely hopeful elderly skilled talented ambitious successful popular successive official legal illegal
        temporary permanent annual monthly weekly daily northern southern eastern western coastal international regional
        industrial agricultural commercial financial medical academic cultural religious historic ancient colonial
        independent multilingual second-hand family-run hard-won well-known long-standing self-taught overseas wealthy
        wooden golden broken forgotten hidden missing rising falling growing surviving remaining neighbouring unexpected
        """, 60);

    public static RankedWords Adverbs { get; } = new(
        "also still often never always quickly slowly finally recently suddenly carefully quietly rarely usually largely "
        + "nearly almost simply directly openly gradually eventually repeatedly officially privately reportedly proudly "
        + "reluctantly cheerfully briefly deliberately unexpectedly", 5);

    public static RankedWords Prepositions { get; } = new(
        "of in for to with on at from by about after into over between through before under near against during across without", 2);

    public static RankedWords Conjunctions { get; } = new("and but while because although when so as before if since until whereas", 1);

    public static RankedWords Places { get; } = new(
        """
        China Hong_Kong Guangdong Fujian London New_York Singapore Vancouver San_Francisco Sydney Toronto Malaysia Thailand
        Indonesia Vietnam Jakarta Manila Bangkok Kuala_Lumpur Melbourne Auckland Paris Madrid Milan Rome Lisbon Budapest
        Prague Berlin Rotterdam Liverpool Manchester Johannesburg Nairobi Lagos Lima Havana São_Paulo Buenos_Aires Mexicali
        Panama Kolkata Mumbai Yokohama Kobe Nagasaki Busan Honolulu Seattle Chicago Boston Houston Montréal Kraków Zürich
        Malmö Göteborg Reykjavík Córdoba Medellín Penang Malacca Xiamen Quanzhou Taishan Kaiping Wenzhou Qingtian Shantou
        Guangzhou Shenzhen Shanghai Beijing Taipei Macau Hainan Papeete Suva Port_Louis Saint-Denis Antananarivo Tamatave
        """, 30);

    /// <summary>Some 1,300 small places with made-up names: every text has words that are found nowhere else in it.</summary>
    public static RankedWords SmallPlaces { get; } = new(
        [..
            from start in ("Ash Bal Bram Cal Carr Chel Corn Dal Dun East Fern Glen Hal Har Hart Kel Kings Kirk Lang Lin "
                + "Long Mal Mar Mill Nor North Oak Pen Queens Ros Sel South Stan Sten Tar Thorn Wal West Whit Win Wood Yar").Split(' ')
            from end in ("bourne bridge brook burgh bury by chester combe cott dale den field ford gate ham "
                + "head hill hurst land leigh ley mere minster mouth port ridge stead stow thorpe ton well wick worth").Split(' ')
            select start + end], 1000);

    public static RankedWords Surnames { get; } = new(
        """
        Chen Lin Wong Lee Zhang Huang Tan Liu Ng Lim Wu Yang Zhao Zhou Xu Sun Ma Zhu Hu Guo He Gao Luo Zheng Liang Xie Song
        Tang Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lü Ding Ren Shen Yao Lu
        Smith Jones García Müller Nguyễn Rossi Silva Kowalski Novák Horváth Johansson Dubois Okafor Mbeki Tanaka Kim Park
        Santos Reyes Cruz Fernández O’Brien MacLeod van_der_Berg Castellanos Abdullah Suharto Wijaya Halim Sukarno
        """, 60);

    public static RankedWords FirstNames { get; } = new(
        """
        David Mei John Wei Anna Li Michael Xiaoming Maria Yan Peter Jun Grace Hui Robert Ling Susan Fang James Ping Helen
        Hong Daniel Lan George Ying Alice Min Thomas Qing Rosa Feng Edward Na Lucy Bo Henry Xin Emma Jing Paul Yun Sarah
        Tao Victor Ai Irene Lei Kevin Juan Zoë Renée José André Søren Agnès Hervé Łukasz Chloé
        """, 60);

    public static RankedWords Outlets { get; } = new(
        """
        The_Morning_Courier Harbour_Post Pacific_Times The_Diaspora_Review Straits_Gazette Weekly_Observer North_Star_News
        Global_Chronicle City_Tribune The_Independent_Reader Southern_Herald Evening_Dispatch The_Bridge Lantern_Magazine
        Continental_Press Island_Daily The_New_Overseas Métropole_Matin Die_Weltwoche_am_Hafen Diario_del_Puerto
        """, 3);

    public static RankedWords Topics { get; } = new(
        "business community culture education food health history housing identity language law migration politics religion sport "
            + "technology trade", 4);

    /// <summary>BCP 47 tags; nearly all articles are in the first.</summary>
    public static RankedWords Languages { get; } = new(
        Enumerable.Repeat("en", 40).Append("fr").Append("zh-Hans").Append("es").ToArray(), 1000);

    /// <summary>What newspapers say again and again.</summary>
    public static RankedWords StockPhrases { get; } = new(
        """
        according_to_a_report_published_last_week at_the_end_of_the_day in_the_first_half_of_the_year
        for_the_first_time in_recent_years at_the_same_time more_than_a_century_ago on_the_other_hand
        in_the_middle_of_the_night and_there_is_no_doubt_about_it in_spite_of_everything
        as_far_as_anyone_can_remember a_spokesman_for_the_ministry_said with_the_rest_of_the_world from_time_to_time
        in_the_face_of_rising_costs in_the_second_half_of_the_twentieth_century a_few_years_later with_the_help_of_friends
        for_most_of_their_lives in_front_of_the_old_town_hall to_make_a_living when_they_first_arrived
        like_those_they_had_left_behind before_the_war_broke_out under_the_new_rules on_condition_of_anonymity
        """, 2);

    public static RankedWords Openings { get; } = new(
        "However, In_the_end, Meanwhile, Today, Since_then, For_many_years, By_the_time_of_the_crisis, Even_so, According_to_the_survey, "
            + "In_fact, Years_later, As_a_result, To_this_day, At_first,", 3);

    public static RankedWords Months { get; } = new(
        "January February March April May June July August September October November December", 1000);
}
